/** Parses an address; undefined if it is not valid. `URL.parse` and `URL.canParse` are newer than the supported browsers. */
export const urlOf = (address: string, base?: string): URL | undefined => {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
};

/** An address as a URL, undefined where it is none. `URL.parse` and `URL.canParse` are newer than browsers that are served. */
export const urlOf = (address: string, base?: string): URL | undefined => {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
};

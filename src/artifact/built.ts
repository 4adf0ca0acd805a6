/** A hash of 53 bits (cyrb53 by bryc, in the public domain, two characters at a time): enough to tell a text from what it was. */
export const hashOf = (text: string): number => {
  let low = 0xdeadbeef ^ text.length;
  let high = 0x41c6ce57 ^ text.length;
  for (let index = 0; index < text.length; index += 2) {
    // Past the end of the text it is NaN, and with `<<` nothing.
    const two = text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16);
    low = Math.imul(low ^ two, 0x9e3779b1);
    high = Math.imul(high ^ two, 0x5f356495);
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  return (high & 0x1fffff) * 0x100000000 + (low >>> 0);
};

/** A file that a page was built from. */
export interface BuiltFrom {
  id: string;
  /** Tells what was in it; empty where it could not be read. */
  version: string;
}

/** What tells a file's JSON from what it was when a page was built from it. */
export const versionOf = (json: unknown): string => hashOf(JSON.stringify(json)).toString(36);

/** The files that a page was built from, for the `data-needs` of its viewer. */
export const needsText = (files: readonly BuiltFrom[]): string =>
  files.map(({ id, version }) => `${id}=${version}`).join(' ');

/** The same, read; the first is the viewer's own. None, where nothing was built. */
export const readNeeds = (text: string | undefined): BuiltFrom[] =>
  (text?.split(' ') ?? []).map((one) => {
    const [id = '', version = ''] = one.split('=');
    return { id, version };
  });

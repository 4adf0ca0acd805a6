/** A 53-bit hash (cyrb53 by bryc, public domain, two characters at a time): enough to detect that a text has changed. */
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

/** A file that a page was prerendered from. */
export interface SourceFile {
  id: string;
  /** Identifies its content; empty if the file could not be read. */
  version: string;
}

/** Identifies a file's content: it changes when the JSON does. */
export const versionOf = (json: unknown): string => hashOf(JSON.stringify(json)).toString(36);

/** The files that a page was prerendered from, as the `data-needs` attribute of its viewer. */
export const formatNeeds = (files: readonly SourceFile[]): string =>
  files.map(({ id, version }) => `${id}=${version}`).join(' ');

/** Reads a `data-needs` attribute. The viewer's own file comes first; without the attribute the list is empty. */
export const parseNeeds = (text: string | undefined): SourceFile[] =>
  (text?.split(' ') ?? []).map((one) => {
    const [id = '', version = ''] = one.split('=');
    return { id, version };
  });

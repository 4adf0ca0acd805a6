import type { Source } from '../../source.js';
import type { Findings } from '../finding.js';
import type { ImportedPage } from '../page/page.js';
import type { Artifact } from '../types.js';

/** The result of reading a source. */
export type Read = { page: ImportedPage } | { artifacts: Artifact[] };

/** The user's options for the sources. */
export interface Told {
  /** The address of the page, if there is only one. */
  url: string | undefined;
  /** Reference files for pages. */
  references: readonly string[];
}

/** Makes artifacts from a source. Throws Refusal if nothing in it can be read. */
export type Reader = (source: Source, told: Told, findings: Findings) => Read | Promise<Read>;

/** A text format, supported or recognized only to be refused. */
export interface Format {
  /** The format in words: “a BibTeX file”. */
  name: string;
  /** Whether a text has this format, by several characteristic marks or by the file extension. */
  matches: (source: Source) => boolean;
  /** Loads the reader. A format without one is refused. */
  load?: () => Promise<Reader>;
  /** What the user can do if the format is refused. */
  remedy?: string;
}

import type { Source } from '../../source.js';
import type { Findings } from '../finding.js';
import type { ImportedPage } from '../page/page.js';
import type { Artifact } from '../types.js';

/** What one source became. */
export type Read = { page: ImportedPage } | { artifacts: Artifact[] };

/** What the user says of the sources. */
export interface Told {
  /** The address of the page, where there is one page. */
  url: string | undefined;
  /** Files of references for pages. */
  references: readonly string[];
}

/** Makes artifacts of one source. Throws Refusal where nothing in it can be read. */
export type Reader = (source: Source, told: Told, findings: Findings) => Read | Promise<Read>;

/** A format of text: one that is read, or one that is refused by its name. */
export interface Format {
  /** What to call a file of this format: “a BibTeX file”. */
  name: string;
  /** Whether a text is of this format, by several of the format's own marks or by the ending of its name. */
  matches: (source: Source) => boolean;
  /** The reader, loaded when it is needed. A format without one is refused. */
  load?: () => Promise<Reader>;
  /** What to do with a file that is refused. */
  remedy?: string;
}

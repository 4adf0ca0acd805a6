import { createHash } from 'node:crypto';
import type { Source } from '../source.js';

/** What the report is about, in the order in which it tells it: what can harm a reader comes first. */
export const KINDS = {
  number: {
    title: 'Numbers that look damaged',
    about: 'Kept as printed. A proposal is used only where `--accept` names it; look at the original page first.',
  },
  conflict: {
    title: 'Figures that differ',
    about:
      'The same thing with different figures. Both may be right of their source or date: each is kept where it stands.',
  },
  citation: {
    title: 'Citations without a source',
    about: 'The key stands in the text and has no entry in the references: it is shown as unresolved.',
  },
  bracket: { title: 'Brackets without a partner', about: 'Kept as printed.' },
  link: { title: 'Links without a target', about: 'Shown as text, or leading nowhere.' },
  filler: {
    title: 'Filler',
    about: 'Sentences of a template that state nothing about this subject. Kept, with a note to the reader.',
  },
  guess: { title: 'Guesses', about: 'What the source does not say in so many words, and the import read out of it.' },
  'left out': { title: 'Left out', about: 'What the artifact does not carry, and why.' },
  unreadable: { title: 'Not understood', about: 'What could not be read.' },
} as const;

export type FindingKind = keyof typeof KINDS;

/** Something that a person should look at. */
export interface Finding {
  /** A name by which `--accept` can call a proposal: the same for the same passage in every run. */
  id: string;
  kind: FindingKind;
  file: string;
  line: number;
  column: number;
  /** The original text, word for word. */
  original: string;
  /** What is the matter, or what was made of it. */
  message: string;
  /** Other places of the same matter. */
  also?: { file: string; line: number; column: number; original: string }[];
  /** How a damaged number may have read. */
  proposal?: { text: string; accepted: boolean };
}

/** Gathers findings, and knows which proposals are accepted. */
export class Findings {
  readonly all: Finding[] = [];
  readonly #ids = new Map<string, number>();
  readonly #used = new Set<string>();

  /** @param accept the ids of accepted proposals, or `all`. */
  constructor(readonly accept: ReadonlySet<string> = new Set()) {}

  /** Ids that `--accept` named and that belong to no proposal. */
  get unusedAccepts(): string[] {
    return [...this.accept].filter((id) => id !== 'all' && !this.#used.has(id));
  }

  /**
   * Notes something.
   * @param original what stands there; shortened for the report.
   * @param proposed how a damaged number may have read: then the finding tells whether that is accepted.
   */
  add(
    source: Source,
    kind: FindingKind,
    offset: number,
    original: string,
    message: string,
    proposed?: string,
  ): Finding {
    const snippet = shorten(original);
    const base = `${kind.replace(' ', '-')}-${createHash('sha256').update(`${kind}\n${snippet}\n${message}`).digest('hex').slice(0, 6)}`;
    const times = (this.#ids.get(base) ?? 0) + 1;
    this.#ids.set(base, times);
    const id = times === 1 ? base : `${base}-${times}`;
    const finding: Finding = { id, kind, file: source.file, ...source.placeOf(offset), original: snippet, message };
    if (proposed !== undefined) {
      const accepted = this.accept.has('all') || this.accept.has(id);
      if (this.accept.has(id)) this.#used.add(id);
      finding.proposal = { text: proposed, accepted };
    }
    this.all.push(finding);
    return finding;
  }
}

/** One line of at most 160 characters. */
export const shorten = (text: string, most = 160): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
};

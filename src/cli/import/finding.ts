import { createHash } from 'node:crypto';
import type { Source } from '../source.js';
import { withoutCheckMarks } from './page/markdown.js';

/** The kinds of findings in the order of the report, those that could harm a reader first. */
export const KINDS = {
  warning: {
    title: 'Mentions of a boxed warning',
    about:
      'The page mentions a boxed warning here, but none was imported. Read the label. The safety list quotes each mention, so that its warnings do not look complete.',
  },
  number: {
    title: 'Numbers that look damaged',
    about:
      'Kept as printed, and marked on the page. A proposal is used only if `--accept` names it; check the original page first.',
  },
  guess: {
    title: 'Guesses',
    about:
      'Read from sentences and headings. None is in an artifact unless `--accept` names its ID, its path, or all. If the sentence may deny or qualify the fact (“not”, “expected”, another drug …), the guess is marked as doubtful and only its own ID accepts it.',
  },
  conflict: {
    title: 'Conflicting figures',
    about: 'Different figures for the same thing. Each may be correct for its source or date: both are kept.',
  },
  citation: {
    title: 'Citations without a source',
    about: 'The text cites a key that has no entry in the references: it is shown as unresolved.',
  },
  bracket: { title: 'Unmatched brackets', about: 'Kept as printed.' },
  link: { title: 'Links without a target', about: 'Shown as text or as a broken link.' },
  filler: {
    title: 'Filler',
    about: 'Template sentences that state nothing about this subject. Kept, with a note to the reader.',
  },
  markup: {
    title: 'Site markup',
    about: 'Shortcodes, directives and components, interpreted or removed. Their text is kept.',
  },
  reading: {
    title: 'Interpretation of the page',
    about: 'Headings, notes and rows whose role the source does not state explicitly.',
  },
  'left out': { title: 'Left out', about: 'Content that is not in the artifact, and why.' },
  unreadable: { title: 'Not understood', about: 'Content that could not be read.' },
} as const;

export type FindingKind = keyof typeof KINDS;

/** A finding that needs human review. */
export interface Finding {
  /** The ID for `--accept`, the same for the same passage and message in every run. */
  id: string;
  kind: FindingKind;
  file: string;
  line: number;
  column: number;
  /** The original text, word for word. */
  original: string;
  /** What was found, or how it was interpreted. */
  message: string;
  /** Other places with the same finding. */
  also?: { file: string; line: number; column: number; original: string }[];
  /** The probable original of a damaged number, or the fact that a sentence may state. */
  proposal?: Proposal;
}

/** A reading that is used only if a person accepts it. */
export interface Proposal {
  /** The reading, in words. */
  text: string;
  accepted: boolean;
  /** The artifact and field that the reading would fill, such as `examplomab.dosage`. */
  path?: string;
  /** Why the sentence may mean something else. */
  doubt?: string;
}

/** The field that a guess would fill, its value, and why it may be wrong. */
export interface Guess {
  path: string;
  text: string;
  doubt?: string | undefined;
}

/** Collects findings and resolves which proposals are accepted. */
export class Findings {
  readonly all: Finding[] = [];
  readonly #ids = new Map<string, number>();
  readonly #used = new Set<string>();

  /** @param accept IDs of accepted proposals, paths such as `examplomab.dosage`, or `all`. */
  constructor(readonly accept: ReadonlySet<string> = new Set()) {}

  /** Names passed to `--accept` that match no proposal's ID or path. */
  get unusedAccepts(): string[] {
    return [...this.accept].filter((id) => id !== 'all' && !this.#used.has(id));
  }

  /**
   * Adds a finding.
   * @param original the text at that place; shortened for the report.
   * @param proposed the probable original of a damaged number; the finding then records whether it is accepted.
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
    const base = `${kind.replace(' ', '-')}-${createHash('sha256')
      .update(`${kind}\n${snippet}\n${message}${kind === 'guess' ? `\n${proposed}` : ''}`)
      .digest('hex')
      .slice(0, 6)}`;
    const times = (this.#ids.get(base) ?? 0) + 1;
    this.#ids.set(base, times);
    const id = times === 1 ? base : `${base}-${times}`;
    const finding: Finding = { id, kind, file: source.file, ...source.placeOf(offset), original: snippet, message };
    if (proposed !== undefined) finding.proposal = { text: proposed, accepted: this.#accepts(id) };
    this.all.push(finding);
    return finding;
  }

  /** Adds a guess. @returns whether a person accepted it. */
  guess(source: Source, offset: number, sentence: string, { path, text, doubt }: Guess): boolean {
    const message = `Read as ${path}.`;
    const printed = withoutCheckMarks(sentence);
    // A passage may be visited twice: in a section and in the section that contains it.
    const known = this.all.find(
      ({ message: read, original, proposal }) =>
        read === message && original === shorten(printed) && proposal?.text === shorten(text),
    );
    if (known) return false;
    const finding = this.add(source, 'guess', offset, printed, message, shorten(text));
    const accepted = this.#accepts(finding.id, path, doubt);
    finding.proposal = { text: shorten(text), accepted, path, ...(doubt && { doubt }) };
    return accepted;
  }

  /** Adds a finding that may occur often: further places are listed under the first. */
  gather(source: Source, kind: FindingKind, offset: number, original: string, message: string): void {
    const first = this.all.find((one) => one.kind === kind && one.message === message && one.file === source.file);
    if (first) (first.also ??= []).push({ file: source.file, ...source.placeOf(offset), original: shorten(original) });
    else this.add(source, kind, offset, original, message);
  }

  #accepts(id: string, path?: string, doubt?: string): boolean {
    const named = [id, ...(path === undefined ? [] : [path])].filter((name) => this.accept.has(name));
    named.forEach((name) => this.#used.add(name));
    return named.includes(id) || (!doubt && (named.length > 0 || this.accept.has('all')));
  }
}

/** One line of at most 160 characters. */
export const shorten = (text: string, most = 160): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
};

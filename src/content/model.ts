import type { Axis, Mark } from './marks.js';
import type { Problem } from '../artifact/parse.js';
import type { Reference, Value } from '../artifact/schema/index.js';
import type { WarningWords } from './warnings.js';

/**
 * What a card says, as data: no DOM, no Lit, no HTML. `content/` makes a card of a subject; each writer in `writers/`
 * turns it into one form. What an author wrote stays Markdown in it.
 */

/** The keys of the references that say something; a writer numbers them. */
export type Refs = readonly string[];

/** A piece of a line. Plain text is the interface's own words or a registry's term, ready to read. */
export type Run =
  | string
  /** An author's words that hold no markup. */
  | { run: 'own'; text: string }
  /** An author's Markdown within a line. */
  | { run: 'md'; source: string }
  /** A number in words, with what it was made of: who sorts or draws takes `value`. */
  | { run: 'num'; text: string; value: Value }
  /** Why there is nothing. */
  | { run: 'missing'; text: string }
  /** A date in words. @see iso as the record has it. */
  | { run: 'date'; text: string; iso: string }
  | { run: 'link'; label: string; href: string }
  | { run: 'cite'; refs: Refs }
  | { run: 'as'; look: 'soft' | 'strong' | 'number' | 'nowrap' | Seriousness; of: Runs }
  /** The shape beside the status of a trial. */
  | { run: 'sign'; status: string };

/** How serious an adverse event was, each with a sign of its own. */
export type Seriousness = 'Serious' | 'Not serious' | 'Not stated';

/** A line. */
export type Runs = readonly Run[];

/** What stands behind a value: when it held, by which sources, what a reader should know to use it. */
export interface Origin {
  asOf?: Extract<Run, { run: 'date' }> | undefined;
  refs?: Refs | undefined;
  notes: readonly Runs[];
}

/** One value with all that say it: two sources that agree on a number for the same people are one. */
export interface Said {
  value: Runs;
  /** Whom it is about, in the author's words. */
  group?: string | undefined;
  isSuperseded?: boolean;
  origins: readonly Origin[];
}

/** Several values: how they relate is decided here, once. Those of a list belong together. */
export interface Fact {
  relation: 'one' | 'several' | 'conflict' | 'list';
  said: readonly Said[];
  /** Whether a reader can tell the values from each other without the notes. */
  areNotesApart?: boolean;
}

/** A row of a list of facts. */
export interface FactRow {
  label: Runs;
  /** Unset, the label is a heading above the rows that follow. */
  fact?: Fact | undefined;
}

/** A cell: a line, or a fact with its sources. */
export type Cell = Runs | Fact;

/** An author's text under its name. */
export interface NamedText {
  name: string;
  source: string;
}

/** Lines that belong together, under a heading of their own where there is one. */
export interface TableGroup {
  heading?: Runs | undefined;
  /** What has to be known of them: what was measured, in whom. */
  about?: readonly NamedText[];
  rows: readonly {
    header: Runs;
    note?: Runs | undefined;
    cells: readonly Cell[];
    /** How the cells' numbers are drawn, those that are. */
    marks?: readonly (Mark | undefined)[];
    /** Whether they count serious adverse events, whose bars have a color of their own. */
    isSerious?: boolean | undefined;
  }[];
  /** The axis of these rows' points. */
  axis?: Axis | undefined;
}

/** A part of a card below its warnings and problems. */
export type Block =
  /** An author's Markdown. Headings in it go below the section's. */
  | { kind: 'prose'; source: string }
  /** A line, or a fact that stands by itself. */
  | { kind: 'line'; runs: Cell }
  /** What a reader has to heed before what follows it. */
  | { kind: 'notice'; tone: 'recall' | 'caution' | 'caveat' | 'editor' | 'label'; says: Runs; of?: readonly Block[] }
  | { kind: 'facts'; groups: readonly { heading?: Runs | undefined; rows: readonly FactRow[] }[] }
  /** `named`: each item's first line is what the rest is about; `folded`: the rest may wait until it is asked for. */
  | { kind: 'list'; look?: 'named' | 'folded'; items: readonly (readonly Block[])[] }
  /** `label`: what it tells, for who can't see it. */
  | {
      kind: 'table';
      label: string;
      corner: Runs;
      columns: readonly Runs[];
      groups: readonly TableGroup[];
      /** The axis of the bars in all rows. */
      axis?: Axis | undefined;
    }
  /** `id`: what a deep link names it by. */
  | { kind: 'section'; id?: string | undefined; heading?: Runs | undefined; of: readonly Block[] }
  | { kind: 'image'; src: string; alt: string; caption?: string | undefined; credit?: string | undefined }
  /** Another artifact, by its id. */
  | { kind: 'card'; id: string };

/** A block of one kind. */
export type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** All that a reader must see of a subject, in order. */
export interface Card {
  title: string;
  /** Other names of the thing. */
  names: readonly string[];
  warnings: WarningWords;
  problems: readonly Problem[];
  /** What has to be read before all else but the warnings. */
  notices: readonly BlockOf<'notice'>[];
  body: readonly Block[];
  /** The references of the subject and of what it names, by the keys that are unique among them. */
  references: Readonly<Record<string, Reference>>;
}

/** Writes a part of a card. `depth` is 0 at the top and one more in each section. */
type Go<Out> = (all: readonly Block[], depth: number) => Out;

/**
 * One form of a card: a function for each kind of block and for what stands above them. Leaving one out does not compile,
 * and none decides the order.
 */
export type Writer<Out> = {
  [K in Block['kind']]: (block: BlockOf<K>, go: Go<Out>, depth: number) => Out;
} & {
  title(card: Card): Out;
  warnings(warnings: WarningWords): Out;
  problems(problems: readonly Problem[]): Out;
  join(parts: readonly Out[]): Out;
};

/** Writes a card: its name, its warnings, what could not be read, then all else in the card's order. */
export const write = <Out>(card: Card, by: Writer<Out>): Out => {
  const go: Go<Out> = (all, depth) => by.join(all.map((block) => one(block, depth)));
  const one = (block: Block, depth: number): Out =>
    (by[block.kind] as (block: Block, go: Go<Out>, depth: number) => Out)(block, go, depth);
  return by.join([
    by.title(card),
    by.warnings(card.warnings),
    by.problems(card.problems),
    ...[...card.notices, ...card.body].map((block) => one(block, 0)),
  ]);
};

/** A section; nothing where it has nothing to say. */
export const section = (heading: Runs, of: readonly (Block | undefined)[]): BlockOf<'section'>[] => {
  const blocks = of.filter((block) => block !== undefined);
  return blocks.length > 0 ? [{ kind: 'section', heading, of: blocks }] : [];
};

/** Whether a block is a section. */
export const isSection = (block: Block): block is BlockOf<'section'> => block.kind === 'section';

/** An author's Markdown as a block; nothing where there is none. */
export const prose = (source: string | undefined): Block[] => (source?.trim() ? [{ kind: 'prose', source }] : []);

/** A line as a block; nothing where it is empty. */
export const line = (...runs: Runs): Block[] => (runs.length > 0 ? [{ kind: 'line', runs }] : []);

/** A list as a block; nothing where it has no items. */
export const list = (items: readonly (readonly Block[])[], look?: BlockOf<'list'>['look']): Block[] =>
  items.length > 0 ? [{ kind: 'list', items, ...(look && { look }) }] : [];

/** Facts as a block; those that say nothing have no row. */
export const facts = (rows: readonly (FactRow | undefined)[], heading?: Runs): Block[] => {
  const filled = rows.filter((row) => row !== undefined);
  return filled.length > 0 ? [{ kind: 'facts', groups: [{ heading, rows: filled }] }] : [];
};

/** An author's plain words. */
export const own = (text: string): Run => ({ run: 'own', text });

/** A name, as a link where it leads somewhere. */
export const linked = (label: string, href: string | undefined): Run =>
  href ? { run: 'link', label, href } : own(label);

/** An author's Markdown within a line. */
export const md = (source: string): Run => ({ run: 'md', source });

/** A citation; nothing where no source is named. */
export const cite = (refs: Refs | undefined): Run[] => (refs?.length ? [{ run: 'cite', refs }] : []);

/** Words that matter less than those beside them. */
export const soft = (...of: Runs): Run => ({ run: 'as', look: 'soft', of });

/** Runs with a separator between. */
export const joined = (parts: readonly Runs[], separator: string): Run[] =>
  parts.filter((part) => part.length > 0).flatMap((part, index) => (index > 0 ? [separator, ...part] : [...part]));

import { sourcedValues } from '../../artifact/values.js';
import { formatDate } from '../../content/dates.js';
import { formatValue } from '../../content/numbers.js';
import type { Fact, LabelSection, Relation, Value } from '../../artifact/schema/index.js';

/** A document: blocks with a blank line between. */
export type Blocks = (string | undefined)[];

/** Plain text in a place where Markdown would be read. */
export const literal = (text: string): string =>
  text
    .replace(/[ \t\r\n\f]+/g, ' ')
    .replace(/[\\`*_[\]<>|~]/g, '\\$&')
    .replace(/&(?=#?\w{1,32};)/g, '\\&');

/** A text in one cell of a table. */
const cell = (text: string): string =>
  text
    .trim()
    .replace(/(?<!\\)\|/g, '\\|')
    .replace(/\s*\n\s*/g, '<br>');

export const table = (head: string[], rows: string[][]): string | undefined =>
  rows.length === 0
    ? undefined
    : [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');

/** A table of what is told and what is told of it; what is empty has no line. */
export const factTable = (facts: readonly (readonly [label: string, text: string | undefined])[]): string | undefined =>
  table(
    ['', ''],
    facts.flatMap(([label, text]) => (text ? [[`**${label}**`, text]] : [])),
  );

export const refs = (keys: readonly string[] | undefined): string => (keys ?? []).map((key) => `[@${key}]`).join('');

/** Says of an earlier state that it is one. */
export const superseded = (relation: Relation | undefined): string => (relation === 'superseded' ? 'superseded' : '');

/** A fact with its sources: each version where they disagree, with its group, day, note and what was printed. */
export const fact = <T>(
  given: Fact<T> | undefined,
  show: (value: T) => string = (value) => formatValue(value as Value),
): string =>
  sourcedValues(given)
    .map(({ value, group, asOf, note, printed, relation, refs: keys }) => {
      const about = [group && literal(group), asOf && `as of ${formatDate(asOf)}`, superseded(relation)]
        .filter(Boolean)
        .join(', ');
      const more = [note, printed && `The source printed “${literal(printed)}”.`].filter(Boolean).join(' ');
      return `${show(value)}${about && ` (${about})`}${refs(keys)}${more && ` — ${more}`}`;
    })
    // A note's full stop before the semicolon would look like two ends.
    .map((version, index, all) => (index < all.length - 1 ? version.replace(/\.$/, '') : version))
    .join('; ');

export const heading = (level: number, title: string): string => `${'#'.repeat(Math.min(6, level))} ${title}`;

/** A part under its heading; nothing of it where it has nothing to say. */
export const part = (level: number, title: string, blocks: Blocks): Blocks =>
  blocks.some((block) => block?.trim()) ? [heading(level, title), ...blocks] : [];

export const quote = (text: string): string => text.trim().replace(/^/gm, '> ');

/** A list; an item of several lines stays one. */
export const list = (items: readonly string[]): string | undefined =>
  items.length === 0 ? undefined : items.map((item) => `- ${item.trim().replace(/\n(?=[^\n])/g, '\n  ')}`).join('\n');

/** A text under its name, in one item of a list. */
export const named = (name: string, text: string | undefined): string[] => (text ? [`**${name}**: ${text}`] : []);

export const labelSections = (sections: readonly LabelSection[] | undefined, level: number): Blocks =>
  (sections ?? []).flatMap(({ title, text, sections: parts }) => [
    title && heading(level, literal(title)),
    text,
    ...labelSections(parts, level + 1),
  ]);

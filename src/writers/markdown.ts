import { cardOf } from '../content/card.js';
import { asOfWords, differWords, supersededWords } from '../content/facts.js';
import {
  type Card,
  type Cell,
  type Fact,
  type Origin,
  type Run,
  type Runs,
  type Said,
  type TableGroup,
  write,
  type Writer,
} from '../content/model.js';
import { cautionsOf } from '../content/references.js';
import { pictureWords } from '../content/pictures.js';
import { leftOutWords, problemWords, type WarningBox } from '../content/warnings.js';
import { citedKeys } from '../artifact/references.js';
import type { Subject } from '../artifact/subject.js';
import { msg } from '../i18n/messages.js';
import { amaText } from '../output/ama.js';

/** Plain text in a place where Markdown would be read. */
export const literal = (text: string): string =>
  text
    .replace(/[ \t\r\n\f]+/g, ' ')
    .replace(/[\\`*_[\]<>|~]/g, '\\$&')
    .replace(/&(?=#?\w{1,32};)/g, '\\&');

/** What a document is made with. */
export interface MarkdownOptions {
  /** The address of another artifact's document, by its id; unset, the id stands there without a link. */
  hrefOf?: ((id: string) => string | undefined) | undefined;
}

const paragraphs = (parts: readonly string[]): string => parts.filter((part) => part.trim()).join('\n\n');

const cited = (keys: readonly string[] | undefined): string => (keys ?? []).map((key) => `[@${key}]`).join('');

const link = (label: string, href: string): string => (label === href ? `<${href}>` : `[${literal(label)}](<${href}>)`);

const runText = (run: Run): string => {
  if (typeof run === 'string') return literal(run);
  switch (run.run) {
    case 'own':
    case 'num':
    case 'missing':
    case 'date':
      return literal(run.text);
    case 'md':
      return run.source;
    case 'link':
      return link(run.label, run.href);
    case 'cite':
      return cited(run.refs);
    case 'as':
      return run.look === 'strong' ? `**${runsText(run.of).trim()}**` : runsText(run.of);
    case 'sign':
      return '';
  }
};

const runsText = (runs: Runs): string => runs.map(runText).join('');

/** A value with whom it is about, its dates, its sources and its notes. */
const saidText = ({ value, group, isSuperseded, origins }: Said): string => {
  const sources = (origins.length > 0 ? origins : [{ notes: [] } as Origin]).map(({ asOf, refs, notes }, index) => {
    const about = [
      index === 0 && group && literal(group),
      asOf && asOfWords(literal(asOf.text)),
      index === 0 && isSuperseded && supersededWords(),
    ].filter(Boolean);
    const more = notes.map(runsText).join(' ');
    return `${about.length > 0 ? ` (${about.join(', ')})` : ''}${cited(refs)}${more && ` — ${more}`}`;
  });
  return `${runsText(value)}${sources.join(',')}`;
};

/** All values of a fact; that sources differ stands before them. */
const factText = ({ relation, said }: Fact): string => {
  const values = said
    .map(saidText)
    // A note's full stop before the semicolon would look like two ends.
    .map((value, index, all) => (index < all.length - 1 ? value.replace(/\.$/, '') : value))
    .join('; ');
  return relation === 'conflict' ? `${differWords()}: ${values}` : values;
};

const cellText = (cell: Cell): string => ('said' in cell ? factText(cell) : runsText(cell));

/** A text in one cell of a table. */
const escapedCell = (text: string): string =>
  text
    .trim()
    .replace(/(?<!\\)\|/g, '\\|')
    .replace(/\s*\n\s*/g, '<br>');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escapedCell).join(' | ')} |`).join('\n');

const bold = (text: string): string => (text ? `**${text}**` : '');

/** A heading of a part. @param depth 0 for a part of the document itself. */
const heading = (words: Runs, depth: number): string => `${'#'.repeat(Math.min(6, depth + 2))} ${runsText(words)}`;

const quote = (text: string): string => text.trim().replace(/^/gm, '> ');

/** A list; an item of several lines stays one. */
const bullets = (items: readonly string[]): string =>
  items.map((item) => `- ${item.trim().replace(/\n(?=[^\n])/g, '\n  ')}`).join('\n');

const warningBox = ({ heading: name, title, text, says, unread, mentions, last = [] }: WarningBox): string =>
  quote(
    paragraphs([
      bold(`${literal(name)}${title ? `: ${literal(title)}` : ''}`),
      text ?? '',
      says ? literal(says) : '',
      bullets([
        ...unread.map((problem) => literal(problemWords(problem))),
        ...mentions.map((mention) => `${mention.text}${cited(mention.refs)}`),
      ]),
      runsText(last),
    ]),
  );

const rowCells = ({ header, note, cells }: TableGroup['rows'][number]): string[] => [
  `${runsText(header)}${note ? ` — ${runsText(note)}` : ''}`,
  ...cells.map(cellText),
];

/** The rows of a group under a row with its name; a group of one row that has no name of its own is that row. */
const groupRows = ({ heading: title, rows }: TableGroup, columns: number): string[][] => {
  const name = title && title.length > 0 ? runsText(title) : '';
  const [only] = rows;
  if (name && only && rows.length === 1 && only.header.every((run) => typeof run === 'string'))
    return [[`${name}${only.note ? ` — ${runsText(only.note)}` : ''}`, ...only.cells.map(cellText)]];
  return [...(name ? [[name, ...Array.from({ length: columns }, () => '')]] : []), ...rows.map(rowCells)];
};

const writer = ({ hrefOf }: MarkdownOptions): Writer<string> => {
  const named = (id: string): string => {
    const href = hrefOf?.(id);
    return href ? link(id, href) : literal(id);
  };
  return {
    title: ({ title }) => `# ${literal(title)}`,
    warnings: ({ boxes, line }) => paragraphs([...boxes.map(warningBox), line ? literal(line) : '']),
    problems: (problems) => literal(leftOutWords(problems)),
    prose: ({ source }) => source,
    line: ({ runs }) => cellText(runs),
    notice: ({ tone, says, of = [] }, go, depth) => {
      const words = runsText(says);
      // Where they stand is said of this document: further down in it, or in another.
      if (tone === 'caution' && !words.endsWith('.'))
        return `${words}: ${of.length > 0 ? `${msg('see')} ${go(of, depth)}` : msg('see below')}.`;
      if (tone === 'label' || tone === 'caution') return words;
      const all = paragraphs([words, go(of, depth)]);
      return tone === 'recall' ? all : quote(all);
    },
    facts: ({ groups }, _go, depth) =>
      paragraphs(
        groups.flatMap(({ heading: title, rows }) => [
          title ? heading(title, depth) : '',
          table(
            ['', ''],
            rows.map(({ label, fact }) => [bold(runsText(label)), fact ? factText(fact) : '']),
          ),
        ]),
      ),
    list: ({ items, look }, go, depth) =>
      bullets(
        items.map(([first, ...rest]) => {
          if (!first) return '';
          const name = go([first], depth);
          return look ? `${bold(name)}${rest.length > 0 ? `: ${go(rest, depth)}` : ''}` : go([first, ...rest], depth);
        }),
      ),
    table: ({ corner, columns, groups }) =>
      paragraphs([
        bullets(
          groups.flatMap(({ heading: title, about = [] }) =>
            about.map(
              ({ name, source }) =>
                `${bold(`${title && title.length > 0 ? `${runsText(title).replaceAll('**', '')}: ` : ''}${literal(name)}`)}: ${source}`,
            ),
          ),
        ),
        table(
          [runsText(corner), ...columns.map(runsText)],
          groups.flatMap((group) => groupRows(group, columns.length)),
        ),
      ]),
    section: ({ heading: title, of }, go, depth) =>
      paragraphs([title ? heading(title, depth) : '', go(of, title ? depth + 1 : depth)]),
    // It may be elsewhere, and is loaded when the reader asks.
    image: ({ src, alt, caption, credit }) =>
      [`${pictureWords()}: ${link(alt, src)}`, caption, credit && literal(credit)].filter(Boolean).join(' — '),
    card: ({ id }) => named(id),
    join: paragraphs,
  };
};

/** Citations become footnotes. A key without an entry stays as it is: it is seen to be unresolved. */
const footnotes = (text: string, references: Card['references']): string =>
  text.replace(/\[(-?@[^[\]]{1,500})\]/g, (whole, group: string) => {
    const keys = citedKeys(group);
    return keys.length > 0 && keys.every((key) => Object.hasOwn(references, key))
      ? keys.map((key) => `[^${key}]`).join('')
      : whole;
  });

/**
 * An artifact as a Markdown document (GitHub's flavor): for a reader without a browser, a repository, or another tool.
 * Citations are footnotes. What the artifact refers to by id (its trials) is named, not copied; of its safety profile what
 * is boxed stands whole directly after the name, what is recalled before all doses, and the rest is counted.
 */
export const markdown = (subject: Subject, options: MarkdownOptions = {}): string => {
  const card = cardOf(subject);
  const text = footnotes(write(card, writer(options)), card.references);
  const own = subject.artifact.references ?? {};
  const entries = Object.entries(card.references)
    .filter(([key]) => Object.hasOwn(own, key) || text.includes(`[^${key}]`))
    .map(
      ([key, reference]) =>
        `[^${key}]: ${[literal(amaText(reference)), ...cautionsOf(reference).map(([, strong, rest]) => `${bold(literal(strong))}${literal(rest)}`)].join(' ')}`,
    );
  return `${[text, entries.join('\n')].filter(Boolean).join('\n\n')}\n`;
};

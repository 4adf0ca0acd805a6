import { asOfWords, differWords, supersededWords } from '../content/facts.js';
import { cardOf } from '../content/card.js';
import {
  type BlockOf,
  type Card,
  type Cell,
  type Fact,
  type Run,
  type Runs,
  type Said,
  write,
  type Writer,
} from '../content/model.js';
import { asOfDate } from '../content/dates.js';
import { leftOutWords, plainBox } from '../content/warnings.js';
import type { Subject } from '../artifact/subject.js';
import { msg, str } from '../i18n/messages.js';
import { escapeXml } from '../output/escape.js';
import { plainText } from '../output/plain.js';

/** The card's width in CSS pixels; its height follows its lines. */
const WIDTH = 480;
const PADDING = 20;
/** How wide a character is on average in a wide system font, as a share of the font size: an SVG can't measure its own text. */
const CHARACTER = { normal: 0.57, bold: 0.64 } as const;
/** The width of the labels' column, in pixels. */
const LABELS = 120;
/** The width of what stands between the paddings. */
const INNER = WIDTH - 2 * PADDING;
/** How many facts such a card can hold. */
const ROWS = 7;

/** A line of text. */
interface Line {
  text: string;
  size: number;
  bold?: boolean;
  soft?: boolean;
  /** Space above it, in pixels. */
  gap?: number;
  label?: string | undefined;
}

/** A part of a card: a text that is shown whole or up to so many lines, or a fact. */
type Piece =
  | { text: string; look: 'title' | 'names' | 'warning' | 'bold' | 'normal'; most?: number }
  | { label: string; text: string; isPlaced?: boolean };

/** Breaks a text into lines by words; what does not fit into the last one is marked as left out. */
const wrap = (
  text: string,
  size: number,
  width: number,
  most: number,
  weight: keyof typeof CHARACTER = 'normal',
): string[] => {
  const room = Math.floor(width / (size * CHARACTER[weight]));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  if (line) lines.push(line);
  const kept = lines.slice(0, most).map((one) => (one.length > room ? `${one.slice(0, room - 1)}…` : one));
  // A number is never cut: what is left of it would be another one.
  if (lines.length > most) kept[most - 1] = `${(kept[most - 1] ?? '').replace(/\s*\S+$/, '')} …`;
  return kept;
};

const runText = (run: Run): string => {
  if (typeof run === 'string') return run;
  switch (run.run) {
    case 'own':
    case 'num':
    case 'missing':
    case 'date':
      return run.text;
    case 'md':
      return plainText(run.source);
    case 'link':
      return run.label;
    case 'cite':
    case 'sign':
      return '';
    case 'as':
      return run.of.map(runText).join('');
  }
};

const plainRuns = (runs: Runs): string => runs.map(runText).join('').replace(/\s+/g, ' ').trim();

/** A value; of several, whom each is about, its dates and whether it still holds: none is chosen. */
const saidText = ({ value, group, isSuperseded, origins }: Said, isOne: boolean): string => {
  const dates = origins.map(({ asOf }) => asOf && asOfWords(asOf.text));
  const more = isOne ? '' : [group, ...dates, isSuperseded && supersededWords()].filter(Boolean).join(', ');
  return `${plainRuns(value)}${more && ` (${more})`}`;
};

const factText = ({ relation, said }: Fact): string =>
  (relation === 'conflict' ? `${differWords()}: ` : '') +
  said
    .map((one) => saidText(one, said.length === 1))
    .filter(Boolean)
    .join('; ');

const cellText = (cell: Cell | undefined): string =>
  cell === undefined ? '' : 'said' in cell ? factText(cell) : plainRuns(cell);

/** The rows of a table as facts. Each number has its column's name, unless it is the only one. */
const tableFacts = ({ columns, groups }: BlockOf<'table'>): Piece[] =>
  groups.flatMap(({ heading = [], rows }) =>
    rows.map(({ header, note = [], cells }) => ({
      label: [header, note].map(plainRuns).filter(Boolean).join(' — '),
      text: [
        plainRuns(heading),
        ...columns.map(
          (column, index) => (columns.length > 1 ? `${plainRuns(column)}: ` : '') + cellText(cells[index]),
        ),
      ]
        .filter(Boolean)
        .join('; '),
    })),
  );

/** The facts of a part under its heading: a result without its outcome would be anybody's. */
const under = (heading: Runs | undefined, pieces: readonly Piece[]): Piece[] =>
  pieces.map((piece) =>
    heading && 'label' in piece && !piece.isPlaced
      ? { ...piece, text: `${plainRuns(heading)} — ${piece.text}`, isPlaced: true }
      : piece,
  );

/** What a card this small can hold: its facts; texts and long tables stand on the page. */
const writer: Writer<Piece[]> = {
  title: ({ title, names }) => [
    { text: title, look: 'title' },
    ...(names.length > 0 ? [{ text: plainText(names.join(' · ')), look: 'names' } as const] : []),
  ],
  warnings: ({ boxes, line }) => [
    ...boxes
      .map((box) => plainBox(box, plainText))
      .flatMap(({ heading, words }): Piece[] => [
        { text: `⚠ ${heading}`, look: 'bold' },
        { text: words, look: 'warning' },
      ]),
    ...(line ? [{ text: line, look: 'warning' } as const] : []),
  ],
  problems: (problems) => (problems.length > 0 ? [{ text: leftOutWords(problems), look: 'warning' }] : []),
  notice: ({ tone, says, of = [] }) =>
    tone === 'recall'
      ? [{ text: `⚠ ${plainRuns(says)}`, look: 'bold' }]
      : tone === 'caution'
        ? [
            {
              // The page's address stands at the foot.
              text: `${plainRuns(says)}${of.length > 0 || !plainRuns(says).endsWith('.') ? `. ${msg('Read them on the page.')}` : ''}`,
              look: 'bold',
            },
          ]
        : tone === 'label'
          ? [{ text: plainRuns(says), look: 'normal' }]
          : [],
  prose: () => [],
  line: () => [],
  facts: ({ groups }) =>
    groups.flatMap(({ rows }) =>
      rows.map(({ label, fact }) => ({ label: plainRuns(label), text: fact ? factText(fact) : '' })),
    ),
  list: () => [],
  table: tableFacts,
  section: ({ heading, of }, go, depth) =>
    under(
      heading,
      go(
        of.filter(({ kind }) => kind === 'table' || kind === 'section'),
        depth + 1,
      ),
    ),
  image: () => [],
  card: () => [],
  join: (parts) => parts.flat(),
};

const LOOKS = {
  title: { size: 20, weight: 'bold', gap: 0 },
  names: { size: 13, weight: 'normal', gap: 0 },
  warning: { size: 13, weight: 'normal', gap: 8 },
  bold: { size: 13, weight: 'bold', gap: 8 },
  normal: { size: 13, weight: 'normal', gap: 8 },
} as const;

/** A card's texts and facts as lines; the facts that don't fit are counted. */
const linesOf = (pieces: readonly Piece[]): Line[] => {
  const facts = pieces.filter((piece) => 'label' in piece && piece.text !== '');
  const shown = new Set<Piece>(facts.slice(0, ROWS));
  const lines = pieces.flatMap((piece): Line[] => {
    if (!('label' in piece)) {
      const { size, weight, gap } = LOOKS[piece.look];
      return wrap(piece.text, size, INNER, piece.most ?? Infinity, weight).map((text, index) => ({
        text,
        size,
        bold: weight === 'bold',
        soft: piece.look === 'names',
        gap: index === 0 ? gap : 0,
      }));
    }
    if (!shown.has(piece)) return [];
    const labels = wrap(piece.label, 13, LABELS - 10, 2);
    const parts = wrap(piece.text, 13, INNER - LABELS, 3);
    return Array.from({ length: Math.max(labels.length, parts.length) }, (_, index) => ({
      text: parts[index] ?? '',
      size: 13,
      gap: index === 0 ? 6 : 0,
      label: labels[index] ?? '',
    }));
  });
  return facts.length > ROWS
    ? [...lines, { text: msg(str`and ${facts.length - ROWS} more on the page`), size: 12, soft: true, gap: 6 }]
    : lines;
};

/** A card's summary stands below its warnings, in four lines at the most. */
const withSummary = (card: Card, summary: string | undefined): Piece[] => {
  const pieces = write(card, writer);
  const first = pieces.findIndex((piece) => 'label' in piece);
  const at = first < 0 ? pieces.length : first;
  return summary
    ? [...pieces.slice(0, at), { text: plainText(summary), look: 'normal', most: 4 }, ...pieces.slice(at)]
    : pieces;
};

/**
 * An artifact as a small picture, for a README file or a PDF. Boxed warnings stand whole directly after the name; what
 * else does not fit is marked as left out.
 *
 * @param page the address of the artifact's page, printed at the foot.
 */
export const svgCard = (subject: Subject, page: string): string => {
  const { title, summary, asOf } = subject.artifact;
  const pieces = withSummary(cardOf(subject), summary);
  const lines: Line[] = [
    ...linesOf(pieces),
    {
      text: [asOf && `${asOfDate(asOf)}.`, page].filter(Boolean).join(' '),
      size: 11,
      soft: true,
      gap: 12,
    },
  ];
  let y = PADDING;
  const drawn = lines.map(({ text, size, bold, soft, gap = 0, label }) => {
    y += gap + size * 1.35;
    const at = (x: number, content: string, kind: string) =>
      `<text x="${x}" y="${Math.round(y)}" font-size="${size}"${kind}>${escapeXml(content)}</text>`;
    const kind = `${bold ? ' font-weight="650"' : ''}${soft ? ' class="soft"' : ''}`;
    if (label === undefined) return at(PADDING, text, kind);
    return `${label && at(PADDING, label, ' class="soft"')}${at(PADDING + LABELS, text, kind)}`;
  });
  const height = Math.round(y + PADDING);
  const told = pieces.map((piece) => ('label' in piece ? `${piece.label}: ${piece.text}` : piece.text));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title text" font-family="system-ui, sans-serif">
<title id="title">${escapeXml(title)}</title>
<desc id="text">${escapeXml(told.filter(Boolean).join('. '))}</desc>
<style>svg{--paper:#fffefb;--ink:#1b1e23;--soft:#565b64;--line:#d5d8dd}@media (prefers-color-scheme:dark){svg{--paper:#17191c;--ink:#e9ebee;--soft:#aeb3bb;--line:#3a3e45}}rect{fill:var(--paper);stroke:var(--line)}text{fill:var(--ink)}.soft{fill:var(--soft)}path{stroke:var(--ink);stroke-width:3}</style>
<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}"/><path d="M0 1.5h${WIDTH}"/>
${drawn.join('\n')}
</svg>
`;
};

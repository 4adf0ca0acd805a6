import { rowGroups } from '../artifact/drug-rows.js';
import { firstValue, currentValues } from '../artifact/values.js';
import { formatDate } from '../content/dates.js';
import { cautionsBeforeDoses, labelSays, recallSays } from '../content/labels.js';
import { plainBox, warningsOf, warningWords } from '../content/warnings.js';
import { missingWords } from '../content/missing.js';
import { formatNumber } from '../content/numbers.js';
import { markedDate } from '../content/trial.js';
import { formatPhases, words } from '../content/terms.js';
import type { Subject } from '../artifact/subject.js';
import type { Artifact, TrialDate } from '../artifact/schema/index.js';
import { escapeXml } from './escape.js';
import { plainFact, plainText } from './plain.js';

/** The card's width in CSS pixels; its height follows its lines. */
const WIDTH = 480;
const PADDING = 20;
/** How wide a character is on average in a wide system font, as a share of the font size: an SVG can't measure its own text. */
const CHARACTER = { normal: 0.57, bold: 0.64 } as const;
/** The width of the labels' column, in pixels. */
const LABELS = 120;

interface Line {
  text: string;
  size: number;
  bold?: boolean;
  soft?: boolean;
  /** Space above it, in pixels. */
  gap?: number;
  label?: string | undefined;
}

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
  if (lines.length > most) kept[most - 1] = `${(kept[most - 1] ?? '').slice(0, room - 2)} …`;
  return kept;
};

/** A date with whether it has happened: a plan is no fact. */
const day = (date: TrialDate | undefined): string =>
  date ? `${formatDate(date.date)}${date.type ? ` (${words(date.type).toLowerCase()})` : ''}` : '';

/** What a card this small can hold of each kind: a label and its value. */
const facts = (artifact: Artifact): [label: string, text: string][] => {
  switch (artifact.kind) {
    case 'drug':
      return [
        ['Generic name', plainFact(artifact.genericName)],
        [
          'Approval',
          (artifact.approvals ?? [])
            .map(({ regulator, status, date }) =>
              [regulator, status, date && formatDate(date)].filter(Boolean).join(' '),
            )
            .join('; '),
        ],
        ...rowGroups(artifact).flatMap(({ rows }) =>
          rows.map(({ label, fact }): [string, string] => [plainText(label), plainFact(fact)]),
        ),
      ];
    case 'trial':
      return [
        ['Number', artifact.nctId ?? ''],
        [
          'Status',
          currentValues(artifact.overallStatus)
            .map(({ value }) => words(value))
            .join(' / '),
        ],
        [
          'Phase',
          artifact.phases === undefined
            ? ''
            : currentValues(artifact.phases)
                .map(({ value }) => formatPhases(value))
                .join(' / '),
        ],
        [
          'Enrollment',
          currentValues(artifact.enrollment)
            .map(
              ({ value: { count, type } }) => `${formatNumber(count)}${type ? ` (${words(type).toLowerCase()})` : ''}`,
            )
            .join(' / '),
        ],
        ['Start', day(artifact.startDate)],
        ['Completion', markedDate(day(artifact.completionDate), artifact, 'completionDate')],
        ['Sponsor', artifact.leadSponsor ?? ''],
      ];
    case 'safety':
      return (artifact.adverseEvents ?? []).map(({ term, incidence }) => [
        term,
        plainFact(incidence) || missingWords('not-in-record'),
      ]);
    case 'article':
      return [];
  }
};

/** What stands directly after the name: boxed warnings, whole; what is recalled; and, of a drug, its other warnings, counted and named. */
const warningLines = (subject: Subject): { text: string; bold: boolean }[] => {
  const { boxes, line } = warningWords(warningsOf(subject));
  const profile = subject.safety.state === 'ready' ? subject.safety.artifact : undefined;
  return [
    ...boxes
      .map((box) => plainBox(box, plainText))
      .flatMap(({ heading, words: whole }) => [
        { text: `⚠ ${heading}`, bold: true },
        { text: whole, bold: false },
      ]),
    ...(line ? [{ text: line, bold: false }] : []),
    ...(profile?.recalls ?? []).map((recall) => ({ text: `⚠ ${plainText(recallSays(recall))}`, bold: true })),
    ...cautionsBeforeDoses(subject).map((caution) => ({
      text: caution.endsWith('.') ? caution : `${plainText(caution)}. Read them on the page.`,
      bold: true,
    })),
  ];
};

const ROWS = 7;

/**
 * An artifact as a small picture, for a README file or a PDF. Boxed warnings stand whole directly after the name; what
 * else does not fit is marked as left out.
 *
 * @param page the address of the artifact's page, printed at the foot.
 */
export const svgCard = (subject: Subject, page: string): string => {
  const { artifact } = subject;
  const { title, summary, asOf } = artifact;
  const inner = WIDTH - 2 * PADDING;
  const lines: Line[] = wrap(title, 20, inner, Infinity, 'bold').map((text) => ({ text, size: 20, bold: true }));
  const name = artifact.kind === 'drug' ? firstValue(artifact.brandName) : undefined;
  if (typeof name === 'string' && name !== title) lines.push({ text: plainText(name), size: 13, soft: true });
  for (const { text, bold } of warningLines(subject))
    lines.push(
      ...wrap(text, 13, inner, Infinity, bold ? 'bold' : 'normal').map((piece, index): Line => ({
        text: piece,
        size: 13,
        bold,
        gap: index === 0 ? 8 : 0,
      })),
    );
  if (artifact.kind === 'drug' && artifact.label)
    lines.push(
      ...wrap(labelSays(artifact.label).join(' '), 13, inner, Infinity).map((text): Line => ({ text, size: 13 })),
    );
  if (summary)
    lines.push(
      ...wrap(plainText(summary), 13, inner, 4).map((text, index): Line => ({
        text,
        size: 13,
        gap: index === 0 ? 8 : 0,
      })),
    );
  const all = facts(artifact).filter(([, text]) => text);
  for (const [label, text] of all.slice(0, ROWS)) {
    const labels = wrap(label, 13, LABELS - 10, 2);
    const parts = wrap(text, 13, inner - LABELS, 2);
    for (let index = 0; index < Math.max(labels.length, parts.length); index++)
      lines.push({ text: parts[index] ?? '', size: 13, gap: index === 0 ? 6 : 0, label: labels[index] ?? '' });
  }
  if (all.length > ROWS)
    lines.push({ text: `and ${all.length - ROWS} more on the page`, size: 12, soft: true, gap: 6 });
  lines.push({
    text: [asOf && `As of ${formatDate(asOf)}.`, page].filter(Boolean).join(' '),
    size: 11,
    soft: true,
    gap: 12,
  });
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
  const told = [
    title,
    ...warningLines(subject).map(({ text }) => text),
    summary && plainText(summary),
    ...all.map(([label, text]) => `${label}: ${text}`),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title text" font-family="system-ui, sans-serif">
<title id="title">${escapeXml(title)}</title>
<desc id="text">${escapeXml(told.filter(Boolean).join('. '))}</desc>
<style>svg{--paper:#fffefb;--ink:#1b1e23;--soft:#565b64;--line:#d5d8dd}@media (prefers-color-scheme:dark){svg{--paper:#17191c;--ink:#e9ebee;--soft:#aeb3bb;--line:#3a3e45}}rect{fill:var(--paper);stroke:var(--line)}text{fill:var(--ink)}.soft{fill:var(--soft)}path{stroke:var(--ink);stroke-width:3}</style>
<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}"/><path d="M0 1.5h${WIDTH}"/>
${drawn.join('\n')}
</svg>
`;
};

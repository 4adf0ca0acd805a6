import { type DefaultTreeAdapterTypes as Html, parseFragment } from 'parse5';
import type { Table } from 'mdast';
import { isRecord } from '../../../artifact/schema/common.js';
import type { Place } from '../../source.js';
import type { Cleaned } from './checks.js';
import { headingsOf, plainText, spanOf, visitNodes } from './markdown.js';

/** A table of two columns that serves as an infobox. */
export interface Infobox {
  title?: string;
  /** The class names of the table. */
  classes: string;
  rows: { label: string; value: string; start: number; place?: Place | undefined }[];
  start: number;
  end: number;
}

const elements = (node: Html.ParentNode, name: RegExp): Html.Element[] =>
  node.childNodes.flatMap((child) =>
    'tagName' in child ? [...(name.test(child.tagName) ? [child] : []), ...elements(child, name)] : [],
  );

/** The content of a cell as Markdown: the source between its tags, since wiki editors write Markdown there. */
const cellText = (cell: Html.Element, html: string): string => {
  const place = cell.sourceCodeLocation;
  const from = place?.startTag?.endOffset ?? 0;
  const to = place?.endTag?.startOffset ?? place?.endOffset ?? from;
  return html
    .slice(from, to)
    .replaceAll(/<br\s*\/?>/gi, '; ')
    .replaceAll(/<a\b[^>]*\bhref\s*=\s*["']([^"']*)["'][^>]*>([\s\S]*?)<\/a>/gi, '[$2]($1)')
    .replaceAll(/<\/?(?:b|strong|i|em|span|p|div|small)\b[^>]*>/gi, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
};

/** Every raw HTML table in a text, as written in the file. */
const htmlTables = (text: string): { html: string; start: number; end: number }[] =>
  [...text.matchAll(/<table\b[^>]*>[\s\S]*?<\/table>/gi)].map((match) => ({
    html: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));

const ofHtml = ({ html, start, end }: { html: string; start: number; end: number }): Infobox | undefined => {
  const [table] = elements(parseFragment(html, { sourceCodeLocationInfo: true }), /^table$/);
  if (!table) return undefined;
  const classes = table.attrs.find(({ name }) => name === 'class')?.value ?? '';
  const box: Infobox = { classes, rows: [], start, end };
  for (const row of elements(table, /^tr$/)) {
    const cells = elements(row, /^t[dh]$/);
    const [first, second, third] = cells;
    if (third || !first) return undefined;
    if (!second) box.title ??= cellText(first, html);
    else if (first.tagName === 'th' && second.tagName === 'th') return undefined;
    else
      box.rows.push({
        label: cellText(first, html),
        value: cellText(second, html),
        start: start + (row.sourceCodeLocation?.startOffset ?? 0),
      });
  }
  return box;
};

const ofPipes = (table: Table, text: string): Infobox | undefined => {
  const [head, ...body] = table.children;
  if (!head || head.children.length !== 2) return undefined;
  const cell = (row: (typeof table.children)[number], column: number) => {
    const node = row.children[column];
    if (!node) return '';
    const { start, end } = spanOf(node);
    return text
      .slice(start, end)
      .replaceAll(/^\s*\|?\s*|\s*\|?\s*$/g, '')
      .trim();
  };
  const { start, end } = spanOf(table);
  const rows = body.map((row) => ({
    label: cell(row, 0),
    // Cells beyond the second column are kept with the value, since one may limit a dose.
    value: row.children
      .slice(1)
      .map((_, index) => cell(row, index + 1))
      .filter(Boolean)
      .join('; '),
    start: spanOf(row).start,
  }));
  const [left, right] = [cell(head, 0), cell(head, 1)];
  // “Feature | Zolgensma” is content of a comparison; “Field | Value” is only a header.
  if (left && right && !/^(field|property|attribute|key|parameter)$/i.test(left))
    rows.unshift({ label: left, value: right, start });
  return { classes: '', rows, start, end };
};

/** The labels in a drug's infobox, by field of the drug. */
const FIELDS: [field: string, label: RegExp][] = [
  ['genericName', /^(generic|inn|generic name|nonproprietary name|international nonproprietary name)$/i],
  ['brandName', /^(brand|trade|brand name|trade name|brand names|trade names)$/i],
  ['codeName', /^(code|code name|development code|other names|aliases|synonyms)$/i],
  ['drugClass', /^(class|drug class|therapeutic class|type|modality)$/i],
  ['mechanismOfAction', /^(mechanism|mechanism of action|moa)$/i],
  ['indication', /^(indication|indications|indicated for|use|uses|condition|treats)$/i],
  ['ageRange', /^(age|ages|age range|age group)$/i],
  ['administrationRoute', /^(route|routes|route of administration|routes of administration|administration)$/i],
  ['dosageForm', /^(form|dosage form|dosage forms|formulation|supplied as)$/i],
  ['dosage', /^(dose|dosing|dosage|posology|dosing schedule|frequency)$/i],
  ['manufacturer', /^(manufacturer|maker|company|developer|sponsor|marketing authori[sz]ation holder)$/i],
  ['price', /^(price|cost|list price)$/i],
];

/** The drug field for a row's label. */
export const fieldOf = (label: string): string | undefined =>
  FIELDS.find(([, pattern]) => pattern.test(plainText(label)))?.[0];

/** Finds a drug's infobox among a page's tables, by its class or by labels that only a drug's infobox has. */
export const findInfobox = ({ text, tree }: Cleaned): Infobox | undefined => {
  const pipes: Infobox[] = [];
  visitNodes(tree, (node) => {
    const box = isRecord(node) && node.type === 'table' ? ofPipes(node, text) : undefined;
    if (box) pipes.push(box);
  });
  // A table further down with the same labels may be about another drug.
  const [title, ...sections] = headingsOf(tree);
  const first = title?.depth === 1 ? sections[0] : title;
  const lead = first ? spanOf(first).start : text.length;
  const boxes = [...htmlTables(text).flatMap((table) => ofHtml(table) ?? []), ...pipes].sort(
    (a, b) => a.start - b.start,
  );
  return boxes.find(({ classes, rows, start }) => {
    const known = rows.filter(({ label }) => fieldOf(label)).length;
    return (
      rows.length > 0 &&
      (/infobox-(therapeutic|drug|treatment|medication)/.test(classes) ||
        (known >= 3 && start < lead) ||
        (known >= 2 && /infobox/.test(classes)))
    );
  });
};

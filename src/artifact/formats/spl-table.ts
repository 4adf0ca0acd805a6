import { plain } from './plain.js';

/**
 * An element of Structured Product Labeling (HL7 v3 XML), as in openFDA's `*_table` fields.
 * https://www.fda.gov/industry/fda-data-standards-advisory-board/structured-product-labeling-resources
 */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
}
type XmlNode = XmlElement | string;

/** Tags nested deeper than this are ignored; real tables are far shallower. */
const MAX_DEPTH = 40;

/** A comment, CDATA, a tag, or text. No text token extends past the next `<`, so that parsing takes linear time. */
const TOKEN = /<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<(\/?)([a-z][\w:.-]*)([^<>]*?)(\/?)>|[^<]+|</gis;

const decode = (text: string): string =>
  text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name) return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name.toLowerCase()] ?? whole;
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      return code > 0x10ffff ? whole : String.fromCodePoint(code);
    },
  );

const parseXml = (xml: string): XmlElement => {
  const root: XmlElement = { name: '', attributes: {}, children: [] };
  const open = [root];
  for (const [token, data, closes, name, attributes = '', empty] of xml.matchAll(TOKEN)) {
    const parent = open.at(-1) ?? root;
    if (!name) {
      if (!token.startsWith('<!--')) parent.children.push(data ?? decode(token));
    } else if (closes) {
      const depth = open.findLastIndex((element) => element.name === name);
      if (depth > 0) open.length = depth;
    } else if (open.length < MAX_DEPTH) {
      const element: XmlElement = { name, attributes: {}, children: [] };
      for (const [, key = '', double, single] of attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
        element.attributes[key] = decode(double ?? single ?? '');
      parent.children.push(element);
      if (!empty && !/^(br|col|renderMultiMedia|footnoteRef)$/.test(name)) open.push(element);
    }
  }
  return root;
};

const textOf = (node: XmlNode): string => (typeof node === 'string' ? node : node.children.map(textOf).join(''));

const elements = (node: XmlElement, names: RegExp): XmlElement[] =>
  node.children.flatMap((child) =>
    typeof child === 'string' ? [] : names.test(child.name) ? [child] : elements(child, names),
  );

/** Collects the footnotes of the tables, with markers a, b, c … */
class Footnotes {
  readonly texts: string[] = [];
  readonly #known = new Map<string, number>();

  static mark(index: number): string {
    return index < 26
      ? String.fromCharCode(97 + index)
      : Footnotes.mark(Math.floor(index / 26) - 1) + Footnotes.mark(index % 26);
  }

  add(text: string, id: string | undefined): string {
    const known = id === undefined ? undefined : this.#known.get(id);
    const index = known ?? this.texts.length;
    if (known === undefined || !this.texts[known]) this.texts[index] = text;
    if (id !== undefined) this.#known.set(id, index);
    return `<sup>${Footnotes.mark(index)}</sup>`;
  }
}

const STYLES: [RegExp, string][] = [
  [/bold/i, 'strong'],
  [/italic|emphasis/i, 'em'],
  [/underline/i, 'u'],
];

const inside = (node: XmlElement, notes: Footnotes): string =>
  node.children
    .map((child) => write(child, notes))
    .join('')
    .replace(/^(?:\s|<br>)+|(?:\s|<br>)+$/g, '');

const write = (node: XmlNode, notes: Footnotes): string => {
  if (typeof node === 'string') return plain(node);
  const { name, attributes } = node;
  switch (name) {
    case 'content': {
      const tags = STYLES.flatMap(([style, tag]) => (style.test(attributes.styleCode ?? '') ? tag : []));
      // Spaces move outside the element: `x<em> y</em>` would run together once trimmed.
      const text = node.children.map((child) => write(child, notes)).join('');
      return text.trim() ? tags.reduceRight((inner, tag) => `<${tag}>${inner}</${tag}>`, text) : text;
    }
    case 'sub':
    case 'sup':
      return `<${name}>${inside(node, notes)}</${name}>`;
    case 'br':
      return '<br>';
    case 'paragraph':
      return `<br>${inside(node, notes)}<br>`;
    case 'list': {
      const tag = attributes.listType === 'ordered' ? 'ol' : 'ul';
      return `<${tag}>${node.children.map((child) => write(child, notes)).join('')}</${tag}>`;
    }
    case 'item':
      return `<li>${inside(node, notes)}</li>`;
    case 'footnote':
      return notes.add(inside(node, notes), attributes.ID);
    case 'footnoteRef':
      return notes.add('', attributes.IDREF ?? '');
    case 'renderMultiMedia':
      return '(picture not in this record)';
    case 'table':
      return table(node, notes);
    default:
      return node.children.map((child) => write(child, notes)).join('');
  }
};

const isBold = (cell: XmlElement) =>
  cell.name === 'th' ||
  (textOf(cell).trim() !== '' &&
    elements(cell, /^content$/).some(
      (part) => /bold/i.test(part.attributes.styleCode ?? '') && textOf(part).trim() === textOf(cell).trim(),
    ));

const row = (cells: XmlElement[], isHead: boolean, hasHead: boolean, notes: Footnotes): string =>
  `<tr>${cells
    .map((cell, index) => {
      const text = textOf(cell).trim();
      const { colspan, rowspan, align } = cell.attributes;
      const names = !isHead && hasHead && index === 0 && cells.length > 1 && !colspan && /\p{L}/u.test(text);
      const head = text && (isHead || names || cell.name === 'th');
      const attributes = [
        ...Object.entries({ colspan, rowspan }).filter(([, span]) => span && /^\d+$/.test(span)),
        ...(align && /^(left|right|center)$/.test(align) && !names ? [['align', align]] : []),
        ...(head ? [['scope', names ? 'row' : Number(colspan) > 1 ? 'colgroup' : 'col']] : []),
      ].map(([key, value]) => ` ${key}="${value}"`);
      const tag = head ? 'th' : 'td';
      return `<${tag}${attributes.join('')}>${inside(cell, notes)}</${tag}>`;
    })
    .join('')}</tr>`;

/** An HTML table. Cells are headers if the source says so, or if the whole first row is bold; footer rows come after the body. */
const table = (node: XmlElement, notes: Footnotes): string => {
  const cellsOf = (line: XmlElement) => elements(line, /^t[hd]$/);
  const group = (name: string) =>
    node.children.filter((child): child is XmlElement => typeof child !== 'string' && child.name === name);
  const lines = (parts: XmlElement[]) => parts.flatMap((part) => elements(part, /^tr$/)).map(cellsOf);
  let head = lines(group('thead'));
  let body = [...lines(group('tbody')), ...group('tr').map(cellsOf)];
  const [first = []] = body;
  if (
    head.length === 0 &&
    body.length > 1 &&
    first.length > 1 &&
    first.every((cell) => isBold(cell) || !textOf(cell).trim())
  )
    [head, body] = [[first], body.slice(1)];
  const hasHead = head.length > 0;
  const written = (name: string, rows: XmlElement[][], isHead = false) =>
    rows.length > 0
      ? `<${name}>${rows.map((cells) => row(cells, isHead, hasHead && name === 'tbody', notes)).join('')}</${name}>`
      : '';
  const caption = group('caption')
    .map((part) => inside(part, notes))
    .join(' ');
  return `<table>${caption && `<caption>${caption}</caption>`}${written('thead', head, true)}${written('tbody', body)}${written('tfoot', lines(group('tfoot')))}</table>`;
};

/** A table in a label. */
export interface SplTable {
  /** Its text in source order without white space, for finding it in flattened text. */
  compact: string;
  /** Returns Markdown: an HTML table followed by its footnotes. */
  markdown: () => string;
}

/** A text without white space, which is not significant in flattened text. */
export const compact = (text: string): string => text.replace(/\s+/g, '');

/**
 * Reads a table: a `*_table` field's XML, or an element that is already parsed. Never throws; anything that is not a table is
 * returned as text.
 */
export const splTable = (source: string | XmlElement): SplTable => {
  const root = typeof source === 'string' ? parseXml(source) : { name: '', attributes: {}, children: [source] };
  return {
    compact: compact(textOf(root)),
    markdown: () => {
      const notes = new Footnotes();
      const html = inside(root, notes);
      // A blank line would end the HTML block early.
      return [
        html.replace(/\s*\n\s*/g, ' '),
        ...notes.texts.map(
          (text, index) => `<sup>${Footnotes.mark(index)}</sup> ${text || 'This footnote is not in the record.'}`,
        ),
      ].join('\n\n');
    },
  };
};

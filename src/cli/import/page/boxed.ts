import type { Element, Nodes, Root } from 'hast';
import { raw } from 'hast-util-raw';
import { toHast } from 'mdast-util-to-hast';
import type { BoxedWarning, Safety } from '../../../artifact/schema/index.js';
import { widenTables } from '../../../markdown/tables.js';
import { doubtOf, otherMedicineIn } from './doubt.js';
import { type DrugPage, type Stamp } from './drug.js';
import { keysIn, parseMarkdown, withoutCitations } from './markdown.js';

/** The names of a boxed warning. */
const ENGLISH = [
  // Excludes other black boxes: models, software tests, flight recorders.
  String.raw`\bblack[-_\s]?box(?:e[sd])?(?![-\s]?(?:a\.?i\b|algorithm|approach|function|machine|method|model|optimi|problem|process|recorder|system|test))`,
  String.raw`\bboxed[-_\s]?(?:[\w-]+\s){0,2}?(?:warnings?|alerts?|cautions?|labels?)\b`,
  String.raw`\bwarning[-_\s]box\b|\bbox[-_\s]warnings?\b|\bwarnings?\s\(boxed\)|\bwarnings?,?\sboxed\b`,
  String.raw`\b(?:framed|(?:black-)?bordered)\swarn\w*|\bwarn\w*\b[^.;:]{0,30}\b(?:in|inside|within)\san?\s(?:\w+\s)?box\b`,
  String.raw`\bbox\s(?:on|in|of)\s(?:the|its)\s(?:\w+\s)?label\b|\bBBW\b`,
  String.raw`\b(?:FDA|agency|administration)(?:[’']s)?\s(?:strongest|sternest|highest|strictest|gravest|severest|most\s(?:serious|severe|stringent|prominent))\s(?:\w+\s){0,2}?warnings?\b`,
];
const OTHER_LANGUAGES = [
  String.raw`\bblack[-\s]?box[-\s]?warn(?:ung|hinweis)|(?:umrandet|umrahmt|eingerahmt)\p{L}*\sWarn(?:ung|hinweis)|Warn(?:ung|hinweis)\p{L}*\s(?:im|in\seinem)\s(?:schwarzen\s)?(?:Kasten|Rahmen)|Kastenwarn`,
  String.raw`(?:mise\sen\sgarde|avertissement)s?\s(?:\p{L}+\s)?encadré|encadré\s(?:noir\s)?de\s(?:mise\sen\sgarde|avertissement)|(?:encadré|boîte)s?\snoire?s?(?!\p{L})`,
  String.raw`(?:advertencia|alerta|aviso)s?\s(?:\p{L}+\s)?(?:de|del|en|con)\s(?:un\s)?(?:recuadro|caja)|recuadro\s(?:negro\s)?de\sadvertencia|(?:recuadro|caja)\snegr[oa]|advertencias?\s(?:en|re)(?:marc|cuadr)ada`,
  String.raw`avvertenz[ae]\s(?:\p{L}+\s)?(?:riquadrat|(?:in\s(?:un\s)?|nel\s)riquadro)|riquadro\snero`,
  String.raw`(?:advertência|aviso|alerta)s?\s(?:\p{L}+\s)?(?:em|de|com|na)\s(?:caixa|tarja)|(?:caixa|tarja)\spreta`,
  String.raw`zwarte[-\s](?:doos|kader)|(?:omkaderd|omlijnd)e\swaarschuwing|advarsel\si\s(?:sort|svart)\s(?:boks|ramme)|varning\si\ssvart\sruta`,
  String.raw`枠組み警告|黒枠警告|ブラックボックス警告|黑框警[告示]|黑盒警告|(?:加框|方框)警[告示語语]|블랙\s?박스\s?경고|предупреждени\p{L}*\sв\s(?:ч[её]рной\s)?рамке|ostrzeżeni\p{L}*\sw\s(?:czarnej\s)?ramce`,
];
const MENTION = new RegExp([...ENGLISH, ...OTHER_LANGUAGES].join('|'), 'iu');

/** The heading of a boxed warning as US labels print it: `WARNING: HEPATOTOXICITY`. */
const LABEL_HEADING = /^\W*WARNINGS?:\s+[A-Z][A-Z0-9 ,;/&'’()-]{5,}/;

/** A label that a text begins with: `BOXED WARNING:`, `FDA boxed warning —`; the warning follows it. */
const LABEL = new RegExp(
  String.raw`^[^\p{L}]*(?:(?:the|an?|us|u\.s\.|fda|fda[’']s|label|official|important|drug)\s+)*(?:${MENTION.source})\s*(?:\([^()]*\))?[\s*_]*(?:(?:::?|[.—–-])[\s*_]*|$)`,
  'iu',
);

/** Words in a heading that add nothing to the mention. */
const GENERIC = /\b(?:the|an?|us|u\.s\.?|fda|label|drug|and|of|for|on|about|text|full|official|warnings?)\b/gi;

const BLOCKS =
  /^(?:h[1-6]|p|li|td|th|dt|dd|summary|legend|fieldset|caption|figcaption|figure|blockquote|pre|div|section|aside|details|article|center|address|main|header|footer|body)$/;
const HEADING = /^h([1-6])$/;

/** Content that only states whether a boxed warning exists. */
const EMPTY =
  /^[^\p{L}\p{N}]*(?:none|no|nil|n\/?a|not applicable|not required|yes|present|absent|unknown|tbd|see (?:label|below|above|text)|✓|✔|x)?[^\p{L}\p{N}]*$/iu;

type Parent = Element | Root;

const isElement = (node: Nodes): node is Element => node.type === 'element';
const childrenOf = (node: Parent): Element[] => (node.children as Nodes[]).filter(isElement);
const startOf = (node: Nodes): number => node.position?.start.offset ?? -1;
const endOf = (node: Nodes): number => node.position?.end.offset ?? -1;
/** A node's text without soft hyphens and zero-width spaces, which would hide words from the patterns. */
const textOf = (node: Nodes): string =>
  node.type === 'text'
    ? node.value.replaceAll(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    : isElement(node) && node.tagName === 'br'
      ? ' '
      : 'children' in node
        ? node.children.map(textOf).join('')
        : '';
const ownText = (node: Element): string =>
  node.children
    .map((child) =>
      isElement(child) && (BLOCKS.test(child.tagName) || /^(?:ul|ol|dl|table)$/.test(child.tagName))
        ? ' '
        : textOf(child),
    )
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** HTML class names and IDs of boxes with warnings. */
const BOX_CLASS =
  /(?:^|[-_\s])(?:black[-_]?box(?:[-_]?warnings?)?|boxed[-_]?warnings?)(?:[-_\s]|$)|(?:^|[-_\s])bbw(?:[-_\s]|$)/i;

/** Whether an element has text and its class, ID or label calls it a boxed warning. */
const isBoxByName = (node: Element): boolean => {
  const { className, id, title, ariaLabel } = node.properties;
  return (
    textOf(node).trim() !== '' &&
    (BOX_CLASS.test(Array.isArray(className) ? className.join(' ') : '') ||
      (typeof id === 'string' && BOX_CLASS.test(id)) ||
      (BLOCKS.test(node.tagName) && [title, ariaLabel].some((text) => typeof text === 'string' && MENTION.test(text))))
  );
};

/** Alternative texts and labels in a block. */
const unseenText = (node: Element): string =>
  node.children
    .filter(isElement)
    .filter(({ tagName }) => !BLOCKS.test(tagName))
    .map((child) => {
      const { alt, title, ariaLabel } = child.properties;
      const own = [alt, title, ariaLabel].filter((text) => typeof text === 'string').join(' ');
      return `${own} ${unseenText(child)}`;
    })
    .join(' ')
    .trim();

/** A block of text and its context. */
interface Place {
  node: Element;
  text: string;
  /** From the root to the block's parent. */
  parents: readonly Parent[];
  /** The headings above it, outer ones first. */
  headings: readonly string[];
}

const placesIn = (root: Root): Place[] => {
  const places: Place[] = [];
  const headings: { level: number; text: string }[] = [];
  const walk = (node: Parent, parents: readonly Parent[]): void => {
    if (isElement(node) && (BLOCKS.test(node.tagName) || isBoxByName(node))) {
      const level = Number(HEADING.exec(node.tagName)?.[1] ?? 0);
      const unseen = unseenText(node);
      const text = [ownText(node), MENTION.test(unseen) && !MENTION.test(ownText(node)) ? unseen : '']
        .filter(Boolean)
        .join(' ');
      if (level > 0) while ((headings.at(-1)?.level ?? 0) >= level) headings.pop();
      if (text || isBoxByName(node))
        places.push({ node, text, parents, headings: headings.map((heading) => heading.text) });
      if (level > 0) headings.push({ level, text });
    }
    childrenOf(node).forEach((child) => walk(child, [...parents, node]));
  };
  walk(root, []);
  return places;
};

/** The place of a passage that is a boxed warning. */
interface Passage {
  title?: string | undefined;
  start: number;
  end: number;
  /** The label at the beginning of the text. */
  label?: RegExp;
  /** How many quotations it is nested in. */
  quotes: number;
}

const isBold = (node: Element): boolean =>
  childrenOf(node).length > 0 &&
  node.children.every((child) =>
    isElement(child) ? /^(?:strong|b|em|i|mark|u|span)$/.test(child.tagName) : !textOf(child).trim(),
  );

/** The siblings after a node, up to the next heading, rule or bold line. */
const following = (node: Element, parent: Parent): Element[] => {
  const siblings = childrenOf(parent);
  const after = siblings.slice(siblings.indexOf(node) + 1);
  const stop = after.findIndex(
    (one) => HEADING.test(one.tagName) || one.tagName === 'hr' || (one.tagName === 'p' && isBold(one)),
  );
  return stop < 0 ? after : after.slice(0, stop);
};

/** The content of a heading's section, up to the next heading of its level. */
const section = (node: Element, parent: Parent): Element[] => {
  const level = Number(HEADING.exec(node.tagName)?.[1]);
  const siblings = childrenOf(parent);
  const after = siblings.slice(siblings.indexOf(node) + 1);
  const stop = after.findIndex((one) => Number(HEADING.exec(one.tagName)?.[1] ?? 9) <= level);
  return stop < 0 ? after : after.slice(0, stop);
};

const span = (nodes: readonly Element[]): { start: number; end: number } | undefined => {
  const placed = nodes.filter((node) => startOf(node) >= 0 && textOf(node).trim());
  const [first] = placed;
  const last = placed.at(-1);
  return first && last ? { start: startOf(first), end: endOf(last) } : undefined;
};

const titleOf = (text: string, names: readonly string[]): string | undefined => {
  const rest = names
    .reduce((left, name) => left.replaceAll(new RegExp(name.replaceAll(/[^\p{L}\p{N} -]/gu, '.'), 'gi'), ''), text)
    .replace(MENTION, '')
    .replaceAll(GENERIC, '');
  return /\p{L}{2}/u.test(rest) ? text : undefined;
};

/** The passages in the table row or column that a cell heads; undefined if the cells are about other medicines. */
const inTable = ({ node, parents }: Place, names: readonly string[]): Element[] | undefined => {
  const row = parents.at(-1);
  const table = parents.findLast((parent): parent is Element => isElement(parent) && parent.tagName === 'table');
  if (!row || !isElement(row) || !table) return undefined;
  const rows =
    parents.slice(parents.indexOf(table)).length === 2 ? childrenOf(table) : childrenOf(table).flatMap(childrenOf);
  const cells = childrenOf(row);
  const [head] = rows;
  const named = (cell: Element | undefined) => {
    const text = cell ? textOf(cell).toLowerCase() : '';
    return names.some((name) => text.includes(name.toLowerCase()));
  };
  const column = cells.indexOf(node);
  if (column === 0 && (row !== head || rows.length === 1 || cells.length === 2)) {
    const values = cells.slice(1).filter((cell) => textOf(cell).trim());
    const heads =
      head && row !== head
        ? childrenOf(head)
            .slice(1)
            .filter((cell) => textOf(cell).trim())
        : [];
    if (values.length <= 1 || heads.length <= 1) return values;
    const own = cells.filter((_, index) => index > 0 && named(childrenOf(head as Element)[index]));
    return own.length > 0 ? own : undefined;
  }
  if (row !== head) return undefined;
  const below = rows.slice(1).filter((one) => column === 0 || rows.length === 2 || named(childrenOf(one)[0]));
  const values = below.flatMap((one) => childrenOf(one)[column] ?? []);
  return values.length > 0 ? values : undefined;
};

/** The passages that a mention of a boxed warning introduces; undefined if it is only a mention. */
const passagesOf = (place: Place, page: DrugPage): Passage[] | undefined => {
  const { node, text, parents } = place;
  const { names } = page;
  const parent = parents.at(-1);
  if (!parent) return undefined;
  if (isBoxByName(node) && !HEADING.test(node.tagName)) {
    const [first] = node.children;
    const last = node.children.at(-1);
    return first && last ? [{ start: startOf(first), end: endOf(last), label: LABEL, quotes: 0 }] : undefined;
  }
  const quotes = parents.filter((one) => isElement(one) && one.tagName === 'blockquote').length;
  const isLabelHeading = LABEL_HEADING.test(text);
  const of = (nodes: readonly Element[], title?: string): Passage[] => {
    const found = span(nodes);
    return found ? [{ ...found, title, quotes }] : [];
  };
  if (HEADING.test(node.tagName)) return of(section(node, parent), isLabelHeading ? text : titleOf(text, names));
  if (node.tagName === 'td' || node.tagName === 'th') {
    const cells = inTable(place, names);
    if (cells)
      return cells.flatMap((cell) =>
        EMPTY.test(textOf(cell)) ? [] : [{ start: startOf(cell), end: endOf(cell), quotes: 0 }],
      );
  }
  if (node.tagName === 'dt') {
    const after = childrenOf(parent).slice(childrenOf(parent).indexOf(node) + 1);
    const next = after.findIndex(({ tagName }) => tagName === 'dt');
    return of(next < 0 ? after : after.slice(0, next), titleOf(text, names));
  }
  // Code is a quotation, not a warning of the page.
  if (node.tagName === 'pre') return undefined;
  if (node.tagName === 'summary' || node.tagName === 'legend') {
    const blocks = of(following(node, parent), titleOf(text, names));
    if (blocks.length > 0) return blocks;
    // A `<details>` may contain text without an element.
    const end = endOf(parent.children.at(-1) ?? node);
    return end > endOf(node) ? [{ start: endOf(node), end, title: titleOf(text, names), quotes }] : undefined;
  }
  const inCell = node.tagName === 'td' || node.tagName === 'th';
  const isTitle = isBold(node) || (isLabelHeading && quotes > 0);
  const rest = LABEL.test(text) ? text.replace(LABEL, '') : undefined;
  if (rest) {
    // “Boxed warning: the following:” continues in the list below; in a quotation, everything after it belongs to it.
    const more =
      quotes > 0 || /:$/.test(rest)
        ? following(node, parent)
        : childrenOf(node).filter(({ tagName }) => BLOCKS.test(tagName) || /^[uod]l$/.test(tagName));
    const list = quotes > 0 ? more : more.slice(0, 1);
    const found = span([node, ...list]);
    return found ? [{ start: found.start, end: found.end, label: LABEL, quotes }] : undefined;
  }
  if (rest === '' && inCell) return undefined;
  if (rest === '' || (isTitle && (isLabelHeading || MENTION.test(text)))) {
    const nested = childrenOf(node).filter(({ tagName }) => /^(?:ul|ol|dl|p|blockquote|div|table)$/.test(tagName));
    // In a list item, the label is a paragraph or the item's own text.
    const content = nested.length > 0 ? nested : following(node, parent);
    return of(content, isLabelHeading ? text : titleOf(text, names));
  }
  // “The label has this boxed warning: …” in running text.
  const introduced = /^([^.]*?)(?:black[- ]?box(?:ed)?|boxed)[- ]warnings?\b([^.:;]{0,40}):\s+\S/i.exec(text);
  if (!introduced) return undefined;
  const doubt = doubtOf(`${introduced[1]} ${introduced[2]} ${names[0]}`, names, ['another country']);
  if (doubt) return undefined;
  const found = span([node]);
  return found
    ? [{ ...found, label: /^[\s\S]*?(?:black[- ]?box(?:ed)?|boxed)[- ]warnings?\b[^.:;]{0,40}:[\s*_]*/i, quotes }]
    : undefined;
};

const BY_OTHERS =
  /^(?:comparison|comparative|compared|versus|vs\b|alternatives?|other (?:drugs|therapies|treatments|medicines)|related|history|former)/i;
/** Words in a label or heading that make the mention something other than a warning. */
const DENIED =
  /\b(?:no|not|without|remov\w*|former\w*|previous\w*|histor\w*|withdr\w+|lifted|lack\w*|absence|dropped|until|proposed|request\w*|petition\w*|debate|controvers\w*)\b/i;

const markdownOf = (text: string, { start, end, label, quotes }: Passage): string => {
  let part = text.slice(start, end);
  for (let depth = 0; depth < quotes; depth++) part = part.replaceAll(/^[ \t]*>[ \t]?/gm, '');
  part = part.replace(/^\s*\|\s*|\s*\|\s*$/g, '').replace(/^<t([dh])\b[^>]*>([\s\S]*?)<\/t\1>$/i, '$2');
  // Removes the marker of the label's own list item, not that of a nested list.
  if (label || !/\n\s*(?:[-*+]|\d+[.)])\s/.test(part)) part = part.replace(/^[-*+]\s+/, '');
  part = part.replace(/^<(p|dd|li|div)\b[^>]*>([\s\S]*?)<\/\1>$/i, '$2');
  if (label) {
    const bold = /^[\s*_]*(\*\*|__)/.exec(part)?.[1];
    const before = part;
    part = part.replace(label, '');
    // The label's own markup goes with it, so that `**BOXED WARNING:** text` leaves no unmatched asterisks.
    if (bold && before.split(bold).length % 2 === 1 && part.split(bold).length % 2 === 0) part = part.replace(bold, '');
  }
  return withoutCitations(part).trim();
};

const warningOf = (text: string, title: string | undefined, cited: readonly string[], stamp: Stamp): BoxedWarning => ({
  ...(title && { title: withoutCitations(title) }),
  text,
  refs: [stamp.key, ...cited],
  ...(stamp.asOf && { asOf: stamp.asOf }),
});

/** The parser needs the text of the file only to compute positions. */
const asFile = (text: string) => ({ toString: () => text }) as NonNullable<Parameters<typeof raw>[1]>['file'];

const NOT_TAKEN = 'The page mentions a boxed warning here; it was not imported as one.';

const FIELD = /^(?:fda[-_ ]?|us[-_ ]?)?(?:black[-_ ]?box|boxed)[-_ ]?(?:warnings?|text)?$/i;

/** Whether a front matter field is a boxed warning: `boxed_warning`, `safety.boxedWarning`, `boxedWarning.text`. */
export const isBoxedField = (name: string): boolean => {
  const path = name.split('.');
  return (
    FIELD.test(path.at(-1) ?? '') ||
    (path.some((step) => FIELD.test(step)) &&
      /^(?:text|body|content|description|warning|\d+)$/i.test(path.at(-1) ?? ''))
  );
};

/** Reads the front matter: a field with such a name is a warning, any other is a mention. @returns the text of both. */
const inFrontMatter = ({ file, metadata, stamp, findings }: DrugPage, boxed: Boxed): string => {
  const said: string[] = [];
  for (const { name, value } of metadata) {
    const text = String(value).trim();
    const isField = isBoxedField(name);
    const within = name.split('.').some((step) => FIELD.test(step));
    if (!within && !MENTION.test(`${name}: ${text}`)) continue;
    said.push(`${name}: ${text}`);
    const at = Math.max(0, file.text.indexOf(name.split('.').at(-1) ?? ''));
    if (isField && !EMPTY.test(text) && !/^(?:true|false)$/i.test(text)) {
      const title = metadata.find((one) => one.name === name.replace(/[^.]+$/, 'title') && within)?.value;
      boxed.boxedWarning.push(warningOf(text, typeof title === 'string' ? title : undefined, [], stamp));
      findings.add(file, 'reading', at, `${name}: ${text}`, 'Imported as a boxed warning, in full.');
      continue;
    }
    if (/\.title$/.test(name) && metadata.some((one) => isBoxedField(one.name) && one.name !== name)) continue;
    boxed.boxedWarningMentions.push({ text: `${name}: ${text}`, refs: [stamp.key] });
    findings.add(file, 'warning', at, `${name}: ${text}`, NOT_TAKEN);
  }
  return said.join('\n');
};

const EVERY_MENTION = new RegExp(MENTION.source, 'giu');
const mentionsIn = (text: string): number => [...text.matchAll(EVERY_MENTION)].length;

/**
 * Reports mentions in the file that the page's blocks do not contain: in footnotes, comments, attributes, unreadable front
 * matter, and elsewhere.
 * @param lines the first and last line of each passage already handled.
 * @param said the front matter text already handled.
 */
const nameTheRest = (
  { file, matterEnd, stamp, findings }: DrugPage,
  lines: readonly [from: number, to: number][],
  said: string,
  boxed: Boxed,
): void => {
  const isMatterRead = mentionsIn(file.text.slice(0, matterEnd)) <= mentionsIn(said);
  let last = 0;
  for (const { index, 0: mention } of file.text.matchAll(EVERY_MENTION)) {
    const { line } = file.placeOf(index);
    const { line: end } = file.placeOf(index + mention.length);
    if (line === last || (index < matterEnd && isMatterRead)) continue;
    if (lines.some(([from, to]) => from <= end && line <= to)) continue;
    last = end;
    const words = file.text
      .split('\n')
      .slice(line - 1, end)
      .join(' ')
      .trim();
    boxed.boxedWarningMentions.push({ text: withoutCitations(words), refs: [stamp.key] });
    findings.add(file, 'warning', index, words, NOT_TAKEN);
  }
};

/** The boxed warnings of a page and its other mentions of one. */
export interface Boxed {
  boxedWarning: BoxedWarning[];
  boxedWarningMentions: NonNullable<Safety['boxedWarningMentions']>;
  /** The passages that became warnings; they are not interpreted as anything else. */
  taken: readonly { start: number; end: number }[];
}

/**
 * Finds the boxed warnings of a page: under headings, in bold lines, quotations, callouts, tables and definition lists, or
 * after a colon. Every other mention is reported, and kept in the artifact as a mention.
 * @param safetyId the ID of the safety artifact that they would be in.
 */
export const boxedOf = (page: DrugPage, safetyId: string): Boxed => {
  const { source, text } = page.page;
  const { findings, stamp, names } = page;
  const tree = parseMarkdown(text);
  widenTables(tree);
  const root = raw(toHast(tree, { allowDangerousHtml: true }), { file: asFile(text) }) as Root;
  const boxed: Boxed = { boxedWarning: [], boxedWarningMentions: [], taken: [] };
  const taken: { start: number; end: number }[] = [];
  const lines: [from: number, to: number][] = [];
  const met = (start: number, end: number): void => {
    lines.push([source.placeOf(Math.max(0, start)).line, source.placeOf(Math.max(0, end - 1)).line]);
  };
  for (const place of placesIn(root)) {
    const { node, text: words, headings } = place;
    const start = startOf(node);
    if (!MENTION.test(words) && !LABEL_HEADING.test(words) && !isBoxByName(node)) continue;
    if (taken.some((one) => start >= one.start && start < one.end)) continue;
    met(start, endOf(node));
    const label = HEADING.test(node.tagName) || node.tagName === 'dt' || isBold(node) ? words : '';
    const isOfOthers =
      headings.slice(1).some((heading) => BY_OTHERS.test(heading) || otherMedicineIn(heading, names) !== undefined) ||
      DENIED.test(label) ||
      otherMedicineIn(label, names) !== undefined;
    const passages = isOfOthers ? [] : (passagesOf(place, page) ?? []);
    const warnings = passages.flatMap((passage) => {
      const warning = markdownOf(text, passage);
      return EMPTY.test(warning) ? [] : [{ passage, warning }];
    });
    for (const { passage, warning } of warnings) {
      taken.push({ start: Math.min(start, passage.start), end: passage.end });
      met(Math.min(start, passage.start), passage.end);
      boxed.boxedWarning.push(warningOf(warning, passage.title, keysIn(text.slice(passage.start, passage.end)), stamp));
      findings.add(source, 'reading', start, words, 'Imported as a boxed warning, in full.');
    }
    if (warnings.length > 0) continue;
    const sentence = words;
    const cited = keysIn(text.slice(start, endOf(node)));
    const accepted = findings.guess(source, Math.max(0, start), sentence, {
      path: `${safetyId}.boxedWarning`,
      text: sentence,
      doubt: doubtOf(sentence, names, ['another country']),
    });
    if (accepted) boxed.boxedWarning.push(warningOf(withoutCitations(sentence), undefined, cited, stamp));
    else {
      boxed.boxedWarningMentions.push({ text: withoutCitations(sentence), refs: [stamp.key, ...cited] });
      findings.add(source, 'warning', Math.max(0, start), sentence, NOT_TAKEN);
    }
  }
  nameTheRest(page, lines, inFrontMatter(page, boxed), boxed);
  return { ...boxed, taken };
};

import type { Edit, Source } from '../../../source.js';
import type { Findings } from '../../finding.js';
import { codeIn, within } from './code.js';

const isPicture = (target: string): boolean => /\.(?:png|jpe?g|gif|svg|webp|avif|bmp)$/i.test(target);

const address = (target: string): string =>
  encodeURI(target.trim().replaceAll(' ', '_')).replaceAll(/[()]/g, encodeURIComponent);

/** Converts definition lists (pandoc, PHP Markdown Extra) to a list of terms with nested lists. */
const definitionEdits = (text: string): { edits: Edit[]; places: number[] } => {
  const lines = text.split('\n');
  const starts: number[] = [];
  lines.reduce((at, line) => {
    starts.push(at);
    return at + line.length + 1;
  }, 0);
  const edits: Edit[] = [];
  const places: number[] = [];
  const isDefinition = (line: string | undefined) => /^ {0,3}[:~][ \t]+\S/.test(line ?? '');
  const isTerm = (line: string | undefined) =>
    Boolean(line?.trim()) &&
    !/^(?:[ \t]|#|>|\||[-*+][ \t]|\d+[.)][ \t]|<|`{3}|~{3}|:{2,}|Table:)/.test(line ?? '') &&
    !isDefinition(line);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!isTerm(line) || (index > 0 && lines[index - 1]?.trim())) continue;
    let first = index + 1;
    while (isTerm(lines[first])) first++;
    const apart = !lines[first]?.trim();
    if (apart) first++;
    if (!isDefinition(lines[first])) continue;
    // A table caption looks the same, but is separate from the text above and next to a table.
    const next = lines.slice(first + 1).find((one) => one.trim());
    if (
      apart &&
      (first - index > 2 || (line?.length ?? 0) > 80 || /[.!?]$/.test(line ?? '') || /^[|<]/.test(next ?? ''))
    )
      continue;
    places.push(starts[index] ?? 0);
    for (let term = index; term < first; term++)
      if (lines[term]?.trim()) {
        const start = starts[term] ?? 0;
        edits.push(
          { start, end: start, text: '- **' },
          { start: start + (lines[term]?.trimEnd().length ?? 0), end: start + (lines[term]?.length ?? 0), text: '**' },
        );
      }
    let last = first;
    while (
      last < lines.length &&
      (isDefinition(lines[last]) ||
        /^[ \t]+\S/.test(lines[last] ?? '') ||
        (!lines[last]?.trim() && (isDefinition(lines[last + 1]) || /^ {2,}\S|^\t/.test(lines[last + 1] ?? ''))) ||
        (lines[last]?.trim() && !isTerm(lines[last]) === false && lines[last - 1]?.trim()))
    ) {
      const marker = /^ {0,3}[:~][ \t]+/.exec(lines[last] ?? '')?.[0];
      const start = starts[last] ?? 0;
      if (marker) edits.push({ start, end: start + marker.length, text: '  - ' });
      last++;
    }
    index = last - 1;
  }
  return { edits, places };
};

/**
 * The edits that convert inline markup to Markdown: wikilinks, callouts, roles, sub- and superscripts, spans with classes,
 * inline notes, definition lists.
 */
export const inlineEdits = (source: Source, findings: Findings): Edit[] => {
  const { text } = source;
  const code = codeIn(text);
  const edits: Edit[] = [];
  const each = (pattern: RegExp, message: string | undefined, by: (match: RegExpExecArray) => string | undefined) => {
    for (const match of text.matchAll(pattern)) {
      if (within(code, match.index)) continue;
      const replacement = by(match);
      if (replacement === undefined) continue;
      edits.push({ start: match.index, end: match.index + match[0].length, text: replacement });
      if (message) findings.gather(source, 'markup', match.index, match[0], message);
    }
  };
  each(
    /(?<=^[ \t>]*>[ \t]?)\[!([\w-]+)\][+-]?[ \t]*([^\n]*)$/gm,
    'Callout, converted to a quotation with its title.',
    ({ index, 1: type = '', 2: title = '' }) => {
      const prefix = text.slice(text.lastIndexOf('\n', index - 1) + 1, index).trimEnd();
      return `**${title.trim() || type.charAt(0).toUpperCase() + type.slice(1).toLowerCase()}**\n${prefix}`;
    },
  );
  each(
    /(!?)\[\[([^[\]|\n]+)(?:\|([^[\]\n]*))?\]\](?!\()/g,
    'Wikilink, converted to a link.',
    ({ 1: embedded, 2: target = '', 3: label }) => {
      if (/^_?toc_?$/i.test(target)) return '';
      const words = (label ?? '').split('|').at(-1)?.trim() || target.replace(/^#/, '').trim();
      if (embedded && isPicture(target))
        return `![${/^\d+(?:x\d+)?$/.test(words) ? target : words}](${address(target)})`;
      return `[${words}](${target.startsWith('#') ? `#${target.slice(1).trim().toLowerCase().replaceAll(/\s+/g, '-')}` : address(target)})`;
    },
  );
  each(/^[ \t]*(?:\[TOC\]|\{:toc\}|\[\[_TOC_\]\])[ \t]*$/gim, 'Table of contents placeholder, removed.', () => '');
  // Roles of MyST: {sub}`2`, {term}`dose`, {cite}`key`.
  for (const match of text.matchAll(/\{([\w:-]+)\}(`+)([^`\n]+)\2/g)) {
    const [whole, role = '', , content = ''] = match;
    const words = /^(.*?)\s*<[^<>]+>$/.exec(content)?.[1] ?? content;
    const replacement = /^sub(?:script)?$/.test(role)
      ? `<sub>${words}</sub>`
      : /^sup(?:erscript)?$/.test(role)
        ? `<sup>${words}</sup>`
        : /^cite/.test(role)
          ? content
              .split(/,\s*/)
              .map((key) => `[@${key}]`)
              .join(' ')
          : /^(?:math|code|file|kbd|samp)$/.test(role)
            ? `\`${content}\``
            : words;
    edits.push({ start: match.index, end: match.index + whole.length, text: replacement });
    findings.gather(source, 'markup', match.index, whole, 'Role: markup removed, text kept.');
  }
  // Pandoc's sub- and superscripts directly follow a word; “~5 to ~10” means about five to ten.
  each(
    /(?<=[\p{L}\p{N})\]])(?<!~)~([\p{L}\p{N}+−–-]{1,12})~(?!~)/gu,
    undefined,
    ({ 1: script }) => `<sub>${script}</sub>`,
  );
  each(/(?<=[\p{L}\p{N})\]%])\^([\p{L}\p{N}+−–-]{1,12})\^/gu, undefined, ({ 1: script }) => `<sup>${script}</sup>`);
  each(
    /(?<=\S)\^\[((?:[^[\]\n]|\[[^[\]\n]*\])+)\]/g,
    'Inline note, moved into parentheses.',
    ({ 1: note }) => ` (${note})`,
  );
  each(
    /(?<!\])\[([^[\]\n]+)\]\{[.#][^{}\n]*\}/g,
    'Span with a class: markup removed, text kept.',
    ({ 1: words }) => words,
  );
  // The class may be the only sign that a paragraph is a boxed warning.
  each(
    /[ \t]*\{:[ \t]*[.#][^{}\n]*\}|^[ \t]*\{:[ \t]*[\w-]+=[^{}\n]*\}[ \t]*$/gm,
    'Kramdown attributes, removed.',
    ({ 0: classes }) => (/box|bbw/i.test(classes) ? undefined : ''),
  );
  each(/^[ \t]*%%[\s\S]*?%%[ \t]*$/gm, 'Comment that the page does not show.', () => '');
  each(/(?<=[^\S\n])(?<!^[ \t]*)%%[^%\n]+%%/gm, 'Comment that the page does not show.', () => '');
  each(/(?<!=)==(?=\S)([^=\n]+?)(?<=\S)==(?!=)/g, undefined, ({ 1: words }) => `<mark>${words}</mark>`);
  each(/^[ \t]*<!--\s*\/?wp:[^\n]*-->[ \t]*$/gm, 'WordPress editor comment, removed.', () => '');
  // HTML headings are part of the page's outline, as Markdown headings are.
  each(
    /^[ \t]*<h([1-6])\b[^>]*>((?:(?!<\/?h[1-6])[^\n])*)<\/h\1>[ \t]*$/gim,
    undefined,
    ({ 1: level, 2: words = '' }) =>
      `\n${'#'.repeat(Number(level))} ${words.replaceAll(/<a\b[^>]*>\s*<\/a>/gi, '').trim()}\n`,
  );
  const { edits: definitions, places } = definitionEdits(text);
  for (const at of places.filter((one) => !within(code, one)))
    findings.gather(
      source,
      'markup',
      at,
      text.slice(at, text.indexOf('\n', at)),
      'Definition list, converted to a nested list.',
    );
  edits.push(...definitions.filter(({ start }) => !within(code, start)));
  return edits;
};

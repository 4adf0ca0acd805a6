import type { Edit, Source } from '../../../source.js';
import type { Findings } from '../../finding.js';
import { checkMark } from '../markdown.js';
import { argumentsIn, readArguments, titleIn, wordsIn } from './arguments.js';
import { ADMONITION, codeIn, within } from './code.js';
import { expressions, jsxTags } from './jsx.js';

/** A tag: opening, closing or self-contained. */
export interface Tag {
  kind: 'open' | 'close' | 'alone';
  /** The syntax: used in reports and to match tags. */
  syntax: string;
  name: string;
  /** The text of its arguments. */
  rest: string;
  start: number;
  end: number;
  /** The end of option lines after an opening tag. */
  optionsEnd?: number;
}

/** Shortcodes and components without text of their own, such as lists, embedded media and spacers. */
const SILENT =
  /^(?:toc|tableofcontents|youtube|vimeo|tweet|twitter|x|gist|instagram|icon|fa|emoji|br|hr|clear|clearfix|spacer|separator|ads?|comments?|raw|endraw|more|pagebreak|newpage|csrf_token|load|set|assign|layout|extends|block|import|from|gallery|embed|video|audio|iframe|script|style|tabs|columns?|column|row|col|grid|div|section|panel|center|steps?|head|component|template|clientonly|fragment|suspense|toctree|bibliography|index)$/i;

const tagsOf = (text: string): Tag[] => {
  const tags: Tag[] = [];
  const add = (match: RegExpExecArray, tag: Omit<Tag, 'start' | 'end'>) =>
    tags.push({ ...tag, start: match.index, end: match.index + match[0].length });
  // Hugo: {{< name >}} … {{< /name >}}, {{% name %}}, {{< name />}}
  for (const match of text.matchAll(
    /\{\{([<%])[ \t]*(\/?)[ \t]*([\w./-]+)((?:"(?:[^"\\]|\\.)*"|`[^`]*`|'[^'\n]*'|(?!\1?[%>]\}\})[^"`])*?)[ \t]*(\/?)[%>]\}\}/g,
  )) {
    const [, , slash, name = '', rest = '', alone] = match;
    add(match, { kind: slash ? 'close' : alone ? 'alone' : 'open', syntax: 'Hugo shortcode', name, rest });
  }
  // Liquid, Nunjucks, Zola, Tera: {% name %} … {% endname %}
  for (const match of text.matchAll(/\{%-?[ \t]*([\w.-]+)([\s\S]*?)-?%\}/g)) {
    const [, name = '', rest = ''] = match;
    add(match, {
      kind: /^end/.test(name) ? 'close' : 'open',
      syntax: 'template tag',
      name: name.replace(/^end_?/, ''),
      rest,
    });
  }
  // WordPress and BBCode: [name attr="…"] … [/name]
  for (const match of text.matchAll(
    /\[([a-z][\w-]*)((?:[ \t]+[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s\]]+))*|=[^\]\n]+)[ \t]*(\/?)\](?![(:[])/gi,
  )) {
    const [, name = '', rest = '', alone] = match;
    const closes = text.indexOf(`[/${name}]`, match.index) > 0;
    if (closes || (rest.includes('=') && !rest.startsWith('=')))
      add(match, {
        kind: closes && !alone ? 'open' : 'alone',
        syntax: 'shortcode',
        name,
        rest: rest.replace(/^=/, ''),
      });
  }
  for (const match of text.matchAll(/\[\/([a-z][\w-]*)\](?!\()/gi))
    if (new RegExp(String.raw`\[${match[1]}[\s=\]]`, 'i').test(text.slice(0, match.index)))
      add(match, { kind: 'close', syntax: 'shortcode', name: match[1] ?? '', rest: '' });
  // Docusaurus, VitePress, pandoc, Quarto, MyST: ::: name … :::
  for (const match of text.matchAll(
    /^([ \t>]*)(:{3,})[ \t]*(\{[^}\n]*\}|[\w-]+)?(?:[ \t]*\{([^}\n]*)\})?([^\n]*)$/gm,
  )) {
    const [, indent = '', , name = '', more = '', rest = ''] = match;
    const start = match.index + indent.length;
    const inner = /^\{(.*)\}$/.exec(name)?.[1];
    const classes = inner?.match(/\.[\w-]+/g)?.map((one) => one.slice(1));
    tags.push({
      kind: name ? 'open' : 'close',
      syntax: 'directive',
      name: classes?.find((one) => ADMONITION.test(one)) ?? classes?.[0] ?? inner ?? name,
      rest: classes
        ? `${inner} ${rest}`
        : `${more} ${/^\[(.*)\]/.exec(rest.trim())?.[1] ?? rest.replace(/:+[ \t]*$/, '')}`.trim(),
      start,
      end: match.index + match[0].length,
    });
  }
  // MyST in fences: ```{note} Title … ```
  for (const match of text.matchAll(
    /^([ \t>]*)(`{3,}|~{3,})[ \t]*\{(?:[a-z]+:)?([\w-]+)\}([^\n]*)\n([\s\S]*?)^[ \t>]*\2[ \t]*$/gm,
  )) {
    const [whole, indent = '', fence = '', name = '', rest = ''] = match;
    if (!ADMONITION.test(name)) continue;
    const start = match.index + indent.length;
    const end = match.index + whole.length;
    tags.push({ kind: 'open', syntax: 'directive', name, rest: rest.trim(), start, end: text.indexOf('\n', start) });
    tags.push({ kind: 'close', syntax: 'directive', name, rest: '', start: text.lastIndexOf(fence, end), end });
  }
  return tags;
};

interface Line {
  start: number;
  end: number;
}

const linesOf = (text: string): Line[] => {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  return lines;
};

const lineAt = (lines: readonly Line[], offset: number): number => {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
};

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The heading of a box: its title, or the word for its kind. */
const headOf = (tag: Tag): string => {
  const read = readArguments(tag.rest);
  const plain = read.plain.map(({ text }) => text);
  // `{% note danger no-icon Boxed warning %}`: the words after the flags are the title.
  const behind = plain.slice(plain.findIndex((text) => /^\p{Lu}/u.test(text))).join(' ');
  const unquoted =
    tag.syntax === 'template tag' && read.named.size === 0 && /^\p{Lu}/u.test(behind) ? behind : undefined;
  const said =
    unquoted && !read.plain.some(({ quoted }) => quoted)
      ? unquoted
      : tag.syntax === 'directive'
        ? (titleIn({ named: read.named, plain: [] }) ?? (/[={.#]/.test(tag.rest) ? undefined : tag.rest.trim()))
        : titleIn(read);
  const type =
    read.named.get('type') ??
    read.named.get('class') ??
    read.named.get('kind') ??
    read.named.get('style') ??
    read.named.get('variant');
  const kind = tag.name.replace(/^.*\//, '').replace(/^callout-|^alert-|^su_/, '');
  const generic =
    /^(?:admonition|callout|alert|notice|message|box|card|panel|aside|details|dropdown|include|block)$/i.test(kind);
  const switched = read.plain.find(({ text, quoted }) => !quoted && ADMONITION.test(text))?.text;
  // `BoxedWarning` is split into its words.
  const words = kind.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
  return said || upperFirst((generic ? (type ?? switched) : undefined) ?? words);
};

const isBox = (tag: Tag): boolean => {
  const { named, plain } = readArguments(tag.rest);
  return (
    ADMONITION.test(tag.name.replace(/^.*\//, '')) ||
    ['type', 'class', 'kind', 'variant'].some((name) => ADMONITION.test(named.get(name) ?? '')) ||
    (tag.syntax !== 'directive' && plain.some(({ text, quoted }) => !quoted && ADMONITION.test(text)))
  );
};

const BBCODE: Record<string, [open: string, close: string]> = {
  b: ['**', '**'],
  i: ['*', '*'],
  s: ['~~', '~~'],
  u: ['', ''],
  sub: ['<sub>', '</sub>'],
  sup: ['<sup>', '</sup>'],
};

/** Marks content that the site would generate and the file does not contain. */
export const unknownMark = (words: string, by: string): string =>
  checkMark(words.replaceAll(/[<>]/g, ''), `generated by ${by}`);

/** The replacement for a self-contained tag. */
const aloneText = (tag: Tag): string => {
  const read = readArguments(tag.rest);
  const name = tag.name.replace(/^.*\//, '');
  const source =
    read.named.get('src') ??
    read.named.get('url') ??
    (/^(?:figure|img|image)$/i.test(name) ? read.plain[0]?.text : undefined);
  const title = titleIn(read);
  if (/^(?:figure|fig|img|image|picture|pic)$/i.test(name) && source) {
    const caption = read.named.get('caption') ?? title;
    const alt = (read.named.get('alt') ?? caption ?? '').replaceAll(/[[\]]/g, '');
    return `![${alt}](${encodeURI(source)})${caption ? `\n\n${caption}` : ''}`;
  }
  if (/^(?:rel)?ref$/i.test(name) || /^(?:link|post_url)$/i.test(name)) return read.plain[0]?.text ?? '';
  const file = /^include/i.test(name);
  const words = file
    ? [...read.named]
        .filter(([key]) => !/^(?:file|class|id|type|icon)$/.test(key))
        .map(([, value]) => value)
        .join(' ')
    : wordsIn(read, undefined);
  if (isBox(tag) && words) {
    const text = wordsIn(read, title);
    return `\n> **${headOf(tag)}**\n>\n> ${text && text !== headOf(tag) ? text : words}\n`;
  }
  if (file && words) return words;
  if (SILENT.test(name)) return '';
  return unknownMark(argumentsIn(read) || name, `the ${tag.syntax} “${name}”`);
};

/** The block that `!!! type "Title"`, `??? type` or the tab `=== "Title"` opens: the following lines that are indented by four spaces. */
const indentedBoxes = (text: string, lines: readonly Line[], isCode: (offset: number) => boolean) => {
  const boxes: { line: number; indent: number; head: string; last: number }[] = [];
  lines.forEach(({ start, end }, line) => {
    const own = text.slice(start, end);
    const [, indent = '', type = '', title] =
      /^([ \t]*)(?:!!!|\?\?\?\+?)[ \t]+([\w-]+(?:[ \t]+[\w-]+)*)(?:[ \t]+"(.*)")?[ \t]*$/.exec(own) ??
      /^([ \t]*)(===)[!+]*[ \t]+"(.*)"[ \t]*$/.exec(own) ??
      [];
    if (!type || isCode(start)) return;
    let last = line;
    for (let next = line + 1; next < lines.length; next++) {
      const { start: from, end: to } = lines[next] as Line;
      const own = text.slice(from, to);
      if (!own.trim()) continue;
      if (!own.startsWith(`${indent}    `) && !own.startsWith(`${indent}\t`)) break;
      last = next;
    }
    boxes.push({ line, indent: indent.length, head: title ?? upperFirst(type.split(/\s/)[0] ?? ''), last });
  });
  return boxes;
};

/**
 * The edits that convert the boxes, shortcodes, directives and components of site generators to Markdown: a box becomes a
 * quotation with its title; other markup is removed and its text kept.
 */
export const containerEdits = (source: Source, findings: Findings): Edit[] => {
  const { text } = source;
  const code = codeIn(text);
  const isCode = (offset: number) => within(code, offset);
  const lines = linesOf(text);
  const edits: Edit[] = [];
  /** By line: its nesting in quotations, and how much indentation to remove. */
  const depth = new Map<number, number>();
  const dedent = new Map<number, number>();
  const note = (syntax: string, offset: number, original: string) =>
    findings.gather(source, 'markup', offset, original, `${upperFirst(syntax)}: markup removed, text kept.`);
  const quote = (from: number, to: number) => {
    for (let line = from; line <= to; line++) depth.set(line, (depth.get(line) ?? 0) + 1);
  };

  for (const { line, head, last } of indentedBoxes(text, lines, isCode)) {
    const { start, end } = lines[line] as Line;
    const from = start + text.slice(start, end).search(/\S/);
    const sign = text.slice(from, from + 3);
    note(sign === '===' ? 'tab (“===”)' : `box (“${sign}”)`, from, text.slice(from, end));
    quote(line, last);
    for (let inside = line + 1; inside <= last; inside++) dedent.set(inside, (dedent.get(inside) ?? 0) + 4);
    edits.push({ start: from, end, text: `${head ? `**${head}**` : ''}\u0000` });
  }

  const tags = [...tagsOf(text), ...jsxTags(source.file, text)]
    .filter(({ start }) => !isCode(start))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const open: Tag[] = [];
  const pairs = new Map<Tag, Tag>();
  for (const tag of tags) {
    if (tag.kind === 'open') open.push(tag);
    if (tag.kind !== 'close') continue;
    const index = open.findLastIndex(
      (one) => one.syntax === tag.syntax && (tag.name === '' || one.name.toLowerCase() === tag.name.toLowerCase()),
    );
    const [opener] = index >= 0 ? open.splice(index) : [];
    if (opener) pairs.set(opener, tag);
  }
  const closers = new Set(pairs.values());
  const isAlone = ({ start, end }: Tag): boolean => {
    const line = lines[lineAt(lines, start)] as Line;
    const last = lines[lineAt(lines, end)] as Line;
    return !text.slice(line.start, start).replaceAll(/[\s>*-]/g, '') && !text.slice(end, last.end).trim();
  };
  for (const tag of tags) {
    const { start, end, syntax, name, rest } = tag;
    if (tag.kind === 'close') {
      if (!closers.has(tag)) {
        edits.push({ start, end, text: '' });
        note(syntax, start, text.slice(start, end));
      }
      continue;
    }
    const close = pairs.get(tag);
    note(syntax, start, text.slice(start, end));
    if (!close) {
      edits.push({ start, end, text: tag.kind === 'open' && syntax === 'directive' ? '' : aloneText(tag) });
      continue;
    }
    if (/^(?:comment|raw|highlight)$/i.test(name) && syntax === 'template tag') {
      const body = text.slice(end, close.start);
      if (name === 'comment') findings.add(source, 'left out', start, body, 'Comment that the page does not show.');
      edits.push(
        name === 'comment'
          ? { start, end: close.end, text: '' }
          : { start, end, text: name === 'highlight' ? `\n\`\`\`${rest.trim()}\n` : '' },
        ...(name === 'comment'
          ? []
          : [{ start: close.start, end: close.end, text: name === 'highlight' ? '\n```\n' : '' }]),
      );
      continue;
    }
    const bb = BBCODE[name.toLowerCase()];
    if (syntax === 'shortcode' && bb) {
      edits.push({ start, end, text: bb[0] }, { start: close.start, end: close.end, text: bb[1] });
      continue;
    }
    const first = lineAt(lines, start);
    const last = lineAt(lines, close.start);
    const box = isBox(tag);
    const head = box
      ? headOf(tag)
      : titleIn(readArguments(syntax === 'directive' && rest ? (/[={.#]/.test(rest) ? rest : `"${rest}"`) : rest));
    const words = syntax === 'directive' ? '' : wordsIn(readArguments(rest), head);
    const said = [head && `**${head}**`, words].filter(Boolean).join('\n\n');
    if (box && isAlone(tag) && isAlone(close) && last > first) {
      quote(first, last - 1);
      // MyST options (`:class: dropdown`) are not text.
      for (
        let line = first + 1;
        line < last && /^[ \t]*:[\w-]+:.*$/.test(text.slice(lines[line]?.start, lines[line]?.end));
        line++
      )
        edits.push({ start: lines[line]?.start ?? 0, end: lines[line]?.end ?? 0, text: '' });
      edits.push({ start, end, text: `${said}\u0000` }, { start: close.start, end: close.end, text: '' });
    } else if (box)
      edits.push({ start, end, text: `\n\n> ${said}\n>\n> ` }, { start: close.start, end: close.end, text: '\n\n' });
    else {
      // Attributes that a component displays next to its content: `<Dose unit="mg">5</Dose>`.
      const content = text.slice(end, close.start);
      const all = argumentsIn(readArguments(rest));
      const isSaid = words ? content.includes(words) : !/\d/.test(all) || content.includes(all);
      const beside =
        syntax === 'directive' || isAlone(tag) || isSaid ? '' : ` ${unknownMark(all, `the ${syntax} “${name}”`)}`;
      const before = isAlone(tag) ? (said ? `${said}\n` : '') : head ? `**${head}** ` : '';
      edits.push({ start, end, text: before }, { start: close.start, end: close.end, text: beside });
    }
  }
  edits.push(...expressions(source, isCode, findings, unknownMark));

  const prefixOf = (line: number): string => '> '.repeat(depth.get(line) ?? 0);
  // A title is a separate paragraph, so an empty quoted line follows it.
  for (const edit of edits) {
    const prefix = prefixOf(lineAt(lines, edit.start));
    edit.text = edit.text.replaceAll('\u0000', `\n${prefix.trimEnd()}`);
    if (prefix && !edit.text.includes(`\n${prefix.trimEnd()}`))
      edit.text = edit.text.replaceAll('\n\n', `\n${prefix.trimEnd()}\n${prefix}`);
  }
  for (const [line, count] of depth) {
    const { start, end } = lines[line] as Line;
    const own = text.slice(start, end);
    const indent = own.length - own.trimStart().length;
    const gone = Math.min(dedent.get(line) ?? 0, indent);
    edits.push({ start, end: start + gone, text: own.trim() ? '> '.repeat(count) : '>'.repeat(count) });
  }
  return edits;
};

import type { Code, Root } from 'mdast';
import { shortCitation } from '../../../output/ama.js';
import type { Reference, References } from '../../../artifact/schema/index.js';
import type { Edit, Source } from '../../source.js';
import type { Findings } from '../finding.js';
import { codeSpans, headingsOf, plainText, slugOf, spanOf, visitNodes, within, wordsOf } from './markdown.js';

/** What a page of pandoc's or bookdown's Markdown becomes in the Markdown of artifacts. */
export interface Cruft {
  edits: Edit[];
  /** References that were made of footnotes, by key. */
  references: References;
}

const ATTRIBUTES = /\s*\{(?:[#.][^{}\n]*|-|[\w-]+=[^{}\n]*)\}/g;

/** `fig.cap='It''s a caption'` among the options of a chunk. */
const chunkOption = (options: string, name: string): string | undefined =>
  new RegExp(`\\b${name.replace('.', String.raw`\.`)}\\s*=\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|"((?:[^"\\\\]|\\\\.)*)")`)
    .exec(options)
    ?.slice(1)
    .find((value) => value !== undefined)
    ?.replaceAll(/\\(['"])/g, '$1');

/** Labels of figures, tables and sections with what a reference to them is to say. */
class Targets {
  readonly #numbers = new Map<string, number>();
  readonly #sections = new Map<string, string>();
  #figures = 0;
  #tables = 0;

  figure(label: string | undefined): number {
    return this.#number('fig', label, ++this.#figures);
  }

  table(label: string | undefined): number {
    return this.#number('tab', label, ++this.#tables);
  }

  section(label: string, title: string): void {
    this.#sections.set(label, title);
  }

  #number(kind: string, label: string | undefined, number: number): number {
    if (label) this.#numbers.set(`${kind}:${label}`, number);
    return number;
  }

  /** A label's number, or a link to its section; undefined where this page has no such thing. */
  find(label: string): string | undefined {
    const number = this.#numbers.get(label.replace(/^tbl:/, 'tab:'));
    if (number !== undefined) return String(number);
    const title = this.#sections.get(label);
    return title === undefined ? undefined : `[${title}](#${slugOf(title)})`;
  }
}

/** A chunk of R or of another program: a picture that it includes, a box of text, or code. */
const chunkEdit = (node: Code, source: Source, targets: Targets, findings: Findings): Edit | undefined => {
  const { start, end } = spanOf(node);
  // As it stands in the file: to Markdown a backslash before a quote is an escape of its own.
  const head = /^[`~]{3,}\s*\{\s*([\w.]+)[ ,]*(.*)\}\s*$/.exec(source.text.slice(start, end).split('\n')[0] ?? '');
  if (!head) return undefined;
  const [, engine = '', options = ''] = head;
  const body = node.value;
  const quoted = (lead: string) => ({
    start,
    end,
    text: `${lead ? `> ${lead}\n>\n` : ''}${body
      .split('\n')
      .map((line) => `> ${line}`.trimEnd())
      .join('\n')}`,
  });
  if (engine === 'block' || engine === 'block2') {
    findings.add(
      source,
      'markup',
      start,
      source.text.slice(start, start + 60),
      'A box of text: it became a quotation.',
    );
    return quoted('');
  }
  if (/^(exercise|theorem|lemma|definition|example|remark|solution|proof)$/.test(engine)) {
    findings.add(
      source,
      'markup',
      start,
      source.text.slice(start, start + 60),
      `A box of the kind “${engine}”: it became a quotation.`,
    );
    return quoted(`**${engine.charAt(0).toUpperCase()}${engine.slice(1)}.**`);
  }
  const label = /^([^\s,=]+)\s*(?:,|$)/.exec(options)?.[1];
  const caption = chunkOption(options, 'fig.cap');
  const pictures = [...body.matchAll(/include_graphics\(\s*c?\(?\s*["']([^"']+)["']/g)].map(([, path = '']) => path);
  if (pictures.length > 0 || caption !== undefined) {
    const number = targets.figure(label);
    const name = `Figure ${number}${caption ? `: ${caption}` : ''}`;
    if (pictures.length > 0) {
      findings.add(
        source,
        'markup',
        start,
        source.text.slice(start, end),
        `A chunk that shows a picture: it became the picture, numbered ${number} by its order.`,
      );
      const shown = pictures
        .map((path) => `![${name.replaceAll(/[[\]]/g, String.raw`\$&`)}](${encodeURI(path)})`)
        .join('\n\n');
      return { start, end, text: `${shown}\n\n**Figure ${number}.** ${caption ?? ''}`.trimEnd() };
    }
    findings.add(
      source,
      'left out',
      start,
      source.text.slice(start, end),
      `The figure is made by a program when the page is built; its caption and the program’s text are kept.`,
    );
    return { start, end, text: `**Figure ${number}.** ${caption ?? ''}\n\n\`\`\`${engine}\n${body}\n\`\`\`` };
  }
  return { start, end, text: `\`\`\`${engine}\n${body}\n\`\`\`` };
};

/** A footnote as an entry of the references: an address alone is a web page, other text is told as it is. */
const footnoteReference = (text: string): Reference => {
  const only = /^<?(https?:\/\/\S+?)>?\.?$/.exec(text.trim())?.[1];
  if (only) return { type: 'webpage', title: only, URL: only };
  const address = /(https?:\/\/[^\s)>]+)/.exec(text)?.[1];
  return { type: 'document', title: plainText(text), ...(address && { URL: address }) };
};

/**
 * The edits that turn what pandoc and bookdown add to Markdown into what artifacts have: chunks, boxes, `{#labels}`,
 * `\@ref()`, `\index{}`, `@fig:x`, citations with words in them, citations in the sentence, footnotes, captions, TeX.
 */
export const cruftEdits = (source: Source, tree: Root, references: References, findings: Findings): Cruft => {
  const { text } = source;
  const code = codeSpans(tree);
  const edits: Edit[] = [];
  const made: References = {};
  const targets = new Targets();
  const each = (pattern: RegExp, see: (match: RegExpExecArray) => void) => {
    for (const match of text.matchAll(pattern)) if (!within(code, match.index)) see(match);
  };
  const replace = ({ index, 0: whole }: RegExpExecArray, by: string) =>
    edits.push({ start: index, end: index + whole.length, text: by });

  // What can be referred to, before what refers to it. In the order of the page: that is how they are numbered.
  for (const heading of headingsOf(tree)) {
    const title = wordsOf(heading);
    const label = /\{#([\w:.-]+)/.exec(title)?.[1];
    const clean = title.replaceAll(ATTRIBUTES, '').trim();
    targets.section(label ?? slugOf(clean), clean);
  }
  visitNodes(tree, (node) => {
    if (node.type === 'code') {
      const edit = chunkEdit(node, source, targets, findings);
      if (edit) edits.push(edit);
    } else if (node.type === 'image') {
      const { end } = spanOf(node);
      const label = /^\{#fig:([\w.-]+)/.exec(text.slice(end, end + 80))?.[1];
      if (label) targets.figure(label);
    }
  });
  const tables: { match: RegExpExecArray; number: number; body: string }[] = [];
  each(
    /^(?:Table:|:)[ \t]+(?=\S)(?:\(\\#tab:([\w.-]+)\)\s*)?((?:(?!\|)[^\n]+\n?)+?)(?:\{#(?:tbl|tab):([\w.-]+)[^}]*\}[ \t]*)?(?=\n[ \t]*\n|\n?$|\n\{#|\n\||\n<)(?:\n\{#(?:tbl|tab):([\w.-]+)[^}]*\})?/gm,
    (match) => {
      const [, bookdown, body = '', pandoc, below] = match;
      tables.push({ match, number: targets.table(bookdown ?? pandoc ?? below), body: body.trim() });
    },
  );
  for (const { match, number, body } of tables)
    replace(
      match,
      `**Table ${number}.** ${body.replace(/\{#(?:tbl|tab):[^}]*\}/, '').trim()}${/^\n[|<]/.test(text.slice(match.index + match[0].length)) ? '\n' : ''}`,
    );

  each(/[ \t]*\\index\{[^{}\n]*\}/g, (match) => {
    replace(match, '');
    findings.add(source, 'left out', match.index, match[0].trim(), 'An entry for a printed book’s index.');
  });
  each(/^\\(?:mainmatter|frontmatter|backmatter|newpage|clearpage|pagebreak|appendix)[ \t]*$/gm, (match) => {
    replace(match, '');
    findings.add(source, 'left out', match.index, match[0], 'A command for printing.');
  });

  const refer = (match: RegExpExecArray, label: string) => {
    const target = targets.find(label);
    if (target === undefined)
      findings.add(
        source,
        'link',
        match.index,
        match[0],
        `It refers to “${label}”, which is not on this page: the name stands in its place.`,
      );
    replace(match, target ?? `“${label.replace(/^(fig|tab|tbl|eq):/, '')}”`);
  };
  each(/\\@ref\(([^()\s]+)\)/g, (match) => refer(match, match[1] ?? ''));
  each(/\{?@((?:fig|tbl|tab|eq|sec):[\w.-]*\w)\}?/g, (match) => refer(match, match[1] ?? ''));

  // Labels and classes behind headings, pictures and captions.
  each(/(^#{1,6}[^\n]*?)(\s*\{(?:[#.][^{}\n]*|-)\})[ \t]*$/gm, ({ index, 1: before = '', 2: label = '' }) => {
    edits.push({ start: index + before.length, end: index + before.length + label.length, text: '' });
  });
  each(/(?<=\))\{(?:[#.][^{}\n]*|[\w-]+=[^{}\n]*)\}/g, (match) => replace(match, ''));
  each(/^\{#(?:tbl|tab|fig|eq|sec):[^{}\n]*\}[ \t]*$/gm, (match) => replace(match, ''));

  // `[see @a, p. 3; @b]`: the words of a citation stand around it.
  each(/\[([^[\]\n]*@[^[\]\n]+)\](?!\()/g, (match) => {
    const parts = (match[1] ?? '').split(/;\s*/);
    if (parts.every((part) => /^-?@\{?[^\s;,{}]+\}?$/.test(part.trim()))) return;
    const read = parts.map((part) => /^(.*?)-?@\{?([^\s;,{}]+?)\}?([,\s].*)?$/.exec(part.trim()));
    if (
      read.some((part) => part === null) ||
      !read.every((part) => (part?.[1] ?? '') === '' || /[\s(]$/.test(part?.[1] ?? ''))
    )
      return;
    const inside = read.map((part) => `${part?.[1] ?? ''}[@${part?.[2] ?? ''}]${part?.[3] ?? ''}`).join('; ');
    replace(match, `(${inside})`);
    findings.add(
      source,
      'markup',
      match.index,
      match[0],
      'Words inside a citation: they stand beside it, in parentheses.',
    );
  });
  // `@kahn_2016 define …`: the author's name is a part of the sentence.
  each(/(?<![\w[@\\./-]|\[[^\]\n]*)@([A-Za-z][\w-]*(?:[_:.]\w+)*\d{2,4}[a-z]?)(?![\w(@]|[^[\n]*\](?!\())/g, (match) => {
    const key = match[1] ?? '';
    const reference = Object.hasOwn(references, key) ? references[key] : undefined;
    replace(match, `${reference ? shortCitation(reference).replace(/, \d{4}$/, '') : key} [@${key}]`);
  });

  // Footnotes: each is cited where it is called, and stands among the references.
  const notes = new Map<string, string>();
  visitNodes(tree, (node) => {
    if (node.type !== 'footnoteDefinition') return;
    const { start, end } = spanOf(node);
    notes.set(node.identifier, text.slice(start, end).replace(/^\[\^[^\]]+\]:\s*/, ''));
    edits.push({ start, end, text: '' });
  });
  visitNodes(tree, (node) => {
    if (node.type !== 'footnoteReference') return;
    const { start, end } = spanOf(node);
    const note = notes.get(node.identifier);
    const key = `footnote-${node.identifier.replaceAll(/[^\w-]/g, '-')}`;
    if (note === undefined) return;
    made[key] = footnoteReference(note);
    edits.push({ start, end, text: ` [@${key}]` });
    findings.add(
      source,
      'markup',
      start,
      `${text.slice(start, end)}: ${note}`,
      'A footnote: it became an entry of the references, cited here.',
    );
  });
  for (const [name, note] of notes)
    if (!Object.hasOwn(made, `footnote-${name.replaceAll(/[^\w-]/g, '-')}`))
      findings.add(source, 'left out', text.indexOf(`[^${name}]`), note, 'A footnote that the text never calls.');
  each(/\[\^([^\]\s]+)\](?!:)/g, (match) => {
    if (!notes.has((match[1] ?? '').toLowerCase()))
      findings.add(source, 'link', match.index, match[0], 'A footnote mark without a footnote.');
  });

  // TeX is not typeset: as code it stays readable, and Markdown leaves its signs alone.
  each(/\$\$([\s\S]+?)\$\$/g, (match) => replace(match, `\n\n\`\`\`tex\n${(match[1] ?? '').trim()}\n\`\`\`\n\n`));
  each(/(?<![\w$\\`])\$(?=\S)([^$\n`]{1,200}?)(?<=\S)\$(?![\d$])/g, (match) => {
    const inside = match[1] ?? '';
    if (/[\\^_=]/.test(inside) || /^[A-Za-z]'?$/.test(inside)) replace(match, `\`${inside}\``);
  });
  return { edits, references: made };
};

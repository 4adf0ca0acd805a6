import type { Edit, Source } from '../../../source.js';
import type { Findings } from '../../finding.js';
import type { Tag } from './containers.js';

/** Whether a page is MDX, by its extension or by syntax that only MDX has. */
const isMdx = (file: string, text: string): boolean =>
  /\.mdx$/i.test(file) ||
  /^(?:import\s[^\n]*\sfrom\s+['"]|export\s+(?:const|default|function)\s)/m.test(text) ||
  /\{\/\*/.test(text);

/** The end of the tag at an offset, with braces and quotes matched; -1 if it is not closed. */
const endOfTag = (text: string, start: number): number => {
  let braces = 0;
  let quote = '';
  for (let at = start; at < Math.min(text.length, start + 5000); at++) {
    const sign = text.charAt(at);
    if (quote) {
      if (sign === quote) quote = '';
    } else if (/["'`]/.test(sign) && (braces > 0 || text.charAt(at - 1) === '=')) quote = sign;
    else if (sign === '{') braces++;
    else if (sign === '}') braces--;
    else if (sign === '>' && braces <= 0) return at + 1;
    else if (sign === '<' && at > start && braces <= 0) return -1;
  }
  return -1;
};

/** Components, `<Name …>`, and tags with attributes in braces, which only JSX has. */
export const jsxTags = (_file: string, text: string): Tag[] => {
  const tags: Tag[] = [];
  const names = new Set<string>();
  for (const match of text.matchAll(/<(\/?)([A-Za-z][\w.-]*)?(?=[\s/>{])/g)) {
    const [whole, slash, name = ''] = match;
    const end =
      name === ''
        ? text.charAt(match.index + whole.length) === '>'
          ? match.index + whole.length + 1
          : -1
        : endOfTag(text, match.index);
    if (end < 0) continue;
    const tag = text.slice(match.index, end);
    const isComponent = /^[A-Z]/.test(name) && !/^[A-Z]+$/.test(name);
    const isFragment = name === '' && /^<\/?>$/.test(tag);
    const hasBraces = /\s[\w:-]+=\{|\{\.\.\./.test(tag);
    if (!isComponent && !isFragment && !hasBraces && !(slash && names.has(name))) continue;
    names.add(name);
    const alone = /\/>$/.test(tag);
    tags.push({
      kind: slash ? 'close' : alone ? 'alone' : 'open',
      syntax: 'component',
      name,
      rest: slash
        ? ''
        : tag
            .slice(whole.length, alone ? -2 : -1)
            .replaceAll(
              /\b(?:on[A-Z]\w*|style|className|class|key|ref)=(?:\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|"[^"]*")/g,
              '',
            ),
      start: match.index,
      end,
    });
  }
  return tags;
};

/** The edits for other build-time syntax: MDX imports, comments and expressions, and template variables. */
export const expressions = (
  source: Source,
  isCode: (offset: number) => boolean,
  findings: Findings,
  unknown: (words: string, by: string) => string,
): Edit[] => {
  const { text, file } = source;
  const edits: Edit[] = [];
  const replace = (match: RegExpExecArray, by: string, message: string, kind: 'markup' | 'left out' = 'markup') => {
    if (isCode(match.index)) return;
    edits.push({ start: match.index, end: match.index + match[0].length, text: by });
    findings.gather(source, kind, match.index, match[0], message);
  };
  for (const match of text.matchAll(/\{\{[ \t]*([\w.$][^{}<>%\n]*?)[ \t]*\}\}/g))
    replace(
      match,
      unknown(match[1] ?? '', 'a site template'),
      'Value filled in when the site is built; it is not in this file.',
    );
  for (const match of text.matchAll(/<%[=-]?[\s\S]*?%>/g))
    replace(
      match,
      unknown(match[0].replaceAll(/<%[=-]?|-?%>/g, '').trim(), 'a site template'),
      'Value filled in when the site is built; it is not in this file.',
    );
  for (const match of text.matchAll(/\{#[\s\S]*?#\}/g))
    replace(match, '', 'Comment that the page does not show.', 'left out');
  if (!isMdx(file, text)) return edits;
  for (const match of text.matchAll(/^import\s[^\n]*?(?:\sfrom\s+)?['"][^'"\n]+['"];?[ \t]*$/gm))
    replace(match, '', 'Import statement of the page’s code.', 'left out');
  for (const match of text.matchAll(
    /^export\s+(?:const|default|function|let|async)\b[\s\S]*?(?=\n\s*\n|$(?![\s\S]))/gm,
  ))
    replace(match, '', 'Code of the page.', 'left out');
  for (const match of text.matchAll(/\{\/\*[\s\S]*?\*\/\}/g))
    replace(match, '', 'Comment that the page does not show.', 'left out');
  for (const match of text.matchAll(/(?<![=\w$\\{])\{\s*(?:"([^"\n]*)"|'([^'\n]*)'|`([^`$]*)`)\s*\}/g))
    replace(match, match[1] ?? match[2] ?? match[3] ?? '', 'String in braces: braces removed, text kept.');
  for (const match of text.matchAll(/(?<![=\w$\\{^_])\{([A-Za-z_$][\w$.?]*(?:\([^(){}]*\))?)\}/g))
    replace(
      match,
      unknown(match[1] ?? '', 'the page’s code'),
      'Value filled in when the site is built; it is not in this file.',
    );
  return edits;
};

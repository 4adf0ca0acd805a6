import { parseTree } from 'jsonc-parser';
import { parse as parseToml, TomlDate, TomlError } from 'smol-toml';
import { parseDocument } from 'yaml';
import { isRecord } from '../../../artifact/schema/common.js';
import type { Edit, Source } from '../../source.js';
import type { Findings } from '../finding.js';

/** The block of names and values at the top of a page. */
export interface FrontMatter {
  data: Record<string, unknown>;
  /** The offset of the text after it; 0 if there is no front matter. */
  end: number;
  /** Edits that remove the block from the page, or quote an unreadable one so that nothing is lost. */
  edits: Edit[];
}

type Language = 'YAML' | 'TOML' | 'JSON' | 'a title block';

/** The place of a block, and its language. */
interface Block {
  language: Language;
  text: string;
  start: number;
  end: number;
}

/** A syntax error in a block, with its offset. */
class Flaw extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** What names and values look like in each language, since text between two rules looks like a block. */
const LOOKS: Record<'YAML' | 'TOML' | 'JSON', RegExp> = {
  // A JSON object is YAML, too.
  YAML: /^[\w"'-][\w"' -]*:(?:\s|$)|(?<![\s\S])\s*\{\s*"/m,
  TOML: /^\s*(?:[\w"'.-]+\s*=|\[+[\w"'.-]+\]+\s*$)/m,
  JSON: /^\s*\{/,
};

/** The fences of site generators: `---` with YAML or a language's name, `+++` with TOML, `;;;` with JSON. */
const fenced = (text: string): Block | undefined => {
  const match =
    /^\s*(---|\+\+\+|;;;)[ \t]*(yaml|yml|toml|json)?[ \t]*\n([\s\S]*?)\n?^(?:\1|\.\.\.)[ \t]*(?:\n|$)/im.exec(text);
  if (!match || match.index !== 0) return undefined;
  const [whole, fence = '', name, block = ''] = match;
  const byFence = { '---': 'YAML', '+++': 'TOML', ';;;': 'JSON' } as const;
  const language =
    name && !/^ya?ml$/i.test(name)
      ? (name.toUpperCase() as 'TOML' | 'JSON')
      : (byFence[fence as keyof typeof byFence] ?? 'YAML');
  return LOOKS[language].test(block)
    ? { language, text: block, start: whole.indexOf('\n', whole.indexOf(fence)) + 1, end: whole.length }
    : undefined;
};

/** A JSON object without a fence, as in Hugo. */
const bareJson = (text: string): Block | undefined => {
  if (!/^\s*\{\s*"/.test(text)) return undefined;
  const tree = parseTree(text, []);
  if (tree?.type !== 'object') return undefined;
  const end = tree.offset + tree.length;
  return { language: 'JSON', text: text.slice(tree.offset, end), start: tree.offset, end };
};

/** Whether a text begins with a JSON object and continues after it, as a page with front matter does. */
export const hasJsonHead = (text: string): boolean => {
  const block = bareJson(text);
  return block !== undefined && /^\s*[^\s{[,\]}]/.test(text.slice(block.end));
};

/** Pandoc's title block: `% title`, `% authors`, `% date`, each with indented continuation lines. */
const titleBlock = (text: string): Block | undefined => {
  const match = /^(?:%[ \t]?[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){1,3}/.exec(text);
  return match ? { language: 'a title block', text: match[0], start: 0, end: match[0].length } : undefined;
};

/** A scalar as printed; a number only if no digit is lost. `1.10` and `007` remain text. */
const scalarOf = (printed: string): string | number | boolean | null => {
  if (/^(?:null|~|)$/i.test(printed)) return null;
  if (/^(?:true|false)$/i.test(printed)) return /^true$/i.test(printed);
  return String(Number(printed)) === printed && Number.isFinite(Number(printed)) ? Number(printed) : printed;
};

/** A value as plain JSON: dates as printed, and numbers only if no digit is lost. */
const plain = (value: unknown, text: string): unknown => {
  if (value instanceof TomlDate) return value.toISOString();
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map((item: unknown) => plain(item, text));
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => {
        const printed =
          typeof item === 'number'
            ? new RegExp(
                String.raw`(?:^|[{,\s."])${name.replaceAll(/[^\w-]/g, String.raw`\$&`)}"?\s*[:=]\s*([+-]?\d[\d.]*\d)\b`,
                'm',
              ).exec(text)?.[1]
            : undefined;
        return [name, printed !== undefined && Number(printed) === item ? scalarOf(printed) : plain(item, text)];
      }),
    );
  return value;
};

const readYaml = (text: string): unknown => {
  // The core schema would read `1.10` as a number; without types, everything stays as printed.
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false });
  const [error] = document.errors;
  if (error) throw new Flaw(error.message, error.pos[0]);
  const typed = (value: unknown): unknown =>
    typeof value === 'string'
      ? scalarOf(value)
      : Array.isArray(value)
        ? value.map(typed)
        : isRecord(value)
          ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, typed(item)]))
          : value;
  try {
    return typed(document.toJS());
  } catch (tooMany) {
    // Nested aliases could exhaust memory.
    throw new Flaw((tooMany as Error).message, 0);
  }
};

const offsetOf = (text: string, line: number, column: number): number =>
  text
    .split('\n')
    .slice(0, line - 1)
    .join('\n').length +
  (line > 1 ? 1 : 0) +
  column -
  1;

const readToml = (text: string): unknown => {
  try {
    return plain(parseToml(text, { integersAsBigInt: 'asNeeded' }), text);
  } catch (error) {
    if (error instanceof TomlError)
      throw new Flaw(error.message.split('\n')[0] ?? '', offsetOf(text, error.line, error.column));
    throw error;
  }
};

const readJson = (text: string): unknown => {
  try {
    return plain(JSON.parse(text), text);
  } catch (error) {
    throw new Flaw((error as Error).message, 0);
  }
};

const readTitleBlock = (text: string): unknown => {
  const [title, authors, date] = text
    .split(/^%/m)
    .slice(1)
    .map((part) => part.trim().replaceAll(/\n[ \t]+/g, '\n'));
  return {
    ...(title && { title: title.replaceAll('\n', ' ') }),
    ...(authors && { authors: authors.split(/;\s*|\n/) }),
    ...(date && { date }),
  };
};

const READERS: Record<Language, (text: string) => unknown> = {
  YAML: readYaml,
  TOML: readToml,
  JSON: readJson,
  'a title block': readTitleBlock,
};

/**
 * Reads a page's front matter: YAML, TOML, JSON, or pandoc's title block. A syntax error is reported with its place.
 * A block without names and values is text between two rules, and stays text.
 */
export const frontMatterOf = (source: Source, findings: Findings): FrontMatter => {
  const block = fenced(source.text) ?? bareJson(source.text) ?? titleBlock(source.text);
  const none = { data: {}, end: 0, edits: [] };
  if (!block) return none;
  try {
    const data = READERS[block.language](block.text);
    return isRecord(data) ? { data, end: block.end, edits: [{ start: 0, end: block.end, text: '' }] } : none;
  } catch (flaw) {
    if (!(flaw instanceof Flaw)) throw flaw;
    const at = Math.min(block.start + flaw.at, source.text.length);
    findings.add(
      source,
      'unreadable',
      at,
      source.text.slice(at, at + 60),
      `The front matter is not valid ${block.language}: ${flaw.message.split('\n')[0]}. It is shown on the page as is; correct it and import again.`,
    );
    const last = block.start + block.text.length;
    return {
      data: {},
      end: block.end,
      edits: [
        { start: 0, end: block.start, text: `\`\`\`\`${block.language.toLowerCase()}\n` },
        { start: last, end: block.end, text: '\n````\n' },
      ],
    };
  }
};

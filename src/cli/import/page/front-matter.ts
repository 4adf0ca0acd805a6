import { LineCounter, parseDocument } from 'yaml';
import { isRecord } from '../../../artifact/schema/common.js';
import type { Source } from '../../source.js';
import type { Findings } from '../finding.js';

/** The YAML block at the head of a page. */
export interface FrontMatter {
  data: Record<string, unknown>;
  /** Where the text after it begins; 0 where there is none. */
  end: number;
}

/** Whether a block could be somebody's front matter at all: between two rules of a page stands text. */
const looksLikeYaml = (block: string): boolean => /^[\w"'-][\w"' -]*:(?:\s|$)/m.test(block);

/** Reads a page's front matter. One that is broken is told, with its place. What is no list of names and values is text between two rules, and stays text. */
export const frontMatterOf = (source: Source, findings: Findings): FrontMatter => {
  const match = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(source.text);
  if (!match || !looksLikeYaml(match[1] ?? '')) return { data: {}, end: 0 };
  const offset = match[0].indexOf('\n') + 1;
  // Dates stay the text that they are: 2024-03 has no day.
  const document = parseDocument(match[1] ?? '', {
    lineCounter: new LineCounter(),
    schema: 'core',
    prettyErrors: false,
  });
  const refuse = (at: number, message: string): FrontMatter => {
    findings.add(
      source,
      'unreadable',
      at,
      source.text.slice(at, at + 60),
      `The front matter is no YAML: ${message.split('\n')[0]}. It was left out.`,
    );
    return { data: {}, end: match[0].length };
  };
  const [error] = document.errors;
  if (error) return refuse(offset + error.pos[0], error.message);
  let data: unknown;
  try {
    data = document.toJS();
  } catch (tooMany) {
    // Aliases of aliases, which would fill the memory.
    return refuse(offset, (tooMany as Error).message);
  }
  return isRecord(data) ? { data, end: match[0].length } : { data: {}, end: 0 };
};

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

/** Reads a page's front matter. One that is broken is told, with its place, and left in the text. */
export const frontMatterOf = (source: Source, findings: Findings): FrontMatter => {
  const match = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(source.text);
  if (!match) return { data: {}, end: 0 };
  const offset = match[0].indexOf('\n') + 1;
  // Dates stay the text that they are: 2024-03 has no day.
  const document = parseDocument(match[1] ?? '', { lineCounter: new LineCounter(), schema: 'core', prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    findings.add(
      source,
      'unreadable',
      offset + error.pos[0],
      source.text.slice(offset + error.pos[0], offset + error.pos[0] + 60),
      `The front matter is no YAML: ${error.message.split('\n')[0]}. It was left out.`,
    );
    return { data: {}, end: match[0].length };
  }
  const data: unknown = document.toJS();
  return { data: isRecord(data) ? data : {}, end: match[0].length };
};

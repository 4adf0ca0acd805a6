import { numericOf } from '../../../artifact/numeric.js';
import type { MetadataEntries } from '../types.js';
import type { Edit, Source } from '../../source.js';
import type { Findings } from '../finding.js';
import { type Line, linesOf, without } from './lines.js';

/** The site's own panels in a saved page, which describe the page rather than its subject. */
export interface Chrome {
  edits: Edit[];
  metadata: MetadataEntries;
  /** The page's address, if it states one. */
  url?: string;
  /** The page's own statement of its provenance. */
  provenance?: string;
}

/** Buttons and snippets of the site, not about the subject. */
const PANELS: RegExp[] = [
  /^\W*Cite This Artifact$/i,
  /^Use \?embed=1 /,
  /^<iframe\b[^>]*>(<\/iframe>)?$/i,
  /^(Edit|View history|Share|Print) ?(this page)?$/,
];

const METADATA_HEAD = /^▸?\s*Metadata:?\s*(.*)$/;
const ROW = /^\|\s*([^|]+?)\s*\|\s*([^|]*?)\s*\|$/;

const valueOf = (text: string): string | number | boolean | null => {
  if (/^(None|null|)$/.test(text)) return null;
  if (/^(True|true)$/.test(text)) return true;
  if (/^(False|false)$/.test(text)) return false;
  // Only text that is written like a number and is not an ID: `1`, not `007`.
  return /^(0|[1-9]\d{0,8})(\.\d+)?$/.test(text) ? (numericOf(text) ?? text) : text;
};

/** Finds the panels of a saved page. */
export const chromeOf = (source: Source, findings: Findings): Chrome => {
  const { text } = source;
  const lines = linesOf(text);
  const chrome: Chrome = { edits: [], metadata: [] };
  const drop = (line: Line) => chrome.edits.push(without(line, text));

  lines.forEach((line, index) => {
    if (PANELS.some((panel) => panel.test(line.text))) {
      drop(line);
      findings.add(source, 'left out', line.start, line.text, 'Panel of the website, not about the subject.');
      return;
    }
    if (/^No provenance (edges|information)? ?(found|available)/i.test(line.text)) {
      drop(line);
      chrome.provenance = line.text;
      return;
    }
    const head = METADATA_HEAD.exec(line.text);
    const next = lines[index + 1];
    if (!head || !next || !ROW.test(next.text)) return;
    // `▸Metadataorigin_type: v1`: the panel's heading and collapsed summary, run together; the rows repeat it.
    drop(line);
    if (head[1])
      findings.add(source, 'left out', line.start, line.text, 'Heading of the metadata panel. Its rows are kept.');
    for (let row = index + 1; row < lines.length; row++) {
      const current = lines[row];
      const cells = current && ROW.exec(current.text);
      if (!current || !cells) break;
      drop(current);
      if (!/^-+$/.test(cells[1] ?? '')) chrome.metadata.push({ name: cells[1] ?? '', value: valueOf(cells[2] ?? '') });
    }
  });

  // Such a page ends with a Markdown link to itself and its bare address.
  const tail = lines.filter((line) => line.text).slice(-3);
  for (const line of tail) {
    const bare = /^(https?:\/\/\S+)$/.exec(line.text)?.[1];
    const linked = /^\[[^\]]+\]\((https?:\/\/[^)\s]+)\)$/.exec(line.text)?.[1];
    if (!bare && !linked) continue;
    if (bare || tail.some((other) => other.text === linked)) {
      chrome.url = bare ?? linked ?? '';
      drop(line);
    }
  }
  if (chrome.url)
    findings.add(
      source,
      'reading',
      text.lastIndexOf(chrome.url),
      chrome.url,
      'Used the address at the end of the page as the page’s own.',
    );
  return chrome;
};

import type { Comparison } from './compare.js';
import { type Finding, type FindingKind, KINDS, type Proposal, shorten } from './finding.js';

/** The result of writing an artifact's file. */
export interface Written {
  id: string;
  kind: string;
  /** Its source. */
  source: string;
  file: string;
  /** `kept`: an existing file differs and was not changed. */
  state: 'written' | 'unchanged' | 'kept';
}

/** A source that could not be read. */
export interface Failed {
  /** The operand: a file, an address, an NCT number. */
  source: string;
  /** Why, and what to do. */
  reason: string;
}

/** The result of an import. */
export interface Report {
  failed: Failed[];
  artifacts: Written[];
  findings: Finding[];
  comparisons: Comparison[];
}

const quote = (text: string): string => `\`${shorten(text).replaceAll('`', "'")}\``;

const proposalText = (id: string, kind: FindingKind, { text, accepted, path, doubt }: Proposal): string => {
  if (accepted) return `  Accepted: **${text}**.`;
  if (kind === 'number')
    return `  Perhaps originally **${text}**. If the original page confirms this: \`--accept ${id}\``;
  const ways = doubt ? `\`--accept ${id}\`` : `\`--accept ${id}\` (or \`${path}\`)`;
  return `  Would become **${text}**.${doubt ? ` Doubtful: ${doubt}.` : ''} ${ways}`;
};

const told = ({ id, kind, file, line, column, original, message, also, proposal }: Finding): string =>
  [
    `- ${file}:${line}:${column}: ${message}`,
    `  ${quote(original)}`,
    ...(proposal ? [proposalText(id, kind, proposal)] : []),
    ...(also ?? []).map((place) => `  - ${place.file}:${place.line}:${place.column} ${quote(place.original)}`),
  ].join('\n');

const STATES: Record<Written['state'], string> = {
  written: 'written',
  unchanged: 'unchanged',
  kept: 'not written: the existing file differs (`--force` overwrites it)',
};

const cell = (text: string | undefined): string =>
  text === undefined ? '' : shorten(text, 240).replaceAll('|', String.raw`\|`);

const comparisonText = ({ id, file, same, differences }: Comparison): string => {
  const rows = differences.map(
    ({ field, state, imported, existing }) =>
      `| ${cell(field)} | ${state === 'worded' ? 'reworded, same numbers' : state} | ${cell(imported)} | ${cell(existing)} |`,
  );
  return [
    `### ${id}, compared with ${file}`,
    `${same.length} facts are identical.${differences.length === 0 ? ' There are no differences.' : ''}`,
    ...(rows.length > 0 ? [`| fact | | imported | existing |\n| --- | --- | --- | --- |\n${rows.join('\n')}`] : []),
  ].join('\n\n');
};

/** The report as Markdown, with findings that could harm a reader first. The same input gives the same report. */
export const reportText = ({ failed, artifacts, findings, comparisons }: Report): string => {
  const parts = ['# Import report', 'Made by `artifact-viewer import`. Locations are file:line:column in the source.'];
  if (failed.length > 0)
    parts.push(
      `## Sources that could not be read (${failed.length})`,
      'Nothing from them is in the artifacts.',
      failed.map(({ source, reason }) => `- **${source}**: ${reason.replaceAll(/\s+/g, ' ')}`).join('\n'),
    );
  parts.push(
    `## Artifacts\n\n${artifacts.map(({ id, kind, source, state }) => `- **${id}** (${kind}), from ${source}: ${STATES[state]}`).join('\n') || 'None.'}`,
  );
  for (const kind of Object.keys(KINDS) as FindingKind[]) {
    const of = findings.filter((finding) => finding.kind === kind);
    if (of.length > 0) parts.push(`## ${KINDS[kind].title} (${of.length})`, KINDS[kind].about, of.map(told).join('\n'));
  }
  if (findings.length + failed.length === 0) parts.push('Nothing to review: nothing was guessed or left out.');
  if (comparisons.length > 0)
    parts.push(
      '## Compared with existing artifacts',
      'Facts only; sources, dates and notes were not compared.',
      ...comparisons.map(comparisonText),
    );
  return `${parts.join('\n\n')}\n`;
};

/** A summary of the report for the terminal. */
export const reportSummary = ({ failed, artifacts, findings, comparisons }: Report, reportFile: string): string => {
  const lines = artifacts.map(
    ({ file, kind, state }) =>
      `${state === 'written' ? 'wrote' : state === 'kept' ? 'KEPT ' : 'same '}  ${file} (${kind})`,
  );
  for (const { id, proposal, file, line, column, original, message } of findings.filter(
    ({ kind }) => kind === 'number',
  ))
    lines.push(
      `number ${file}:${line}:${column}: ${message}\n         ${shorten(original)}${proposal ? `\n         ${proposal.accepted ? 'accepted' : 'perhaps'} ${proposal.text}${proposal.accepted ? '' : `   (--accept ${id})`}` : ''}`,
    );
  for (const { file, line, column, original } of findings.filter(({ kind }) => kind === 'warning'))
    lines.push(`boxed warning mentioned, not imported ${file}:${line}:${column}: ${shorten(original, 80)}`);
  for (const { file, line, column, message, original } of findings.filter(({ kind }) => kind === 'unreadable'))
    lines.push(`not understood ${file}:${line}:${column}: ${message} ${shorten(original, 80)}`);
  const counts = (Object.keys(KINDS) as FindingKind[]).flatMap((kind) => {
    const count = findings.filter((finding) => finding.kind === kind).length;
    return count > 0 ? [`${KINDS[kind].title.toLowerCase()} (${count})`] : [];
  });
  if (failed.length > 0) counts.unshift(`sources that could not be read (${failed.length})`);
  const differences = comparisons.reduce((sum, comparison) => sum + comparison.differences.length, 0);
  if (comparisons.length > 0) counts.push(`differences from existing artifacts (${differences})`);
  const kept = artifacts.filter(({ state }) => state === 'kept');
  if (kept.length > 0)
    lines.push(
      `${kept.length === 1 ? 'A file' : `${kept.length} files`} of the same name ${kept.length === 1 ? 'differs and was' : 'differ and were'} not changed. ${reportFile} lists the differences; --force overwrites ${kept.length === 1 ? 'it' : 'them'}.`,
    );
  lines.push(
    counts.length > 0 ? `For review in ${reportFile}: ${counts.join(', ')}.` : `${reportFile}: nothing to review.`,
  );
  return lines.join('\n');
};

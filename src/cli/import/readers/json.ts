import { isCslJson } from '../../../artifact/formats/csl.js';
import { fromRecord, isArtifact } from '../../../artifact/formats/index.js';
import { Refusal } from '../../command.js';
import { pathSteps, readJson } from '../../json.js';
import { referencesOfCsl } from '../references/csl.js';
import type { Reader } from './reader.js';
import { listOf } from './references.js';

/** Reads registry records, or references in CSL-JSON. */
export const readJsonSource: Reader = (source, _told, findings) => {
  const json = readJson(source);
  const [flaw] = json.flaws;
  if (flaw)
    throw new Refusal(`${source.labelOf(flaw.offset)}: invalid JSON. Expected ${flaw.expected}; found ${flaw.found}.`);
  if (isArtifact(json.value))
    throw new Refusal(
      `${source.file} is already an artifact. Use “artifact-viewer validate ${source.file}” to check it.`,
    );
  if (isCslJson(json.value)) return { artifacts: [listOf(source, referencesOfCsl(source, findings))] };
  const read = fromRecord(json.exact());
  if (!read.records) {
    const [problem] = read.problems;
    throw new Refusal(
      read.refusal
        ? `${source.file}: ${read.refusal.message} ${read.refusal.remedy}`
        : `${source.file} is JSON, but not in a supported format. Expected ${problem?.expected ?? 'a registry record'}, or CSL-JSON references; found ${problem?.found ?? 'something else'}.`,
    );
  }
  if (read.total !== undefined && read.total > read.records.length)
    findings.add(
      source,
      'left out',
      0,
      `${read.records.length} of ${read.total}`,
      `The file contains ${read.records.length} of the ${read.total} records that the search found. Download the next page of results for the others.`,
    );
  for (const { problems } of read.records)
    for (const { path, expected, found } of problems)
      findings.add(
        source,
        'unreadable',
        json.offsetOf(pathSteps(path)),
        `${path} = ${found}`,
        `Expected ${expected}. The field was left out.`,
      );
  return { artifacts: read.records.map(({ artifact }) => artifact) };
};

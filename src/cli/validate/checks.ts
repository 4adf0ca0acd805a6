import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DATES_IN_ORDER, earlierThan, isAbove, isNoShare, isOutside } from '../../artifact/plausible.js';
import { citedKeys } from '../../artifact/references.js';
import { isRecord, type Spread } from '../../artifact/schema/common.js';
import type { Artifact } from '../../artifact/schema/index.js';
import { parseMarkdown, visitNodes, wordsOf } from '../import/page/markdown.js';
import type { Path } from '../json.js';
import { nearest } from '../nearest.js';

/** A warning about an artifact that is valid but would mislead or hinder a reader. */
export interface Warning {
  path: Path;
  expected: string;
  found: string;
  /** The probably intended name. */
  meant?: string | undefined;
}

const CITATION = /\[(-?@[^[\]]{1,500})\]/g;

/** Visits each text, number and object of an artifact, with its path. */
const visit = (value: unknown, path: Path, see: (value: unknown, path: Path) => void): void => {
  see(value, path);
  if (Array.isArray(value)) value.forEach((item, index) => visit(item, [...path, index], see));
  else if (isRecord(value)) for (const [name, item] of Object.entries(value)) visit(item, [...path, name], see);
};

const referenceKeys = (artifact: Artifact): Warning[] => {
  const known = Object.keys(artifact.references ?? {});
  const warnings: Warning[] = [];
  const check = (key: string, path: Path) => {
    if (!known.includes(key)) {
      const meant = nearest(key, known);
      warnings.push({
        path,
        expected: 'the key of an entry in “references”',
        found: `“${key}”, which has no entry`,
        ...(meant && { meant }),
      });
    }
  };
  visit(artifact, [], (value, path) => {
    if (path[0] === 'references' || path[0] === 'metadata') return;
    if (typeof value === 'string')
      for (const [, group = ''] of value.matchAll(CITATION)) citedKeys(group).forEach((key) => check(key, path));
    if (path.at(-1) === 'refs' && Array.isArray(value))
      value.forEach((key, index) => typeof key === 'string' && check(key, [...path, index]));
  });
  return warnings;
};

/** The places where an artifact refers to others by ID. */
const namedArtifacts = (artifact: Artifact): [path: Path, id: string, kind: string][] => {
  const list = (field: string, ids: readonly string[] | undefined, kind: string): [Path, string, string][] =>
    (ids ?? []).map((id, index) => [[field, index], id, kind]);
  const found: [Path, string, string][] = [];
  if (artifact.kind === 'drug') {
    found.push(...list('trials', artifact.trials, 'trial'));
    if (typeof artifact.safety === 'string') found.push([['safety'], artifact.safety, 'safety']);
  }
  if (artifact.kind === 'article') {
    found.push(...list('trials', artifact.trials, 'trial'), ...list('comparison', artifact.comparison, 'drug'));
    if (artifact.drug) found.push([['drug'], artifact.drug, 'drug']);
    if (artifact.safety) found.push([['safety'], artifact.safety, 'safety']);
    visit(artifact.sections, ['sections'], (value, path) => {
      if (path.at(-2) === 'artifacts' && typeof value === 'string') found.push([path, value, '']);
    });
  }
  return found;
};

const neighbours = (artifact: Artifact, file: string): Warning[] =>
  namedArtifacts(artifact)
    .filter(([, id]) => !existsSync(join(dirname(file), `${id}.json`)))
    .map(([path, id, kind]) => ({
      path,
      expected: `the id of ${kind ? `a “${kind}”` : 'an'} artifact in the same folder`,
      found: `“${id}”, but ${join(dirname(file), `${id}.json`)} does not exist`,
    }));

const sectionIds = (artifact: Artifact): Warning[] => {
  if (artifact.kind !== 'article') return [];
  const taken = new Set<string>();
  const warnings: Warning[] = [];
  visit(artifact.sections, ['sections'], (value, path) => {
    if (path.at(-1) !== 'id' || typeof value !== 'string') return;
    if (taken.has(value))
      warnings.push({
        path,
        expected: 'a section ID that is unique: deep links use it',
        found: `“${value}” again`,
      });
    taken.add(value);
  });
  const sections = [...taken];
  visit(artifact, [], (value, path) => {
    if (typeof value !== 'string' || path[0] === 'references') return;
    for (const [, anchor = ''] of value.matchAll(/\]\(#([^)\s]+)\)/g))
      if (!taken.has(anchor) && (path[0] === 'sections' || path[0] === 'body'))
        warnings.push({
          path,
          expected: 'a link to a section of this article',
          found: `“#${anchor}”, which does not exist`,
          meant: nearest(anchor, sections),
        });
  });
  return warnings;
};

/** Numbers that can't be right. */
const numbers = (artifact: Artifact): Warning[] => {
  const warnings: Warning[] = [];
  visit(artifact, [], (value, path) => {
    if (!isRecord(value) || path[0] === 'references') return;
    const at = (field: string, expected: string, found: string) =>
      warnings.push({ path: [...path, field], expected, found });
    const field = (name: string) => {
      const given = value[name];
      return typeof given === 'number' || typeof given === 'string' ? given : undefined;
    };
    const inOrder = (lower: string, upper: string) => {
      if (isAbove(field(lower), field(upper)))
        at(upper, `at least ${field(lower)}, the lower limit`, String(field(upper)));
    };
    if (isAbove(field('n'), field('of'))) at('n', `at most ${field('of')}, its denominator`, String(field('n')));
    if (Object.hasOwn(value, 'of') && isAbove(field('n'), field('events')))
      at('events', `at least ${field('n')}: each person had one or more`, String(field('events')));
    for (const { kind, from, to } of [value.spread ?? []].flat().filter(isRecord) as Partial<Spread>[])
      if (/^(CI|range)$/.test(kind ?? '') && !isAbove(from, to) && isOutside(field('number'), from, to))
        at('spread', `limits on either side of ${field('number')}`, `${from} to ${to}`);
    for (const name of Object.hasOwn(value, 'percent') ? ['percent', 'to'] : [])
      if (isNoShare(field(name)))
        at(name, 'a share from 0 to 100 (a change in percent is a “number” with the unit “%”)', String(field(name)));
    inOrder(Object.hasOwn(value, 'percent') ? 'percent' : 'number', 'to');
    inOrder('low', 'high');
    inOrder('from', 'to');
    if (Object.hasOwn(value, 'number') && Object.hasOwn(value, 'range'))
      at('range', '“spread” with the kind “range” instead of this older field', 'a field “range”');
    if (/^S[DE]$/.test(String(value.kind)) && isAbove(0, field('value')))
      at('value', 'a deviation or error of 0 or more', String(field('value')));
    if (Object.hasOwn(value, 'relation') && (isAbove(0, field('p')) || isAbove(field('p'), 1)))
      at('p', 'a probability from 0 to 1', String(field('p')));
  });
  if (artifact.kind === 'trial')
    for (const name of DATES_IN_ORDER) {
      const before = earlierThan(artifact, name);
      if (before !== undefined)
        warnings.push({
          path: [name],
          expected: `a date not before ${before}`,
          found: String(artifact[name]?.date),
        });
    }
  if (artifact.asOf && artifact.reviewBy && artifact.reviewBy < artifact.asOf.slice(0, artifact.reviewBy.length))
    warnings.push({ path: ['reviewBy'], expected: `a date after “asOf”, ${artifact.asOf}`, found: artifact.reviewBy });
  return warnings;
};

/** Table rows with more cells than the header; the extra cells are shown without a heading. */
const tables = (artifact: Artifact): Warning[] => {
  const warnings: Warning[] = [];
  visit(artifact, [], (value, path) => {
    if (typeof value !== 'string' || !value.includes('|') || path[0] === 'references') return;
    visitNodes(parseMarkdown(value), (node) => {
      if (node.type !== 'table') return;
      const [head, ...rows] = node.children;
      const width = head?.children.length ?? 0;
      for (const row of rows.filter(({ children }) => children.length > width)) {
        const beyond = row.children.slice(width).map((cell) => wordsOf(cell).trim());
        warnings.push({
          path,
          expected: `at most ${width} cells in each row of the table, as in its header`,
          found: `${row.children.length}, with ${beyond.map((cell) => `“${cell}”`).join(', ')} beyond the header`,
        });
      }
    });
  });
  return warnings;
};

const fileName = (artifact: Artifact, file: string): Warning[] =>
  basename(file) === `${artifact.id}.json`
    ? []
    : [
        {
          path: ['id'],
          expected: `the file name without .json: pages request ${artifact.id}.json`,
          found: `“${artifact.id}” in ${basename(file)}`,
        },
      ];

/** Warnings that need more than one field to find: keys without an entry, IDs without an artifact, impossible numbers. */
export const warningsOf = (artifact: Artifact, file: string): Warning[] => [
  ...fileName(artifact, file),
  ...referenceKeys(artifact),
  ...neighbours(artifact, file),
  ...sectionIds(artifact),
  ...numbers(artifact),
  ...tables(artifact),
];

// The checks that readers' browsers run, held to valibot's own, which the schemas are written with.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import fc from 'fast-check';
import * as v from 'valibot';
import type { Schema } from '../../src/artifact/check.js';
import { checkedCopy } from '../../src/artifact/checked-copy.js';
import { Copy, jsonPath } from '../../src/artifact/copy.js';
import { flaws } from '../../src/artifact/flaws.js';
import { fromRecord } from '../../src/artifact/formats/index.js';
import { parse, salvage } from '../../src/artifact/parse.js';
import { isRecord } from '../../src/artifact/schema/common.js';
import { isKind, type Kind, schemas } from '../../src/artifact/schema/index.js';
import { renewSpread } from '../../src/artifact/spread.js';
import { leanSchemas } from '../../src/build/lean.mjs';
import { forEachRecord } from '../records/files.js';
import { filledWith } from '../security/fields.js';
import { damaged, damages } from '../security/mutations.js';

const FOLDER = new URL('../../artifacts/', import.meta.url);

/** A failure names its seed; to run it again, put it here. */
const SEED = 20261130;

/** How many damaged artifacts are read. */
const RUNS = 2000;

const published = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as unknown);

const KINDS = Object.keys(schemas) as Kind[];

/** Artifacts with every field of the format, in each way to write a fact. */
const filled = KINDS.flatMap((kind) =>
  (['bare', 'sourced', 'several'] as const).map((shape) => filledWith(kind, '10¹⁴ vg/kg', shape)),
);

/** What valibot has against data, as it would be named: inside a union, the flaws in the parts of an option. */
const issuesOf = (kind: Kind, data: unknown) =>
  (v.safeParse(schemas[kind] as v.GenericSchema, data).issues ?? [])
    .flatMap((issue): v.BaseIssue<unknown>[] => {
      const inParts = (issue.issues ?? []).filter(({ path }) => path);
      return inParts.length > 0
        ? inParts.map((one) => ({ ...one, path: [...(issue.path ?? []), ...(one.path ?? [])] as never }))
        : [issue];
    })
    .map((issue) => {
      const path = (issue.path ?? []).map(({ key }) => key as string | number);
      if (issue.type === 'strict_object' && issue.expected === 'never')
        return { path, expected: 'a known field name', isUnknown: true };
      if (issue.type === 'strict_object' && issue.received === 'undefined')
        return { path, expected: `the field ${String(path.at(-1))}` };
      // Conditions have words of their own.
      if (issue.kind === 'validation') return { path };
      const types = issue.expected?.replaceAll(' | ', ' or ').replace(/^\((.*)\)$/, '$1');
      return { path, expected: types?.replaceAll(/"(.*?)"/g, '“$1”') };
    });

/** Our flaws as valibot names them: of the fields that an object should not have, it names only the first. */
const flawsLikeValibot = (kind: Kind, data: unknown) => {
  const named = new Set<string>();
  return flaws(schemas[kind] as unknown as Schema, data)
    .filter(({ path, isUnknown }) => {
      const holder = jsonPath(path.slice(0, -1));
      return !isUnknown || (!named.has(holder) && named.add(holder));
    })
    .map(({ path, expected, isUnknown, isOfType }) => ({
      path,
      ...((!isOfType || expected.includes(' or ')) && { expected }),
      ...(isUnknown && { isUnknown }),
    }));
};

/** Names of entries that valibot leaves unchecked. Ours are checked as any other. */
const UNCHECKED = /"(?:prototype|constructor)":/;

/** Holds for whatever is read. Returns whether it was copied at once. */
const isReadAlike = (input: unknown): boolean => {
  const copied = checkedCopy(input);
  const { data, problems } = new Copy(input, renewSpread);
  const kind = isRecord(data) && isKind(data.kind) ? data.kind : undefined;
  const isComparable = kind && !UNCHECKED.test(JSON.stringify(data));
  if (isComparable) {
    const found = flawsLikeValibot(kind, data);
    const issues = issuesOf(kind, data);
    assert.deepEqual(
      found.map(({ path, isUnknown }) => [jsonPath(path), isUnknown]),
      issues.map(({ path, isUnknown }) => [jsonPath(path), isUnknown]),
    );
    for (const [index, { expected }] of issues.entries())
      if (expected !== undefined) assert.equal(found[index]?.expected, expected);
  }
  const whole = salvage(input);
  assert.deepEqual(parse(input), whole);
  if (!copied) return false;
  assert.deepEqual({ problems, whole }, { problems: [], whole: { artifact: copied, problems: [] } });
  // The fields are in the same order, too.
  assert.equal(JSON.stringify(copied), JSON.stringify(whole.artifact));
  // The schemas change no value.
  if (isComparable) assert.deepEqual(v.safeParse(schemas[copied.kind] as v.GenericSchema, data).output, copied);
  return true;
};

describe('checkedCopy', () => {
  it('copies each published artifact and every field of the format', () => {
    for (const artifact of [...published, ...filled]) assert.ok(isReadAlike(artifact), JSON.stringify(artifact));
  });

  forEachRecord(
    ['ctgov-v2', 'openfda-label', 'openfda-event', 'openfda-drugsfda'],
    (name) => `copies what ${name} is converted to`,
    ({ text }) => {
      for (const { artifact } of fromRecord(JSON.parse(text)).records ?? [])
        assert.ok(isReadAlike(JSON.parse(JSON.stringify(artifact))), artifact.id);
    },
  );

  it('agrees with valibot about damaged artifacts, field by field, and copies those in which nothing is wrong', () => {
    let accepted = 0;
    let refused = 0;
    const isAlike = (artifact: unknown, all: Parameters<typeof damaged>[1]) => {
      const input = damaged(artifact, all);
      if (isReadAlike(input)) accepted++;
      else {
        refused++;
        // Valibot takes a list for an object without fields. A list where an object belongs, and the spreads of earlier
        // formats, are left to the longer way.
        const isListed = all.some(({ how }) => typeof how === 'object' && JSON.stringify(how).includes('['));
        const isRenewed = JSON.stringify(new Copy(input).data) !== JSON.stringify(new Copy(input, renewSpread).data);
        if (!isListed && !isRenewed) assert.notDeepEqual(salvage(input).problems, []);
      }
    };
    fc.assert(fc.property(fc.constantFrom(...filled), damages, isAlike), { seed: SEED, numRuns: RUNS });
    fc.assert(fc.property(fc.constantFrom(...published), damages, isAlike), { seed: SEED, numRuns: RUNS / 10 });
    assert.ok(accepted > RUNS / 10 && refused > RUNS / 10, `both happen: ${accepted} accepted, ${refused} refused`);
  });

  it('checks an entry whose name objects have by nature', () => {
    for (const name of ['constructor', 'prototype', 'toString']) {
      const { artifact, problems } = parse({
        schemaVersion: 1,
        id: 'a',
        kind: 'drug',
        title: 'A',
        references: { [name]: 'x' },
      });
      assert.deepEqual(
        problems.map(({ path }) => path),
        [`$.references.${name}`],
      );
      assert.deepEqual(artifact?.references, {});
    }
  });

  it('gives what the longer way gives, whatever a page’s own script hands over', () => {
    const options = {
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
    };
    const places = fc.constantFrom(
      'dosage',
      'references',
      'rows',
      'metadata',
      'author',
      'safety',
      'trials',
      '__proto__',
    );
    fc.assert(
      fc.property(places, fc.anything(options), (place, value) => {
        const artifact = { schemaVersion: 1, id: 'a', kind: 'drug', title: 'A' };
        isReadAlike(Object.defineProperty(artifact, place, { value, enumerable: true }));
        isReadAlike({ ...artifact, references: { a: { title: 'A work', custom: value } } });
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('reads alike on a page whose script adds fields to all objects', () => {
    const inputs = [...published, ...filled].flatMap((artifact, index) => [
      artifact,
      damaged(artifact, [{ place: 7 * index + 5, how: { value: -1 } }]),
    ]);
    const readAll = () => JSON.stringify(inputs.map((input) => parse(input)));
    const before = readAll();
    const added = ['pipe', 'entries', 'options', 'wrapped', 'literal', 'title', 'note', 'isUnknown'];
    const prototype = Object.prototype as unknown as Record<string, unknown>;
    try {
      for (const name of added) prototype[name] = 'added';
      assert.ok(readAll() === before);
    } finally {
      for (const name of added) delete prototype[name];
    }
  });

  it('reads alike with schemas that have none of valibot’s own checks, as in the one script', async () => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL('../../src/artifact/parse.ts', import.meta.url))],
      bundle: true,
      write: false,
      format: 'esm',
      logLevel: 'error',
      plugins: [
        {
          name: 'lean',
          setup: (script) =>
            script.onLoad({ filter: /node_modules.valibot/ }, ({ path }) => ({
              contents: leanSchemas.transform(readFileSync(path, 'utf8'), '/node_modules/valibot/')?.code ?? '',
            })),
        },
      ],
    });
    const text = outputFiles[0]?.text ?? '';
    assert.doesNotMatch(text, /~run/);
    const lean = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as { parse: typeof parse };
    fc.assert(
      fc.property(fc.constantFrom(...filled, ...published), damages, (artifact, all) => {
        const input = damaged(artifact, all);
        assert.deepEqual(lean.parse(input), parse(input));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

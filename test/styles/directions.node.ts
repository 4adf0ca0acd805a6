import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** The declarations of each style sheet in the source, with the rule that they stand in. */
const declarations = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^(elements|styles)[\\/].*\.ts$/.test(file))
  .flatMap((file) =>
    [...readFileSync(join(SRC, file), 'utf8').matchAll(/\bcss`([^`]*)`/g)].flatMap(([, css = '']) =>
      [...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]*)\{([^{}]*)\}/g)].flatMap(([, rule = '', body = '']) =>
        body
          .split(';')
          .map((line) => line.trim())
          .filter(Boolean)
          .map((line) => ({ file, rule: rule.trim(), line })),
      ),
    ),
  );

/** Parts of a value, each function as one. */
const parts = (value: string): string[] => {
  let flat = value.trim();
  for (let before = ''; before !== flat;) {
    before = flat;
    flat = flat.replace(/[\w-]*\([^()]*\)/g, 'f');
  }
  return flat.split(/\s+/);
};

describe('the elements’ style sheets', () => {
  it('are read', () => {
    assert.ok(declarations.length > 500, String(declarations.length));
  });

  it('say start and end, not left and right, so that a page read from the right is mirrored', () => {
    const physical = declarations.filter(
      ({ rule, line }) =>
        /^(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)|left|right)\b|^(?:text-align|float|clear)\s*:\s*(?:left|right)\b/.test(
          line,
        ) &&
        // An author’s own table says so.
        rule !== "[align='right']",
    );
    assert.deepEqual(physical, []);
  });

  it('give the two sides of a box one size where they name all four', () => {
    const lopsided = declarations.filter(({ line }) => {
      const [, value] =
        /^(?:margin|padding|border-width|border-style|border-color|inset|scroll-margin|scroll-padding)\s*:(.*)$/s.exec(
          line,
        ) ?? [];
      const [, right, , left] = parts(value ?? '');
      return left !== undefined && left !== right;
    });
    assert.deepEqual(lopsided, []);
  });
});

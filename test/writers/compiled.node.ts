import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import fc from 'fast-check';
import { rollup } from 'rollup';
import esbuild from 'rollup-plugin-esbuild';
import { compileTemplates } from '../../src/build/templates.mjs';
import type { Value } from '../../src/writers/html/template.js';
import * as slots from './slots.js';

/** A module beside this one, which is no file. */
const ID = fileURLToPath(new URL('invented.ts', import.meta.url));
const IMPORT = "import { html, type Value } from '../../src/writers/html/template.js';\n";

/** Bundles a module as the build does. */
const bundle = async (source: string) => {
  const bundled = await rollup({
    input: ID,
    plugins: [
      { name: 'invented', resolveId: (id) => (id === ID ? id : null), load: (id) => (id === ID ? source : null) },
      esbuild({ target: 'es2022', tsconfig: 'tsconfig.json' }),
      compileTemplates,
    ],
  });
  const { output } = await bundled.generate({ format: 'es', sourcemap: 'hidden' });
  await bundled.close();
  return output[0];
};

/** slots.ts as the build makes it. */
const compiledSlots = async () => {
  const { code } = await bundle(await readFile(new URL('slots.ts', import.meta.url), 'utf8'));
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as typeof slots;
};

/** What is written, or what is said where it can't be. */
const outcome = (write: () => unknown): string => {
  try {
    return String(write());
  } catch (error) {
    return String(error);
  }
};

describe('a template that the build has parsed', () => {
  it('writes what it writes in the source', async () => {
    const compiled = await compiledSlots();
    const text = fc.string({ unit: 'binary' });
    for (const [name, write] of Object.entries(slots.SLOTS))
      fc.assert(
        fc.property(text, text, text, (...texts) => {
          assert.equal(String(compiled.SLOTS[name]?.(...texts)), String(write(...texts)), name);
        }),
      );
  });

  it('takes and refuses what it takes and refuses in the source, and says the same', async () => {
    const compiled = await compiledSlots();
    const values = ({ fragment, PLACES }: typeof slots) =>
      [
        ...['', '.x', '=x', '"', 0, -1.5, NaN, true, false, null, undefined, {}, ['a', 1], [{}]],
        fragment('x'),
        PLACES['content']?.('<'),
      ] as Value[];
    for (const [name, write] of Object.entries(slots.PLACES)) {
      const expected = values(slots).map((value) => outcome(() => write(value)));
      assert.deepEqual(
        values(compiled).map((value) => outcome(() => compiled.PLACES[name]?.(value))),
        expected,
        name,
      );
      assert.ok(
        expected.some((one) => !one.includes('TypeError')),
        name,
      );
    }
  });

  it('fails the build where it can’t be written safely, and says in which line', async () => {
    const source = `${IMPORT}interface Dose {\n  text: string;\n}\nexport const write = ({ text }: Dose) =>\n  html\`<p onclick=\${text}></p>\`;\n`;
    await assert.rejects(
      bundle(source),
      /invented\.ts \(6:2\): A template can’t have the attribute “onclick” of <p>: `<p onclick=\$\{…\}><\/p>`/,
    );
  });

  it('fails the build where its parser would be in the script', async () => {
    await assert.rejects(
      bundle(`${IMPORT}export const tags: unknown[] = [html];\n`),
      /The parser of templates is in the/,
    );
  });

  it('keeps the places of its values for a debugger', async () => {
    const { code, map } = await bundle(
      `${IMPORT}\nexport const write = (dose: Value) => html\`<table>\n  <tr class="a \${String(dose)}">\n    \${[dose].flat()}\n  </tr>\n</table>\`;\n`,
    );
    const trace = new TraceMap(String(map));
    for (const [call, line] of [
      ['String(dose)', 4],
      ['[dose].flat()', 5],
    ] as const) {
      const before = code.slice(0, code.indexOf(call)).split('\n');
      const found = originalPositionFor(trace, { line: before.length, column: before.at(-1)?.length ?? 0 });
      assert.equal(found.line, line, call);
      assert.match(found.source ?? '', /invented\.ts$/);
    }
  });
});

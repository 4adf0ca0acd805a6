import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript-eslint';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** This repository's own rules, without those that need types and what only other files can answer. */
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: [{ ...ts.configs.disableTypeChecked, files: ['**/*.ts'] }],
  ruleFilter: ({ ruleId }) => /^(?:no-restricted-|local\/)/.test(ruleId),
});

/** The messages for code in a file of this path. */
const messages = async (path: string, code: string): Promise<string[]> => {
  const [result] = await eslint.lintText(code, { filePath: path });
  const all = result?.messages.map(({ message }) => message) ?? ['there is no such file'];
  assert.ok(!all.some((message) => message.startsWith('Parsing error')), all.join('\n'));
  return all;
};

const ELSEWHERE = [
  'src/elements/trial-card.ts',
  'src/writers/html/update.ts',
  'src/embed/page.ts',
  'src/artifact/source.ts',
  'src/cli/build/page.ts',
];

describe('the lint', () => {
  for (const code of [
    'element.innerHTML = words;',
    'element["innerHTML"] = words;',
    'const { innerHTML } = element;',
    'Object.assign(element, { innerHTML: words });',
    'element.outerHTML = words;',
    'element.insertAdjacentHTML("beforeend", words);',
    'element.setHTMLUnsafe(words);',
    'element.setHTML(words);',
    'parser.parseFromString(words, "text/html");',
    'range.createContextualFragment(words);',
    'document.write(words);',
    'document.writeln(words);',
    'frame.srcdoc = words;',
    'frame.setAttribute("srcdoc", words);',
    'element.setAttribute("onclick", words);',
  ])
    it(`lets nobody but src/text set HTML: ${code}`, async () => {
      for (const path of ELSEWHERE) assert.match((await messages(path, code)).join('\n'), /src\/text/, path);
    });

  it('lets one file of src/text set HTML', async () => {
    for (const code of ['element.innerHTML = words;', 'element.insertAdjacentHTML("beforeend", words);']) {
      assert.match((await messages('src/text/render.ts', code)).join('\n'), /src\/text\/insert\.ts is the only place/);
      assert.deepEqual(await messages('src/text/insert.ts', code), []);
    }
    assert.deepEqual(await messages('src/text/render.ts', 'export const markup = element.innerHTML;'), []);
  });

  it('lets nobody but the html tag and src/text mark a string as safe', async () => {
    for (const code of [
      "import { trustAsHtml } from '../../text/html.js';",
      "import { trustAsHtml as safe } from '../text/html.js';",
      "import * as all from '../text/html.js';",
      "export { trustAsHtml } from '../text/html.js';",
    ]) {
      for (const path of ELSEWHERE)
        assert.match((await messages(path, code)).join('\n'), /mark a string as safe/, `${path}: ${code}`);
      for (const path of ['src/writers/html/template.ts', 'src/text/render.ts'])
        assert.deepEqual(await messages(path, code), [], `${path}: ${code}`);
    }
  });

  it('lets a template bind an address only where its tag vets addresses', async () => {
    const code = 'html`<a href=${url}></a>`;';
    assert.match((await messages('src/elements/trial-card.ts', code)).join('\n'), /“href” is bound/);
    assert.deepEqual(await messages('src/writers/html/update.ts', code), []);
    const handler = 'html`<a onclick="x()"></a>`;';
    assert.match((await messages('src/writers/html/update.ts', handler)).join('\n'), /“onclick” is a handler/);
  });
});

import { defineElements } from '../../src/define.js';
import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import { expect, recordConsole, textOf, until } from '../helpers.js';
import { MOST, thisRun } from '../this-run.js';
import { sliced } from './slice.js';
import { startWatch } from './watch.js';

defineElements();

interface Vector {
  id: string;
  kind?: string;
  input: string | [text: string, factor: number][];
}

/** Of our own, where the folder `shared` is absent. */
const OWN: Vector[] = [
  { id: 'own: pollution', input: '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}' },
  {
    id: 'own: a template',
    input: '{"title":{"_$litType$":1,"strings":["<img src=x: onerror=__xss(1)>"],"values":[]}}',
  },
  { id: 'own: no text', input: '{"title":{"toString":1},"rows":{"length":9}}' },
  { id: 'own: cut off', input: '{"title":"<img src=x: onerror=__xss(1)>' },
  { id: 'own: a page', input: '<!doctype html><script>__xss(1)</script>' },
  { id: 'own: empty', input: '' },
  {
    id: 'own: deep',
    input: [
      ['{"a":', 1],
      ['1', 0],
      ['}', 1],
    ],
  },
];

const response = await fetch('/shared/data/security/own/json-hostile.json');
if (!response.ok)
  console.log(
    'Skipped: the JSON texts of ../shared/data/security, which is not there. A few of our own are tried instead.',
  );
const vectors = sliced(
  response.ok ? ((await response.json()) as Vector[]) : OWN,
  thisRun,
  ({ id, kind }) => kind ?? id,
);

/** A generator's text at this size, and no larger than a file that is refused for its size. */
const generated = (parts: [text: string, factor: number][], size: number) =>
  parts
    .map(([text, factor]) =>
      text.repeat(factor === 0 ? 1 : Math.max(1, Math.min(6_000_000 / text.length, Math.round(size * factor)))),
    )
    .join('');

const START = { schemaVersion: 1, id: 'hostile', title: 'A title', url: 'https://wiki.example/' };

/** The text as it stands, and where it is an object, its fields after those of an artifact that is well. */
const forms = (text: string, kind: string): string[] =>
  /^\{.*[^{\s].*\}$/s.test(text.trim())
    ? [text, `${JSON.stringify({ ...START, kind }).slice(0, -1)},${text.trim().slice(1)}`]
    : [text];

const TAGS = [
  ['artifact-viewer', 'article'],
  ['drug-infobox', 'drug'],
  ['trial-card', 'trial'],
  ['safety-list', 'safety'],
] as const;

type Way = (element: ArtifactElement, text: string) => unknown;

const ways: Record<string, Way> = {
  'as the answer to src': async (element, text) => {
    const address = `/kept/${crypto.randomUUID()}.json`;
    await fetch(address, { method: 'PUT', body: text });
    element.src = address;
  },
  'in a script inside the element': (element, text) => {
    const script = document.createElement('script');
    script.type = 'application/json';
    script.textContent = text;
    element.append(script);
  },
  'as the property artifact': (element, text) => {
    try {
      element.artifact = JSON.parse(text) as unknown;
    } catch {
      element.artifact = text;
    }
  },
};

describe('JSON of any kind', () => {
  for (const [name, give] of Object.entries(ways))
    it(`gives content or a message that says what is wrong, ${name}`, async function () {
      this.timeout(MOST);
      const record = recordConsole();
      const watch = await startWatch();
      const blank: string[] = [];
      const show = async (id: string, texts: string[], tag: string) => {
        watch.during = id;
        for (const text of texts) {
          const element = document.createElement(tag) as ArtifactElement;
          await give(element, text);
          watch.stage.append(element);
          await until(
            () => element.status === 'ready' || element.status === 'failed',
            `${id} in <${tag}> is ready or failed`,
          );
          await element.updateComplete;
          if (textOf(element) === '' || (element.status === 'failed' && !/could not be shown/.test(textOf(element))))
            blank.push(`${id} in <${tag}>: ${textOf(element).slice(0, 100)}`);
          if (element.shadowRoot?.querySelector('script, img, iframe, [onerror]'))
            blank.push(`${id}: markup in the message`);
        }
        watch.check();
        watch.stage.replaceChildren();
      };
      for (const { id, input } of vectors) {
        // More than 5 MB is asked of the server only: whoever writes that much into a page has the page wait.
        if (typeof input !== 'string')
          for (const size of name.includes('src') ? [1e3, 1e5, 1e7] : [1e3, 1e5])
            await show(`${id} × ${size}`, [generated(input, size)], 'drug-infobox');
        else for (const [tag, kind] of TAGS) await show(id, forms(input, kind), tag);
      }
      const found = (await watch.end()).filter((finding) => !finding.includes('/kept/'));
      expect([
        ...blank,
        ...found,
        ...record.messages.filter((message) => !message.startsWith('warn: artifact-viewer: ')),
      ]).to.deep.equal([]);
    });
});

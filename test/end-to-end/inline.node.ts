import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { renderedText, settled, startWorld, type World } from './browser.js';

/** A stranger's site: one page, whatever the test says. */
class Stranger {
  html = '';
  #server: Server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(this.html);
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const CARDS = `
  <p>Before.</p>
  <drug-infobox artifact-id="therapeutics-zolgensma">Zolgensma, a gene therapy.</drug-infobox>
  <trial-card artifact-id="trial-steer"></trial-card>
  <safety-list artifact-id="safety-zolgensma"></safety-list>
  <p>After.</p>`;

describe('the one script on a page of another origin', () => {
  let world: World;
  const stranger = new Stranger();
  before(async () => {
    world = await startWorld();
    await stranger.start();
  });
  after(async () => {
    await stranger.stop();
    await world.close();
  });

  const visit = async (html: string) => {
    stranger.html = html;
    const opened = await world.open(stranger.url);
    await settled(opened.page);
    return { ...opened, text: await renderedText(opened.page) };
  };

  const scripts = {
    'async in the head': [`<script async src="SCRIPT"></script>`, ''],
    'as a module in the head': [`<script type="module" src="SCRIPT"></script>`, ''],
    'at the end of the body': ['', `<script src="SCRIPT"></script>`],
    'in the head, before the elements, blocking': [`<script src="SCRIPT"></script>`, ''],
    twice: [`<script async src="SCRIPT"></script><script defer src="SCRIPT?again"></script>`, ''],
  };
  for (const [how, [head = '', foot = '']] of Object.entries(scripts)) {
    it(`shows an infobox, a trial card and a safety list from a single tag: ${how}`, async () => {
      const script = (html: string) => html.replaceAll('SCRIPT', `${world.site}artifact-viewer.js`);
      const { text, complaints, page } = await visit(
        `<!doctype html><html lang="en"><title>Stranger</title>${script(head)}<body>${CARDS}${script(foot)}`,
      );
      assert.match(text, /onasemnogene abeparvovec-xioi/);
      assert.match(text, /NCT05089656/);
      assert.match(text, /Boxed warning/i);
      assert.match(text, /Acute serious liver injury/);
      assert.doesNotMatch(text, /Zolgensma, a gene therapy\./, 'the fallback makes way for the card');
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }

  it('adds nothing of its own to the page’s globals and moves nothing of its own text', async () => {
    const page = (script: string) =>
      `<!doctype html><html lang="en"><title>Stranger</title><style>p{margin:7px;font:20px serif}</style>${script}<body>${CARDS}`;
    stranger.html = page('');
    const bare = await world.open(stranger.url);
    const before = await bare.page.evaluate(() => ({
      globals: Object.getOwnPropertyNames(globalThis),
      style: getComputedStyle(document.querySelector('p') as Element).font,
    }));
    await bare.page.close();
    const withScript = await visit(page(`<script async src="${world.site}artifact-viewer.js"></script>`));
    const afterwards = await withScript.page.evaluate(() => ({
      globals: Object.getOwnPropertyNames(globalThis),
      style: getComputedStyle(document.querySelector('p') as Element).font,
    }));
    // Lit keeps its versions and its decorators' metadata there, the browser's driver its queries.
    const known =
      /^(litElementVersions|litHtmlVersions|reactiveElementVersions|litPropertyMetadata)$|ariaQuerySelector/;
    const gained = afterwards.globals.filter((name) => !before.globals.includes(name) && !known.test(name));
    assert.deepEqual(gained, []);
    assert.equal(afterwards.style, before.style);
    await withScript.page.close();
  });

  it('asks for each file once, and for nothing but the script and the artifacts', async () => {
    const { requests, page } = await visit(
      `<!doctype html><title>Stranger</title><link rel="icon" href="data:,"><script async src="${world.site}artifact-viewer.js"></script>${CARDS}${CARDS}`,
    );
    const asked = requests
      .filter((url) => !url.startsWith('data:') && url !== stranger.url)
      .map((url) => url.replace(world.site, '/'));
    assert.deepEqual([...asked].sort(), [...new Set(asked)].sort(), 'no file twice');
    assert.deepEqual(
      asked.filter((url) => url !== '/artifact-viewer.js' && !url.startsWith('/artifacts/')),
      [],
    );
    await page.close();
  });

  it('takes ids from the folder that data-base names', async () => {
    const { text, page } = await visit(
      `<!doctype html><title>Stranger</title><script async src="${world.site}artifact-viewer.js" data-base="${world.otherOrigin}artifacts"></script><trial-card artifact-id="trial-start"></trial-card>`,
    );
    assert.match(text, /NCT02122952/);
    await page.close();
  });

  it('keeps the author’s fallback and says what failed where an artifact is not there', async () => {
    const { text, page } = await visit(
      `<!doctype html><title>Stranger</title><script async src="${world.site}artifact-viewer.js"></script><trial-card artifact-id="no-such-trial">See <a href="https://clinicaltrials.gov/">the registry</a>.</trial-card>`,
    );
    assert.match(text, /file not found \(404\)/i);
    assert.match(text, /See the registry\./);
    await page.close();
  });
});

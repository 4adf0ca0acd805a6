import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { startWorld, type World } from './browser.js';

const ARTIFACT = readFileSync(new URL('../../artifacts/trial-steer.json', import.meta.url), 'utf8');
const SHOWN = /NCT05089656/;

type Answer = (response: ServerResponse, request: IncomingMessage) => unknown;

const send = (response: ServerResponse, status: number, type: string, body: string | Buffer) =>
  response.writeHead(status, { 'Content-Type': type }).end(body);
const well: Answer = (response) => send(response, 200, 'application/json', ARTIFACT);

/** A server of artifacts that does what the test says; on a port of its own, so that every page is of another origin. */
class ArtifactServer {
  answer: Answer = well;
  #port = 0;
  #server: Server | undefined;

  async start(): Promise<void> {
    this.answer = well;
    if (this.#server) return;
    const server = (this.#server = createServer((request, response) => {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Cache-Control', 'max-age=3600');
      this.answer(response, request);
    }));
    // Down and up again, it is where it was.
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
    this.#server = undefined;
  }

  url(name: string): string {
    return `http://127.0.0.1:${this.#port}/${name}.json`;
  }
}

interface Fault {
  /** What the server does; unset, it is down. */
  answer?: Answer;
  offline?: boolean;
  /** What the reader is told. */
  says: RegExp;
}

const FAULTS: Record<string, Fault> = {
  'the server is down': { says: /127\.0\.0\.1:\d+ could not be reached\. Check the address and your connection/ },
  'the server takes 30 seconds': {
    answer: (response, request) => {
      const timer = setTimeout(() => void well(response, request), 30_000);
      response.once('close', () => clearTimeout(timer));
    },
    says: /No complete response within 15 seconds\./,
  },
  'the answer stops in its middle and the connection stays': {
    answer: (response) => response.writeHead(200, { 'Content-Type': 'application/json' }).write(ARTIFACT.slice(0, 500)),
    says: /No complete response within 15 seconds\./,
  },
  'the connection breaks off in the middle': {
    answer: (response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': ARTIFACT.length });
      response.write(ARTIFACT.slice(0, 500), () => response.destroy());
    },
    says: /The connection to 127\.0\.0\.1:\d+ was interrupted\./,
  },
  'the JSON is cut off': {
    answer: (response) => send(response, 200, 'application/json', ARTIFACT.slice(0, 500)),
    says: /The file is not valid JSON/,
  },
  'the file is empty': {
    answer: (response) => send(response, 200, 'application/json', ''),
    says: /The file is empty\./,
  },
  'there is no such file': {
    answer: (response) => send(response, 404, 'text/html', '<h1>Not Found</h1>'),
    says: /File not found \(404\)\. Check the address/,
  },
  'the server has an error': {
    answer: (response) => send(response, 500, 'application/json', ARTIFACT),
    says: /returned an error \(500\)\. Try again/,
  },
  'a sign-in page comes in its place': {
    answer: (response) => send(response, 200, 'text/html; charset=utf-8', '<!doctype html><p>Please sign in.'),
    says: /The file is a web page, not JSON\./,
  },
  'the server calls it a picture': {
    answer: (response) => send(response, 200, 'image/png', ARTIFACT),
    says: /has the type image\/png, not JSON/,
  },
  'the server lets no other site read it': {
    answer: (response, request) => {
      response.removeHeader('Access-Control-Allow-Origin');
      well(response, request);
    },
    says: /does not allow this site to read the file \(CORS\)\. .*Access-Control-Allow-Origin/,
  },
  'the reader is offline': { offline: true, says: /There is no network connection\. Try again once you are online\./ },
};

/** What a reader finds in the card with this id, and how its program calls the state. */
const cardOf = (page: Page, id: string) =>
  page.evaluate((name) => {
    const card = document.getElementById(name) as HTMLElement & { status: string };
    const message = card.shadowRoot?.querySelector('[role="alert"]');
    // Slotted text is the author's; the rest is in the shadow tree.
    return {
      status: card.status,
      text: (card.shadowRoot?.querySelector('.root') as HTMLElement).innerText.replace(/\s+/g, ' '),
      message: (message as HTMLElement | null)?.innerText.replace(/\s+/g, ' ') ?? '',
      fallback: [...card.children].some((child) => child.checkVisibility()),
    };
  }, id);

const until = (page: Page, condition: string, timeout = 20_000) =>
  page.waitForFunction(condition, { polling: 100, timeout });

const message = (id: string) => `document.getElementById('${id}').shadowRoot.querySelector('[role="alert"]')`;

describe('when the artifact can’t be had', () => {
  let world: World;
  let host: Server;
  const artifacts = new ArtifactServer();

  before(async () => {
    world = await startWorld();
    await artifacts.start();
    host = createServer((_request, response) =>
      send(
        response,
        200,
        'text/html; charset=utf-8',
        `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><script async src="${world.site}artifact-viewer.js"></script>
        <trial-card id="before" src="${artifacts.url('before')}"></trial-card>
        <artifact-viewer id="viewer" src="${artifacts.url('viewer')}"><trial-card id="inside"></trial-card></artifact-viewer>`,
      ),
    );
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    await artifacts.stop();
    host.closeAllConnections();
    host.close();
    await world.close();
  });

  for (const [what, { answer, offline, says }] of Object.entries(FAULTS))
    it(`says what happened, loses nothing that is shown, and can be asked again: ${what}`, async () => {
      const { page, complaints } = await world.open(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
      await until(page, `['before', 'inside'].every((id) => document.getElementById(id).status === 'ready')`);
      await page.evaluate(`inside.shadowRoot.querySelector('.root').firstElementChild.dataset.same = 'yes'`);

      if (offline) await page.setOfflineMode(true);
      else if (answer) artifacts.answer = answer;
      else await artifacts.stop();
      await page.evaluate(
        (src) => {
          const card = Object.assign(document.createElement('trial-card'), { id: 'late', src });
          card.append(Object.assign(document.createElement('p'), { textContent: 'Written by the author.' }));
          document.body.append(card);
          for (const id of ['before', 'viewer'])
            (document.getElementById(id) as HTMLElement & { reload(): void }).reload();
        },
        artifacts.url(`late-${Object.keys(FAULTS).indexOf(what)}`),
      );
      assert.match((await cardOf(page, 'before')).text, SHOWN, 'what is shown stays while it is asked for again');
      await until(page, `['before', 'viewer', 'late'].every((id) => ${message('ID').replace("'ID'", 'id')})`, 25_000);

      const late = await cardOf(page, 'late');
      assert.equal(late.status, 'failed');
      assert.match(late.message, says);
      assert.ok(late.fallback, 'what the author wrote stays');
      for (const id of ['before', 'viewer']) {
        const shown = await cardOf(page, id);
        assert.equal(shown.status, 'ready');
        assert.match(shown.message, /could not be reloaded; the version below was loaded earlier/);
        assert.match(shown.message, says);
      }
      assert.match((await cardOf(page, 'before')).text, SHOWN);
      const inside = await cardOf(page, 'inside');
      assert.match(inside.text, SHOWN);
      assert.equal(inside.message, '', 'the viewer around says it, once');
      assert.equal(
        await page.evaluate(`inside.shadowRoot.querySelector('.root').firstElementChild.dataset.same`),
        'yes',
        'nothing is drawn anew',
      );

      if (offline) await page.setOfflineMode(false);
      await artifacts.start();
      for (const id of ['before', 'viewer', 'late'])
        await page.evaluate(`${message(id)}.querySelector('button').click()`);
      await until(
        page,
        `['before', 'viewer', 'inside', 'late'].every((id) => document.getElementById(id).status === 'ready' && !document.getElementById(id).shadowRoot.querySelector('[role="alert"]'))`,
      );
      assert.match((await cardOf(page, 'late')).text, SHOWN);

      // The browser tells of failed requests itself; beyond that there is one warning of ours for each element that failed.
      const ours = complaints.filter((text) => !/^Failed to load resource|blocked by CORS policy/.test(text));
      assert.equal(ours.length, 3, ours.join('\n'));
      for (const text of ours) assert.match(text, says);
      await page.close();
    });

  afterEach(() => artifacts.start());

  it('a new address does not keep what the last one showed', async () => {
    const { page } = await world.open(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
    await until(page, `document.getElementById('before').status === 'ready'`);
    artifacts.answer = (response) => send(response, 404, 'text/plain', 'Not Found');
    await page.evaluate(`before.src = '${artifacts.url('another-trial')}'`);
    await until(page, `document.getElementById('before').status === 'failed'`);
    const { text, message: told } = await cardOf(page, 'before');
    assert.doesNotMatch(text, SHOWN);
    assert.match(told, /File not found \(404\)/);
    await page.close();
  });

  it('a server that does not know JSON’s type is no fault', async () => {
    const { page } = await world.open(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
    for (const type of ['text/plain', 'application/octet-stream', 'application/ld+json']) {
      artifacts.answer = (response) => send(response, 200, type, ARTIFACT);
      await page.evaluate(`before.src = '${artifacts.url('type')}?${encodeURIComponent(type)}'`);
      await until(
        page,
        `document.getElementById('before').src.includes('${encodeURIComponent(type)}') && document.getElementById('before').status === 'ready'`,
      );
    }
    await page.close();
  });
});

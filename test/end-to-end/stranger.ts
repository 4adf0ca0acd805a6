import assert from 'node:assert/strict';
import { createServer, type OutgoingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';

/** What a stranger's site answers to one path. */
export interface Answer {
  body: string;
  headers?: OutgoingHttpHeaders;
  /** Half of the body is sent, and the rest never comes. */
  isHalf?: boolean;
}

/** A site of somebody else on this machine: it answers what the test says. */
export class Stranger {
  /** By path; what is not there is `404`. A string is a page. */
  readonly pages = new Map<string, string | Answer | Promise<string | Answer>>();
  readonly #server: Server = createServer((request, response) => {
    void (async () => {
      const { pathname } = new URL(request.url ?? '/', 'http://stranger');
      // Browsers ask for it on every page.
      if (pathname === '/favicon.ico') return response.writeHead(204).end();
      const found = await this.pages.get(pathname);
      if (found === undefined) return response.writeHead(404).end();
      const { body, headers, isHalf }: Answer = typeof found === 'string' ? { body: found } : found;
      response.writeHead(200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Access-Control-Allow-Origin': '*',
        ...headers,
      });
      return isHalf ? response.write(body.slice(0, body.length / 2)) : response.end(body);
    })();
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** Ends in `/`. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** Breaks off every answer on its way. */
  hangUp(): void {
    this.#server.closeAllConnections();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/**
 * Waits until the element is ready and shows what is expected, and gives its text as a reader finds it. Asks for it in a way
 * that no name in the page can stand in for.
 */
export const shownIn = async (page: Page, selector: string, expected: RegExp): Promise<string> => {
  const shown = await page
    .waitForFunction(
      (name, source, flags) => {
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- only its use for tags of old is
        const element = Document.prototype.querySelector.call<
          Document,
          [string],
          (HTMLElement & { status?: string }) | null
        >(document, name);
        const text = element?.shadowRoot?.querySelector<HTMLElement>('.root')?.innerText.replace(/\s+/g, ' ') ?? '';
        return element?.status === 'ready' && new RegExp(source, flags).test(text) && [text];
      },
      { polling: 50, timeout: 10_000 },
      selector,
      expected.source,
      expected.flags,
    )
    .catch((error: unknown) => assert.fail(`${selector} does not show ${String(expected)}: ${String(error)}`));
  const [text = ''] = (await shown.jsonValue()) as string[];
  return text;
};

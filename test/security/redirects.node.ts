import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { load, LoadError } from '../../src/artifact/load.js';

const ARTIFACT = JSON.stringify({ schemaVersion: 1, id: 'a', kind: 'drug', title: 'Somebody’s drug' });

describe('an artifact whose server sends on', () => {
  const server = createServer((request, response) => {
    const to = new URL(request.url ?? '/', 'http://site').searchParams.get('to');
    if (to) response.writeHead(302, { location: to }).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(ARTIFACT);
  });
  let port = 0;
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  after(() => server.close());

  it('is shown where it lies on the same host', async () => {
    const { records } = await load(`http://127.0.0.1:${port}/a.json?to=/b.json`);
    assert.equal(records?.[0].artifact.title, 'Somebody’s drug');
  });

  it('is not shown under the name of a host that only points to it', async () => {
    await assert.rejects(
      load(`http://127.0.0.1:${port}/a.json?to=${encodeURIComponent(`http://localhost:${port}/b.json`)}`),
      (error: LoadError) => {
        assert.match(error.failure.message, /redirects to another host, localhost:\d+\./);
        assert.equal(error.failure.reason, 'not-there');
        return true;
      },
    );
  });
});

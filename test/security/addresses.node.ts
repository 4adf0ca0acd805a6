import assert from 'node:assert/strict';
import { get } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { readLocation } from '../../src/embed/location.js';
import { startWorld, type World } from '../end-to-end/browser.js';

/** What an address can put where the id belongs. */
const ODD = [
  '..%2fpackage',
  '..%2F..%2Fpackage',
  '%2e%2e%2fpackage',
  '..',
  '.',
  '%00',
  'a%00b',
  'https:%2f%2fevil.test%2fa',
  '%2f%2fevil.test%2fa',
  '..%5cpackage',
  'a%3fb',
  'a%23b',
  '%E0%A4%A',
  'a%0d%0ab',
  '-a',
  'a;b',
  'a@evil.test',
];

/** The status of a path exactly as it is written here: a browser would tidy it up. */
const statusOf = (site: string, path: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(site);
    get({ hostname, port, path }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    }).on('error', reject);
  });

describe('the address of an artifact’s page', () => {
  let world: World;
  before(async () => (world = await startWorld()));
  after(() => world.close());

  it('shows nothing where the id is none', async () => {
    for (const id of ODD) {
      assert.equal(readLocation({ pathname: `/artifact/${id}`, search: '', hash: '' }).id?.replace(/^[\w][\w.-]*$/, ''), undefined, id);
      const { status, body } = await statusOf(world.site, `/artifact/${id}?embed=1`);
      // Of `.` and `..` any server makes another page of the site.
      assert.ok(status === 404 || !body.includes('data-artifact-page'), id);
    }
  });

  it('reads no file but those in its folders', async () => {
    for (const folder of ['artifacts', 'artifact', 'demo'])
      for (const path of [
        '../package.json',
        '..%2fpackage.json',
        '%2e%2e/package.json',
        '..%5cpackage.json',
        '....//package.json',
        '/etc/passwd',
        '%00',
        '..%252fpackage.json',
      ]) {
        const { status, body } = await statusOf(world.site, `/${folder}/${path}`);
        assert.ok(status >= 400 && !body.includes('"devDependencies"') && !body.includes('root:'), `/${folder}/${path} gives ${status}`);
      }
  });
});

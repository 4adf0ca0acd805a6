import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { fromText } from '../../src/artifact/formats/index.js';
import { load, LoadError } from '../../src/artifact/load.js';
import { readText } from '../../src/cli/files.js';
import { fetchText } from '../../src/cli/fetch.js';
import { fromFolder } from '../../src/markdown/folder.js';
import { folder, run } from '../cli/run.js';

const TITLE = 'At most 5 µg, ≥ 2 years, 1.1 × 10¹⁴';
const TEXT = JSON.stringify({ schemaVersion: 1, id: 'a', kind: 'drug', title: TITLE });
const CSV = 'NCT Number,Study Title\nNCT00000001,One\n"NCT00000002","Two, again"\n';
const ADDRESS = 'https://clinicaltrials.gov/api/v2/studies?format=json&pageSize=2&filter.ids=NCT00000001,NCT00000002';

const FILES: Record<string, Buffer> = {
  'utf-16 little end first': Buffer.from(`\uFEFF${TEXT}`, 'utf16le'),
  'utf-16 big end first': Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16(),
  'utf-16 without a mark, little end first': Buffer.from(TEXT, 'utf16le'),
  'utf-16 without a mark, big end first': Buffer.from(TEXT, 'utf16le').swap16(),
  'utf-8 with a mark': Buffer.from(`\uFEFF${TEXT}`),
  'utf-8': Buffer.from(TEXT),
};
const OTHER: Record<string, Buffer> = {
  latin1: Buffer.from(TEXT.replace('≥', '').replace('¹⁴', ''), 'latin1'),
  csv: Buffer.from(CSV),
  'csv of a spreadsheet': Buffer.from(`\uFEFF${CSV.replaceAll(',', '\t')}`, 'utf16le'),
};

/** A server that answers when `when` says so. @returns its address. */
const serving = async (t: TestContext, when: (name: string, answer: () => void) => unknown): Promise<string> => {
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('content-type', 'application/json');
    when(url.slice(1), () => response.end(TEXT));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

describe('a file as its server or its disk has it', () => {
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').slice(1));
    const bytes = FILES[name] ?? OTHER[name];
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    // Byte for byte, so that no encoding is told from the first piece alone.
    for (let at = 0; bytes && at < bytes.length; at++) response.write(bytes.subarray(at, at + 1));
    response.end();
  });
  let base = '';
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(() => server.close());

  const failure = (name: string) =>
    load(base + encodeURIComponent(name)).then(
      (read) => (read.records ? undefined : read.refusal),
      (error: LoadError) => error.failure,
    );
  const patience = { retries: 0, timeout: 5, signal: new AbortController().signal };

  for (const [name, bytes] of Object.entries(FILES))
    it(`keeps every sign in elements, on the command line and in Markdown: ${name}`, async (t) => {
      const url = base + encodeURIComponent(name);
      const { records } = await load(url);
      assert.equal(records?.[0].artifact.title, TITLE);
      assert.equal(await fetchText(url, patience), TEXT);
      const where = folder(t);
      writeFileSync(join(where, 'a.json'), bytes);
      assert.equal(await readText(join(where, 'a.json')), TEXT);
      assert.deepEqual(fromFolder(where)('a'), JSON.parse(TEXT));
    });

  it('is refused where its signs would change, in the same words everywhere', async (t) => {
    const words =
      'The file is not UTF-8 text. Save it as UTF-8: a wrong encoding corrupts characters such as ≥, µ and ¹⁴.';
    const { message, remedy } = (await failure('latin1')) ?? {};
    assert.equal(`${message} ${remedy}`, words);
    const where = folder(t);
    writeFileSync(join(where, 'a.json'), OTHER.latin1 ?? '');
    for (const read of [
      () => fetchText(`${base}latin1`, patience),
      () => readText(join(where, 'a.json')),
      () => Promise.resolve().then(() => fromFolder(where)('a')),
    ])
      await assert.rejects(read, (error: Error) => error.message.endsWith(words));
  });

  it('is refused where it is the registry’s CSV, in the same words everywhere, with the address of the records', async (t) => {
    const words = `This is a CSV list of studies from ClinicalTrials.gov, without results, adverse events or arms. Fetch ${ADDRESS} instead.`;
    for (const name of ['csv', 'csv of a spreadsheet']) {
      const { message, remedy } = (await failure(name)) ?? {};
      assert.equal(`${message} ${remedy}`, words);
      const where = folder(t);
      writeFileSync(join(where, 'ctg-studies.csv'), OTHER[name] ?? '');
      const { code, err } = await run(['import', 'ctg-studies.csv', '--out', 'out'], where);
      assert.equal(code, 1);
      assert.ok(err.includes(`ctg-studies.csv: ${words}`), err);
      const checked = await run(['validate', 'ctg-studies.csv'], where);
      assert.equal(checked.code, 1);
      assert.ok(checked.out.includes(ADDRESS), checked.out);
    }
  });
});

describe('the registry’s CSV', () => {
  const refusal = (text: string) => {
    const read = fromText(text);
    return read.records ? undefined : read.refusal;
  };

  it('says how many of its studies one address has, where that is not all', () => {
    const numbers = Array.from({ length: 130 }, (_, index) => `NCT${String(index + 1).padStart(8, '0')}`);
    const remedy = refusal(`NCT Number,Study Title\n${numbers.map((id) => `${id},A\n`).join('')}`)?.remedy ?? '';
    assert.match(
      remedy,
      /&pageSize=100&filter\.ids=NCT00000001,.*,NCT00000100 instead \(the first 100 of 130 studies\)\.$/,
    );
  });

  it('is told by its heading and its numbers, in the older form with a rank too', () => {
    assert.ok(refusal('"Rank","NCT Number","Title"\n"1","NCT00000001","A"\n'));
    for (const other of ['Name,Number\nNCT00000001,1\n', 'NCT Number,Title\n', 'What an NCT Number is: NCT00000001.'])
      assert.throws(() => fromText(other), SyntaxError);
  });
});

describe('files of one page', () => {
  it('come in the order in which they were asked for, whichever the server has first', async (t) => {
    let early: (() => void) | undefined;
    const base = await serving(t, (name, answer) => {
      if (name === 'first') early = answer;
      else {
        answer();
        setImmediate(() => early?.());
      }
    });
    const order: string[] = [];
    await Promise.all(['first', 'second'].map((name) => load(base + name).then(() => order.push(name))));
    assert.deepEqual(order, ['first', 'second']);
  });

  it('do not wait for one that never comes', async (t) => {
    const base = await serving(t, (name, answer) => name === 'never' || answer());
    const giveUp = new AbortController();
    const never = load(`${base}never`, giveUp.signal);
    const { records } = await load(`${base}second`);
    assert.equal(records?.[0].artifact.title, TITLE);
    giveUp.abort();
    await assert.rejects(never);
  });
});

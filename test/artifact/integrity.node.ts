import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { checkIntegrity, hashOf } from '../../src/artifact/integrity.js';
import { LoadError } from '../../src/artifact/load.js';

/** The hash of this text as Node computes it. */
const hashOfText = (text: string) => `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;

/** Asserts that these data are hashed as this canonical text. */
const isHashedAs = async (json: unknown, text: string) => assert.equal(await hashOf(json), hashOfText(text), text);

/** The failure that this promise ends with. */
const failureOf = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.then(
    () => assert.fail('It passed.'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof LoadError, String(error));
  return error.failure;
};

/** The double with these bits, as RFC 8785 lists them. */
const double = (bits: string) => Buffer.from(bits, 'hex').readDoubleBE();

describe('hashOf', () => {
  it('hashes the example of RFC 8785, 3.2.2, in its canonical form', async () => {
    const example: unknown = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    await isHashedAs(
      example,
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('orders fields by UTF-16 code units, as the example of RFC 8785, 3.2.3', async () => {
    const example: unknown = JSON.parse(String.raw`{
      "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
    }`);
    await isHashedAs(
      example,
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it('writes numbers as RFC 8785, appendix B', async () => {
    const samples = {
      '0000000000000000': '0',
      '8000000000000000': '0',
      '0000000000000001': '5e-324',
      '8000000000000001': '-5e-324',
      '7fefffffffffffff': '1.7976931348623157e+308',
      '4340000000000000': '9007199254740992',
      c340000000000000: '-9007199254740992',
      '4430000000000000': '295147905179352830000',
      '44b52d02c7e14af5': '9.999999999999997e+22',
      '44b52d02c7e14af6': '1e+23',
      '44b52d02c7e14af7': '1.0000000000000001e+23',
      '444b1ae4d6e2ef4e': '999999999999999700000',
      '444b1ae4d6e2ef4f': '999999999999999900000',
      '444b1ae4d6e2ef50': '1e+21',
      '3eb0c6f7a0b5ed8c': '9.999999999999997e-7',
      '3eb0c6f7a0b5ed8d': '0.000001',
      '41b3de4355555553': '333333333.3333332',
      '41b3de4355555557': '333333333.33333343',
      becbf647612f3696: '-0.0000033333333333333333',
      '43143ff3c1cb0959': '1424953923781206.2',
    };
    for (const [bits, text] of Object.entries(samples)) await isHashedAs(double(bits), text);
  });

  it('reads an integer beyond 2⁵³ as the nearest double, as every JSON reader in JavaScript does', async () => {
    await isHashedAs(JSON.parse('9007199254740993'), '9007199254740992');
  });

  it('is the same for every spelling of the same data', async () => {
    const same = ['{"a":1,"b":[{"c":"é","d":-0}]}', '{ "b": [ { "d": 0e5, "c": "\\u00e9" } ],\r\n\t"a": 1.0 }'];
    const [one, other] = await Promise.all(same.map((text) => hashOf(JSON.parse(text))));
    assert.equal(one, other);
    assert.equal(one, hashOfText('{"a":1,"b":[{"c":"é","d":0}]}'));
  });

  it('is another one for a list in another order, for text in place of a number, and for é in two characters', async () => {
    const all = await Promise.all(
      [[1, 2], [2, 1], ['1', 2], 'é', 'e\u0301', {}, [], null, '', { a: null }].map((json) => hashOf(json)),
    );
    assert.equal(new Set(all).size, all.length);
  });

  it('takes a field called __proto__ or toJSON for what it is in JSON', async () => {
    await isHashedAs(JSON.parse('{"toJSON":"x","__proto__":{"a":1}}'), '{"__proto__":{"a":1},"toJSON":"x"}');
  });

  it('refuses half a surrogate pair, in values and in names, as RFC 8785 has it', async () => {
    for (const text of ['"\\ud800"', '{"a":["x\\udead"]}', '{"\\ud83d":1}', '"\\ude00\\ud83d"']) {
      const { reason, message, remedy } = await failureOf(hashOf(JSON.parse(text)));
      assert.equal(reason, 'integrity');
      assert.match(message, /can’t be hashed.*Lone surrogate/);
      assert.notEqual(remedy, '');
    }
  });

  it('refuses what is no JSON and what has no end', async () => {
    const circle: Record<string, unknown> = {};
    circle.again = circle;
    for (const odd of [NaN, Infinity, 1n, circle])
      assert.match((await failureOf(hashOf(odd))).message, /can’t be hashed/);
    const deep: unknown = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000));
    assert.match((await failureOf(hashOf(deep))).message, /can’t be hashed/);
  });

  it('hashes an object as it was when it was handed over', async () => {
    const data = { dose: 1 };
    const hash = hashOf(data);
    data.dose = 2;
    assert.equal(await hash, hashOfText('{"dose":1}'));
  });

  it('hashes every artifact here as its own canonical form, written in another way, has it', async () => {
    const folder = new URL('../../artifacts/', import.meta.url);
    // No artifact has what makes RFC 8785 more than sorted JSON: JSON.stringify with sorted names is an independent witness.
    const sorted = (_key: string, value: unknown) =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : (value as string);
    for (const name of await readdir(folder)) {
      if (!name.endsWith('.json')) continue;
      const json: unknown = JSON.parse(await readFile(new URL(name, folder), 'utf8'));
      await isHashedAs(json, JSON.stringify(json, sorted));
    }
  });
});

describe('checkIntegrity', () => {
  const json = { dose: '1.1 × 10¹⁴' };
  const other = hashOfText('another');

  it('passes data that have the hash, or one of several', async () => {
    const own = await hashOf(json);
    await checkIntegrity(own, json);
    await checkIntegrity(`\n  ${other}\t${own} `, json);
  });

  it('names the hashes expected, the one found and what to do where none matches', async () => {
    const { reason, message, remedy, url } = await failureOf(checkIntegrity(other, json, 'https://example.org/a.json'));
    assert.equal(reason, 'integrity');
    assert.ok(message.includes(`Expected ${other}, found ${await hashOf(json)}.`), message);
    assert.match(remedy, /do not trust/);
    assert.equal(url, 'https://example.org/a.json');
    const either = await failureOf(checkIntegrity(`${other} ${hashOfText('a third')}`, json));
    assert.ok(either.message.includes(`${other} or ${hashOfText('a third')}`), either.message);
  });

  it('says what is malformed, even beside a hash that matches, and does not pass', async () => {
    const own = await hashOf(json);
    const wrong = [
      'sha384-AAAA',
      own.replace('=', ''),
      own.replace('sha256-', 'sha256:'),
      `${own},`,
      own.toUpperCase(),
      'none',
    ];
    for (const hash of wrong) {
      const { message, remedy } = await failureOf(checkIntegrity(`${own} ${hash}`, json));
      assert.ok(message.includes(`“${hash}”`), message);
      assert.match(remedy, /44 Base64 characters/);
    }
  });

  it('lets nothing pass where the attribute is empty', async () => {
    for (const empty of ['', ' \n']) assert.match((await failureOf(checkIntegrity(empty, json))).message, /empty/);
  });

  it('lets nothing pass where the page may not compute hashes, and says why', async () => {
    const { subtle } = crypto;
    const own = await hashOf(json);
    Object.defineProperty(crypto, 'subtle', { configurable: true, value: undefined });
    try {
      const { message, remedy } = await failureOf(checkIntegrity(own, json));
      assert.match(message, /can’t be checked.*HTTPS/);
      assert.match(remedy, /Serve the page over HTTPS/);
    } finally {
      Object.defineProperty(crypto, 'subtle', { configurable: true, value: subtle });
    }
  });
});

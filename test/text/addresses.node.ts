import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hostHint, linkLabel, vetUrl } from '../../src/text/addresses.js';

describe('link labels', () => {
  it('of slugs read as words, symbols and abbreviations as capitals', () => {
    assert.equal(linkLabel('motor-neurons', '/cell-types/motor-neurons'), 'motor neurons');
    assert.equal(linkLabel('smn1', '/proteins/smn1-protein'), 'SMN1');
    assert.equal(linkLabel('als', '/diseases/amyotrophic-lateral-sclerosis'), 'ALS');
    assert.equal(linkLabel('nusinersen', '/therapeutics/nusinersen'), 'nusinersen');
    assert.equal(linkLabel('Novartis', '/companies/novartis'), 'Novartis');
  });
});

describe('a link’s label', () => {
  it('has no character that turns its direction: it could name one address and look like another', () => {
    for (const turn of ['\u202E', '\u202A', '\u2066', '\u2069', '\u200E', '\u200F', '\u061C'])
      assert.equal(linkLabel(`bank${turn}.example`, 'https://other.example/'), 'bank.example');
  });
  it('is told beside the host that the link leads to, unless it says that itself', () => {
    assert.equal(hostHint('https://other.example/x', 'bank.example', undefined), 'other.example');
    assert.equal(hostHint('https://other.example/x', 'see other.example', undefined), undefined);
    assert.equal(hostHint('https://wiki.example/x', 'there', 'https://wiki.example/'), undefined);
    assert.equal(hostHint('mailto:a@b.example', 'write to us', undefined), 'a@b.example');
  });
});

describe('an address', () => {
  const base = 'https://wiki.example/page';
  it('leads to http, https or mail only, without user names', () => {
    assert.equal(vetUrl('/x', base), 'https://wiki.example/x');
    assert.equal(vetUrl('mailto:a@b.example', base), 'mailto:a@b.example');
    for (const bad of [
      // eslint-disable-next-line no-script-url -- an address that must be refused
      'javascript:alert(1)',
      'java\nscript:alert(1)',
      ' vbscript:x',
      'data:text/html,x',
      'https://user:pass@host.example/',
      'https://bank.example@host.example/',
      'https://:pass@host.example/',
      'file:///etc/passwd',
      '',
      '#top',
      '\\\\host\\x',
    ])
      assert.equal(vetUrl(bad, base), undefined, bad);
  });
  it('that is relative needs a base', () => assert.equal(vetUrl('/x', undefined), undefined));
});

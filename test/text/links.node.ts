import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { linkLabel, vetUrl } from '../../src/text/links.js';

describe('link labels', () => {
  it('of slugs read as words, symbols and abbreviations as capitals', () => {
    assert.equal(linkLabel('motor-neurons', '/cell-types/motor-neurons'), 'motor neurons');
    assert.equal(linkLabel('smn1', '/proteins/smn1-protein'), 'SMN1');
    assert.equal(linkLabel('als', '/diseases/amyotrophic-lateral-sclerosis'), 'ALS');
    assert.equal(linkLabel('nusinersen', '/therapeutics/nusinersen'), 'nusinersen');
    assert.equal(linkLabel('Novartis', '/companies/novartis'), 'Novartis');
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
      'file:///etc/passwd',
      '',
      '#top',
      '\\\\host\\x',
    ])
      assert.equal(vetUrl(bad, base), undefined, bad);
  });
  it('that is relative needs a base', () => assert.equal(vetUrl('/x', undefined), undefined));
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sliced } from '../security/slice.js';
import { hostsOf, SLICES } from './slice.mjs';

const HOSTS = [
  'built-site',
  'docusaurus',
  'dokuwiki',
  'eleventy',
  'mediawiki',
  'mkdocs',
  'nginx',
  'sphinx',
  'starlight',
  'vitepress',
];
const slices = Array.from({ length: SLICES }, (_, slice) => slice);

describe('a run’s slice', () => {
  it('has two of the ten hosts, and all of them come round', () => {
    for (const slice of slices) assert.equal(hostsOf(HOSTS, slice, []).length, 2);
    assert.deepEqual([...new Set(slices.flatMap((slice) => hostsOf(HOSTS, slice, [])))].sort(), HOSTS);
  });

  it('has each host whose recipe or plugin has changed', () => {
    const has = (path: string, host: string) => slices.every((slice) => hostsOf(HOSTS, slice, [path]).includes(host));
    assert.ok(has('demo/hosts/mediawiki.html', 'mediawiki'));
    assert.ok(has('test/hosts/nginx.host.ts', 'nginx'));
    assert.ok(has('src/markdown/remark.ts', 'docusaurus') && has('src/markdown/remark.ts', 'starlight'));
    assert.ok(has('src/markdown/markdown-it.ts', 'eleventy') && has('src/markdown/markdown-it.ts', 'vitepress'));
    for (const host of HOSTS) assert.ok(has('test/hosts/versions.json', host), host);
  });

  it('has attacks of every class, and ten slices have every attack', () => {
    const attacks = Array.from({ length: 203 }, (_, index) => ({
      index,
      of: index < 200 ? `${index % 7}` : `rare ${index}`,
    }));
    const of = ({ of: name }: { of: string }) => name;
    const all = slices.map((slice) => sliced(attacks, { all: false, slice }, of));
    for (const some of all) {
      assert.ok(some.length < 30, `${some.length} of ${attacks.length}`);
      assert.deepEqual(new Set(some.map(of)), new Set(attacks.map(of)));
    }
    assert.equal(new Set(all.flat()).size, attacks.length);
    assert.equal(sliced(attacks, { all: true, slice: 0 }, of).length, attacks.length);
  });
});

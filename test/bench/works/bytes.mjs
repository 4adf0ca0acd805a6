/**
 * How many bytes a page has to load: each competitor's one script with everything that it needs for cards and text, raw and compressed. The
 * bar: 85 KB as Brotli. Then the HTML of the largest page that `build` makes, before it is compressed: 600 KB, and 30 shadow roots in it.
 */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { LIMIT, OURS } from '../lib/peers.mjs';
import { row } from '../lib/results.mjs';
import { LARGEST } from '../lib/site.mjs';

export const title = 'bytes to load';

export const run = ({ scripts, peers, site, tell }) => {
  const names = [OURS, 'libraries', ...peers].filter((name) => name !== LIMIT);
  const sizes = (size) => Object.fromEntries(names.map((name) => [name, size(Buffer.from(scripts[name])) / 1000]));
  tell('building the site');
  const html = site().get(`/artifact/${LARGEST}`);
  const shadowRoots = html.match(/<template [^>]*\bshadowrootmode=/g)?.length ?? 0;
  return [
    row(
      title,
      'Brotli',
      sizes((bytes) => brotliCompressSync(bytes).length),
      'KB',
      { bar: 85 },
    ),
    row(
      title,
      'gzip',
      sizes((bytes) => gzipSync(bytes, { level: 9 }).length),
      'KB',
    ),
    row(
      title,
      'raw',
      sizes((bytes) => bytes.length),
      'KB',
    ),
    row(title, 'HTML of the article page on Zolgensma', { [OURS]: Buffer.byteLength(html) / 1000 }, 'KB', { bar: 600 }),
    row(title, 'shadow roots in that page', { [OURS]: shadowRoots }, '', { bar: 30 }),
  ];
};

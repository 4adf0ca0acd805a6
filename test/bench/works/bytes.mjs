/**
 * How many bytes a page has to load: each competitor's one script with everything that it needs for cards and text, raw and compressed.
 * The bar: 45 KB as Brotli, with everything in it.
 */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { LIMIT, OURS } from '../lib/peers.mjs';
import { row } from '../lib/results.mjs';

export const title = 'bytes to load';

export const run = ({ scripts, peers }) => {
  const names = [OURS, 'libraries', ...peers].filter((name) => name !== LIMIT);
  const sizes = (size) => Object.fromEntries(names.map((name) => [name, size(Buffer.from(scripts[name])) / 1000]));
  return [
    row(
      title,
      'Brotli',
      sizes((bytes) => brotliCompressSync(bytes).length),
      'KB',
      { bar: 45 },
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
  ];
};

/**
 * `npm run size:parts`: the size of each part of the script; takes some minutes. `npm run size` measures the whole.
 *
 * A part's share is the reduction in Brotli size without its code. Code that is similar in several parts is in none of the
 * shares, so their sum is less than the whole. The source map assigns code to parts.
 */
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';

const SCRIPT = new URL('../dist/artifact-viewer.js', import.meta.url);

const read = (url) => {
  try {
    return readFileSync(url, 'utf8');
  } catch {
    console.error('There is no script yet: npm run build makes it.');
    return process.exit(2);
  }
};

const compress = promisify(brotliCompress);
const brotli = async (text) => (await compress(text)).length;
const kb = (bytes) => (bytes / 1000).toFixed(1);

/** The part that a source belongs to: a library's name, or a module's path in src/. */
const ownerOf = (source) => {
  const library = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1];
  if (library === undefined) return source.replace(/^.*?\bsrc\//, '');
  return /^(?:@lit\/reactive-element|lit-html|lit-element)$/.test(library) ? 'lit' : library;
};

/** The script's segments in order, each with its part. */
const piecesOf = (code, map) => {
  const lines = [0];
  for (const { index } of code.matchAll(/\n/g)) lines.push(index + 1);
  const pieces = [];
  let start = 0;
  let owner = 'none';
  const end = (at, next) => {
    pieces.push({ owner, text: code.slice(start, at) });
    start = at;
    owner = next;
  };
  eachMapping(new TraceMap(map), ({ generatedLine, generatedColumn, source }) =>
    end(lines[generatedLine - 1] + generatedColumn, source === null ? 'none' : ownerOf(source)),
  );
  end(code.length);
  return pieces;
};

const code = read(SCRIPT);
const whole = await brotli(code);

const pieces = piecesOf(code, read(new URL(`${SCRIPT.href}.map`)));
const owners = [...new Set(pieces.map((piece) => piece.owner))];
const textOf = (isMeant) => pieces.flatMap(({ owner, text }) => (isMeant(owner) ? text : [])).join('');
const shares = await Promise.all(
  owners.map(async (owner) => ({
    owner,
    raw: textOf((one) => one === owner).length,
    share: whole - (await brotli(textOf((one) => one !== owner))),
  })),
);
shares.sort((one, other) => other.share - one.share);
console.log('   raw  Brotli  KB');
for (const { owner, raw, share } of shares) console.log(`${kb(raw).padStart(6)}${kb(share).padStart(8)}  ${owner}`);
console.log(`${kb(Buffer.byteLength(code)).padStart(6)}${kb(whole).padStart(8)}  the one script`);

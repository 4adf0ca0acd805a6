/**
 * `npm run size`: what the one script weighs, against the budget. It ends with 1 where the script is heavier.
 *
 * The budget is what a page pays, the bytes of a Brotli answer. It holds what the script has reached, rounded up to the next kilobyte, so that
 * growth is somebody's decision: who needs more says why here. The aim is 85 KB.
 *
 * 112: recalls, shortages and the NDC directory of openFDA are read in the browser, labels are recognized by several marks and name their
 * approval and date, and every value that is missing says why. What only some pages need can leave the one script once it loads in parts.
 * 114: the elements take words and order from the content that the documents are written from, as lines of runs. The templates that draw
 * those lines leave once one writer makes the HTML.
 * 115: the elements say what only the documents said: notes and vocabulary of an effect, how a trial counted its events, who wrote a
 * record and under which license.
 * 118: a writer makes the HTML of the cards, and Lit still makes what is around them: there are two kinds of templates until it is done.
 * 117: the build parses the templates.
 * 120: registry results are drawn as authored ones are, with intervals and the place of no effect, and adverse events with bars.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** Kilobytes (of 1,000 bytes) as Brotli. */
const BUDGET = 120;

const script = fileURLToPath(new URL('../dist/artifact-viewer.js', import.meta.url));
if (!existsSync(script)) {
  console.error('There is no dist/artifact-viewer.js: npm run build makes it.');
  process.exit(1);
}
const bytes = readFileSync(script);
const brotli = brotliCompressSync(bytes).length / 1000;
const kilobytes = (size) => `${size.toFixed(1)} KB`;
const isWithin = brotli <= BUDGET;
console.log(
  `dist/artifact-viewer.js: ${kilobytes(bytes.length / 1000)}, gzip ${kilobytes(gzipSync(bytes, { level: 9 }).length / 1000)}, Brotli ${kilobytes(brotli)}; the budget is ${BUDGET} KB as Brotli${isWithin ? '' : '. It has outgrown it: make it smaller, or say in test/size.mjs why it has to be larger'}.`,
);
if (!isWithin) process.exitCode = 1;

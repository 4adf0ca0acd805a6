// What readers and programs get of an artifact: its page as the elements render it, its document, its card, its data.
import { parse } from '../src/artifact/parse.js';
import type { Artifact } from '../src/artifact/schema/index.js';
import { prerender } from '../src/cli/build/prerender.js';
import { jsonLd, markdown, svgCard } from './written.js';

const AT = {
  site: 'https://site.example/',
  base: 'https://site.example/artifacts/',
  script: 'https://site.example/x.js',
};

const decode = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** The words of markup, spaces folded. */
const wordsOf = (markup: string): string =>
  decode(markup.replace(/<(style|script)\b[^]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' '))
    .replaceAll(/[\u00A0\u202F]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[),.;])/g, '');

/** An artifact that is read without a problem. */
export const whole = (fields: object): Artifact => {
  const { artifact, problems } = parse({ schemaVersion: 1, id: 'a', title: 'A', ...fields });
  if (!artifact || problems.length > 0) throw new Error(JSON.stringify(problems));
  return artifact;
};

/** What each surface shows of JSON, in words. */
export const surfacesOf = (artifact: Artifact): Record<'element' | '.md' | '.svg' | '.jsonld', string> => ({
  element: wordsOf(prerender('a', AT, () => artifact).html),
  '.md': wordsOf(markdown(artifact).replaceAll(/\\(?=[!-/:-@[-`{-~])/g, '')),
  '.svg': wordsOf(svgCard(artifact, 'https://site.example/artifact/a/').replaceAll(/<\/text>\s*<text/g, ' <text')),
  '.jsonld': wordsOf(
    JSON.stringify(
      jsonLd(artifact, { page: 'https://site.example/artifact/a/', json: 'https://site.example/artifacts/a.json' }),
    ),
  ),
});

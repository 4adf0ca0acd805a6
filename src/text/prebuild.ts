import { parseClean } from '#tree';
import type { Article, Section } from '../artifact/schema/article.js';
import { vetUrl } from './addresses.js';
import { definitionsOf, hasEndlessLine, highestHeadingOf, isTangled, mostElements, piecesOf } from './limits.js';
import { type Keep, keepListed } from './list.js';
import { linksOf, toHtml } from './markdown.js';
import { keyOf, type PrebuiltFile, type PrebuiltPiece, VERSION } from './prebuilt.js';
import { elementsOf, shiftHeadings } from './render.js';
import { markupOf } from './write.js';

/** Stands for the link base, which each page has its own of. */
const ANY_BASE = 'https://wiki.invalid/';

/** Keeps what is on the list, and no address that no page could follow. */
const keep: Keep = (fragment, loses) => {
  keepListed(fragment, loses);
  for (const element of fragment.querySelectorAll('a,img'))
    for (const name of ['href', 'src']) {
      const address = element.getAttribute(name) ?? '';
      // A path is harmless, and a link that leads nowhere takes its words from it.
      const isHarmless = address.startsWith('/') || (name === 'src' && /^data:image\//.test(address));
      if (!isHarmless && vetUrl(address, ANY_BASE) === undefined) element.removeAttribute(name);
    }
};

/** What a text becomes, piece by piece; undefined for one that is left to the browser, which says so where it is over a bound. */
const piecesFor = (text: string): PrebuiltPiece[] | undefined => {
  const sources = piecesOf(text);
  const isLong = sources.length > 1;
  const links = isLong ? linksOf(definitionsOf(text)) : undefined;
  const highest = isLong ? highestHeadingOf(text) : undefined;
  let left = mostElements(text.length);
  const pieces: PrebuiltPiece[] = [];
  for (const source of sources) {
    if (hasEndlessLine(source)) return undefined;
    const { html, citations, isPlain } = toHtml(source, false, links);
    left -= elementsOf(html, citations);
    if (isPlain || left <= 0 || isTangled(html)) return undefined;
    const fragment = parseClean(html, keep);
    // It becomes an element of its own, and its headings count for nothing.
    if ([...fragment.querySelectorAll('table')].some((table) => table.getAttribute('class') === 'infobox'))
      return undefined;
    shiftHeadings(fragment, 1, highest);
    pieces.push({ source, html: markupOf(fragment), citations });
  }
  return pieces;
};

const textsOf = ({ body, sections = [] }: Pick<Section, 'body' | 'sections'>): string[] => [
  ...(body ? [body] : []),
  ...sections.flatMap(textsOf),
];

/** The texts of an article as a `.text.json` file has them, for browsers that then need not parse their Markdown. */
export const prebuild = (article: Article): PrebuiltFile => {
  const texts: PrebuiltFile[1] = {};
  for (const text of textsOf(article)) {
    let pieces: PrebuiltPiece[] | undefined;
    try {
      pieces = piecesFor(text);
    } catch {
      // What no parser gets through is for the browser to show as words.
    }
    if (pieces) texts[keyOf(text)] = pieces.map(({ source, html, citations }) => [source.length, html, citations]);
  }
  return [VERSION, texts];
};

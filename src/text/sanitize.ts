import { createElement, parseClean, runsIn } from '#tree';
import { hostHint, linkLabel, LINK_REL, vetUrl } from './addresses.js';
import { type Keep, keepListed } from './list.js';
import { CITATION_MARK, OPEN, withoutCitations } from './markdown.js';
import { ownTag } from './tags.js';
import { type TextElement, type TextFragment, withAttributes } from './tree.js';

const hrefOf = (anchor: TextElement): string => anchor.getAttribute('href') ?? '';

const label = (anchor: TextElement): void => {
  if (!anchor.childElementCount) anchor.textContent = linkLabel(anchor.textContent, hrefOf(anchor));
};

/** Makes words of links that may not be followed. */
const unlink = (fragment: TextFragment, linkBase: string | undefined): void => {
  for (const anchor of fragment.querySelectorAll('a'))
    if (vetUrl(hrefOf(anchor), linkBase) === undefined) {
      label(anchor);
      anchor.replaceWith(...anchor.childNodes);
    }
};

const vetLink = (anchor: TextElement, linkBase: string | undefined): void => {
  // One that may not be followed is words by now; if not, `hostHint` throws.
  const href = vetUrl(hrefOf(anchor), linkBase) ?? '';
  label(anchor);
  const citations = anchor.textContent.match(CITATION_MARK);
  if (citations) {
    // Each becomes a link of its own, and none can stand in another.
    for (const run of runsIn(anchor)) if (run.data.includes(OPEN)) run.replaceWith(withoutCitations(run.data));
    anchor.replaceWith(anchor, citations.join(''));
  }
  const hint = hostHint(href, anchor.textContent, linkBase);
  const title = anchor.getAttribute('title');
  withAttributes(anchor, {
    // The author's own words come after the host: they could name another.
    title: hint && title ? `${hint}: ${title}` : hint,
    dir: 'auto',
    href,
    target: '_blank',
    rel: LINK_REL,
    referrerpolicy: 'no-referrer',
  });
};

const vetImage = (image: TextElement, linkBase: string | undefined): void => {
  const src = image.getAttribute('src') ?? '';
  if (/^data:image\/(png|gif|jpeg|webp);base64,[A-Za-z0-9+/=\s]+$/.test(src)) return;
  const url = vetUrl(src, linkBase);
  // A remote picture reveals the reader to its server, so the reader decides.
  const alt = withoutCitations(image.getAttribute('alt') ?? '').trim();
  const from = url && /^https?:/.test(url) ? url : undefined;
  image.replaceWith(createElement(ownTag('artifact-image'), { alt, from }));
};

/**
 * Sanitizes HTML from the Markdown parser: what is on the list, with addresses that may be followed.
 * @param isPrebuilt whether it was cleaned when the site was built, so that the browser's own sanitizer may do it.
 * @throws PolicyError where the page's Content-Security-Policy refuses our Trusted Types policy.
 */
export const sanitize = (html: string, linkBase: string | undefined, isPrebuilt = false): TextFragment => {
  const keep: Keep = (parsed, loses) => {
    keepListed(parsed, loses);
    unlink(parsed, linkBase);
  };
  const fragment = parseClean(html, keep, isPrebuilt);
  for (const anchor of fragment.querySelectorAll('a')) vetLink(anchor, linkBase);
  for (const image of fragment.querySelectorAll('img')) vetImage(image, linkBase);
  return fragment;
};

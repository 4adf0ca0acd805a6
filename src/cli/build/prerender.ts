import './node-globals.js';
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CSSResult, ReactiveElement } from 'lit';
import { parseFragment } from 'parse5';
import { takeFrom } from '../../artifact/load.js';
import { needsText, versionOf } from '../../artifact/built.js';
import { defineElements, elements } from '../../define.js';
import { ArtifactElement } from '../../elements/base/artifact-element.js';
import type { LocalizedElement } from '../../elements/base/localized-element.js';
import type { Page } from '../../elements/base/page-context.js';
import { configure } from '../../settings.js';
import { escapeHtml } from '../../output/escape.js';
import { type Markup, OwnElement, partsOf } from '../../text/places.js';
import { joined, piecesOf } from '../../writers/html/block.js';

defineElements();

/** An artifact as static HTML. */
export interface Prerendered {
  /** `<artifact-viewer>` and its content as declarative shadow DOM. */
  html: string;
  /** The URLs of the files used, its own first. */
  files: string[];
}

type Tag = keyof typeof elements;

/** One of our elements without content, as the html tag writes it: no value has a “>” of its own. */
const OWN = new RegExp(`(<(${Object.keys(elements).join('|')})(?: [^>]*)?>)</\\2>`, 'g');

/** The attributes of a start tag. */
const attributesOf = (tag: string): Record<string, string> => {
  const [element] = parseFragment(tag).childNodes;
  return Object.fromEntries(
    element && 'attrs' in element ? element.attrs.map(({ name, value }) => [name, value] as const) : [],
  );
};

/** An element that is given an artifact has none of its own in the page: a mark tells it so. */
const startOf = ({ tag, attributes, properties }: OwnElement): string => {
  const all = Object.entries({ ...attributes, ...('artifact' in properties && { 'data-given': '' }) });
  return `<${[tag, ...all.map(([name, value]) => `${name}="${escapeHtml(value)}"`)].join(' ')}>`;
};

/** What an element of a browser finds out later: the content hash of what a page shows, which takes a promise there. */
const foundOut = (tag: Tag, page: Page | undefined): object => {
  if (tag !== 'artifact-cite-panel' || page?.state.status !== 'ready') return {};
  const text = canonicalize(page.state.json) ?? '';
  return { hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
};

/** The styles of an element, as a page that is built ahead has them. */
const stylesOf = (element: (typeof elements)[Tag]): string =>
  (element as typeof ReactiveElement).elementStyles.map((sheet) => (sheet as CSSResult).cssText).join('');

/** A list of sources tells who cites them: it is written when all else is. Its mark can't be in HTML. */
const LATER = /\0(\d+)\0/g;

/** Writes elements within elements, as a browser would show them. */
class Prerenderer {
  readonly #later: (() => string)[] = [];

  /** The element with its content. @param page what is around it. */
  element(tag: Tag, startTag: string, properties: object, page: Page | undefined): string {
    const element = new elements[tag]() as LocalizedElement;
    for (const [name, value] of Object.entries(attributesOf(startTag)))
      element.attributeChangedCallback(name, null, value);
    Object.assign(element, properties, page && { page }, foundOut(tag, page));
    const write = () => {
      const content = element.ahead((blocks) =>
        this.#fill(joined(piecesOf(blocks), ''), element instanceof ArtifactElement ? element.pageInside : page),
      );
      return `${startTag}<template shadowroot="open" shadowrootmode="open"><style>${stylesOf(elements[tag])}</style>${content}</template></${tag}>`;
    };
    return tag === 'artifact-references' ? `\0${this.#later.push(write) - 1}\0` : write();
  }

  /** Writes what had to wait. */
  finish(html: string): string {
    return html.replace(LATER, (_, index: string) => this.#later[Number(index)]?.() ?? '');
  }

  #fill(markup: Markup, page: Page | undefined): string {
    return partsOf(markup)
      .map(({ text, made }) => {
        if (made instanceof OwnElement) return this.element(made.tag as Tag, startOf(made), made.properties, page);
        if (made !== undefined) throw new TypeError('Built ahead, only markup and elements of ours can have a place');
        return text.replace(OWN, (_, startTag: string, tag: Tag) => this.element(tag, startTag, {}, page));
      })
      .join('');
  }
}

/** An element of ours as static HTML, its files from `takeFrom`. @param properties what it is given. */
export const prerenderElement = (tag: Tag, properties: object): string => {
  const prerenderer = new Prerenderer();
  return prerenderer.finish(prerenderer.element(tag, `<${tag}>`, properties, undefined));
};

/**
 * Prerenders an artifact with all of its cards, as the elements do in a browser.
 * @param id the artifact's ID.
 * @param at the site's address, and the folder that IDs are resolved against.
 * @param read returns the JSON of a file by its URL, or throws LoadError.
 */
export const prerender = (
  id: string,
  at: { site: string; base: string; script: string },
  read: (url: string) => unknown,
): Prerendered => {
  configure(at);
  /** What each file had in it; empty where it could not be read. */
  const files = new Map<string, string>();
  takeFrom((url) => {
    files.set(url, '');
    const json = read(url);
    files.set(url, versionOf(json));
    return json;
  });
  try {
    const html = prerenderElement('artifact-viewer', { artifactId: id });
    const idOf = (url: string) => url.slice(at.base.length).replace(/\.json$/, '');
    const needs = needsText([...files].map(([url, version]) => ({ id: idOf(url), version })));
    return {
      html: html.replace('<artifact-viewer', `<artifact-viewer data-needs="${needs}"`),
      files: [...files.keys()],
    };
  } finally {
    takeFrom(undefined);
  }
};

/** The hashes that allow only the elements' style sheets in a Content-Security-Policy: https://www.w3.org/TR/CSP3/#match-element-to-source-list */
export const styleHashes = (): string[] =>
  Object.values(elements).map(
    (element) => `'sha256-${createHash('sha256').update(stylesOf(element)).digest('base64')}'`,
  );

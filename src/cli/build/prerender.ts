import './node-globals.js';
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CSSResult, ReactiveElement } from 'lit';
import { parseFragment } from 'parse5';
import { takeFrom } from '../../artifact/load.js';
import { formatNeeds, versionOf } from '../../artifact/prerendered.js';
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

/** One of our elements without content, as the html tag writes it: it escapes every “>” in attribute values. */
const OWN = new RegExp(`(<(${Object.keys(elements).join('|')})(?: [^>]*)?>)</\\2>`, 'g');

/** The attributes of a start tag. */
const attributesOf = (tag: string): Record<string, string> => {
  const [element] = parseFragment(tag).childNodes;
  return Object.fromEntries(
    element && 'attrs' in element ? element.attrs.map(({ name, value }) => [name, value] as const) : [],
  );
};

/** `data-given` marks an element whose artifact was passed as a property, which HTML can't hold. */
const startTagOf = ({ tag, attributes, properties }: OwnElement): string => {
  const all = Object.entries({ ...attributes, ...('artifact' in properties && { 'data-given': '' }) });
  return `<${[tag, ...all.map(([name, value]) => `${name}="${escapeHtml(value)}"`)].join(' ')}>`;
};

/** Properties that an element computes asynchronously in a browser: the content hash in the cite panel. */
const asyncProperties = (tag: Tag, page: Page | undefined): object => {
  if (tag !== 'artifact-cite-panel' || page?.state.status !== 'ready') return {};
  const text = canonicalize(page.state.json) ?? '';
  return { hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
};

/** The text of an element's `<style>` in a prerendered page. */
const stylesOf = (element: (typeof elements)[Tag]): string =>
  (element as typeof ReactiveElement).elementStyles.map((sheet) => (sheet as CSSResult).cssText).join('');

/** Marks the place of a reference list, which is written last because it counts all citations. HTML can't contain NUL. */
const DEFERRED = /\0(\d+)\0/g;

/** Writes an element and the elements in it. */
class Prerenderer {
  readonly #deferred: (() => string)[] = [];

  /** Writes an element with its content. @param page the context that the elements around it provide. */
  element(tag: Tag, startTag: string, properties: object, page: Page | undefined): string {
    const element = new elements[tag]() as LocalizedElement;
    for (const [name, value] of Object.entries(attributesOf(startTag)))
      element.attributeChangedCallback(name, null, value);
    Object.assign(element, properties, page && { page }, asyncProperties(tag, page));
    const write = () => {
      const content = element.prerender((blocks) =>
        this.#fill(joined(piecesOf(blocks), ''), element instanceof ArtifactElement ? element.pageInside : page),
      );
      return `${startTag}<template shadowroot="open" shadowrootmode="open"><style>${stylesOf(elements[tag])}</style>${content}</template></${tag}>`;
    };
    return tag === 'artifact-references' ? `\0${this.#deferred.push(write) - 1}\0` : write();
  }

  /** Fills in the deferred elements. */
  finish(html: string): string {
    return html.replace(DEFERRED, (_, index: string) => this.#deferred[Number(index)]?.() ?? '');
  }

  #fill(markup: Markup, page: Page | undefined): string {
    return partsOf(markup)
      .map(({ text, made }) => {
        if (made instanceof OwnElement) return this.element(made.tag as Tag, startTagOf(made), made.properties, page);
        if (made !== undefined) throw new TypeError('A prerendered page can contain only markup and our own elements');
        return text.replace(OWN, (_, startTag: string, tag: Tag) => this.element(tag, startTag, {}, page));
      })
      .join('');
  }
}

/** Prerenders one element. Files come from `takeFrom`. @param properties the properties to set on it. */
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
  configure({ ...at, prebuilt: true });
  /** The version of each file by URL; empty if it could not be read. */
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
    const needs = formatNeeds([...files].map(([url, version]) => ({ id: idOf(url), version })));
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

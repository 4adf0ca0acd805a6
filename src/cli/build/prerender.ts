import './node-globals.js';
import { createHash } from 'node:crypto';
import { LitElementRenderer, render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { type CSSResult, html, LitElement } from 'lit';
import { takeFrom } from '../../artifact/load.js';
import { defineElements, elements } from '../../define.js';
import { MARK_OF_TOLD, told } from '../../elements/artifact-references.js';
import { configure } from '../../settings.js';

// Contexts and citations are connected in connectedCallback.
LitElementRenderer.renderOptions.push(() => ({ connectedCallback: true }));
defineElements();

/** An artifact as static HTML. */
export interface Prerendered {
  /** `<artifact-viewer>` and its content as declarative shadow DOM. */
  html: string;
  /** The URLs of the files used, its own first. */
  files: string[];
}

/** Markers that Lit uses for hydration; the elements replace this content instead. */
const LIT_MARKS = /<!--\/?lit-(?:part|node)[^>]*-->|<\?>/g;

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
  const files = new Set<string>();
  takeFrom((url) => {
    files.add(url);
    return read(url);
  });
  try {
    const needs = (): string => [...files].map((url) => url.slice(at.base.length).replace(/\.json$/, '')).join(' ');
    const markup = collectResultSync(render(html`<artifact-viewer .artifactId=${id}></artifact-viewer>`))
      .replace(new RegExp(`${MARK_OF_TOLD}:(\\d+);`, 'g'), (_, index: string) =>
        collectResultSync(render(told[Number(index)]?.())),
      )
      .replace(LIT_MARKS, '');
    return { html: markup.replace('<artifact-viewer', `<artifact-viewer data-needs="${needs()}"`), files: [...files] };
  } finally {
    told.length = 0;
    takeFrom(undefined);
  }
};

/** The hashes that allow only the elements' style sheets in a Content-Security-Policy: https://www.w3.org/TR/CSP3/#match-element-to-source-list */
export const styleHashes = (): string[] =>
  Object.values(elements).map((element) => {
    const sheets = (element as typeof LitElement).elementStyles as CSSResult[];
    return `'sha256-${createHash('sha256')
      .update(sheets.map(({ cssText }) => cssText).join(''))
      .digest('base64')}'`;
  });

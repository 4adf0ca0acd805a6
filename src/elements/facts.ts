import { css, html, nothing, type TemplateResult } from 'lit';
import { formatDate, formatValue, isMissing, sourcedValues } from '../artifact/format.js';
import type { Fact, Sourced, Value } from '../artifact/schema/common.js';
import { inline, type TextScope } from '../text/render.js';

/** The numbers of the sources that say something, or nothing where none is named. */
export const sources = (refs: readonly string[] | undefined, scope: TextScope): unknown =>
  refs?.length ? html`<cite-ref .keys=${refs} .scope=${scope}></cite-ref>` : nothing;

/** For a number that the source does not give. */
export const notReported = html`<span class="soft">Not reported</span>`;

/** A value: authored text with its links, a number by locale, or the word for why there is none. */
export const renderValue = (value: Value, scope: TextScope, lang?: string): unknown =>
  typeof value === 'string' ? inline(value, scope) : html`<span class=${isMissing(value) ? 'soft' : 'number'}>${formatValue(value, lang)}</span>`;

/** What stands behind a value: whom it is about, as of when, by which source, what the source printed. */
export const origin = ({ refs, asOf, group, note, printed }: Sourced<unknown>, scope: TextScope, lang?: string): unknown =>
  html`${
    group ? html` <span class="soft small">${group}</span>` : nothing
  }${asOf ? html` <span class="soft small">${`as of ${formatDate(asOf, lang)}`.replaceAll(' ', '\u00A0')}</span>` : nothing}${sources(refs, scope)}${
    note ? html`<span class="fact-note soft small">${inline(note, scope)}</span>` : nothing
  }${printed ? html`<span class="fact-note soft small">The source printed “${printed}”.</span>` : nothing}`;

/**
 * A fact with its sources. Where sources disagree each version has its line, with its source and date: none is chosen.
 * @csspart versions - The values on which sources disagree.
 * @param show how one value looks; authored text, numbers and measures by default.
 */
export const renderFact = <T>(
  fact: Fact<T> | undefined,
  scope: TextScope,
  lang?: string,
  show: (value: T) => unknown = (value) => renderValue(value as Value, scope, lang),
): TemplateResult | typeof nothing => {
  const values = sourcedValues(fact);
  const [only] = values;
  if (!only) return nothing;
  if (values.length === 1) return html`${show(only.value)}${origin(only, scope, lang)}`;
  return html`<ul class="versions" part="versions">
    ${values.map((version) => html`<li>${show(version.value)}${origin(version, scope, lang)}</li>`)}
  </ul>`;
};

export const factStyles = css`
  .versions {
    list-style: none;
    padding: 0;
    display: grid;
    gap: 0.35em;
  }
  .versions > li + li {
    border-block-start: 1px dotted var(--_hairline);
    padding-block-start: 0.35em;
  }
  .fact-note {
    display: block;
    line-height: 1.35;
  }
`;

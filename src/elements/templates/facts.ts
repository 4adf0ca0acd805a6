import { css, html, nothing, type TemplateResult } from 'lit';
import { areToldApart, sourcesDiffer, versionsOf } from '../../artifact/conflicts.js';
import { isMissing, sourcedValues } from '../../artifact/values.js';
import type { MissingCode } from '../../artifact/missing.js';
import { formatDate } from '../../content/dates.js';
import { missingWords } from '../../content/missing.js';
import { formatValue } from '../../content/numbers.js';
import type { Fact, Sourced, Value } from '../../artifact/schema/common.js';
import { msg, str } from '../../i18n/messages.js';
import { authored, inline, type TextScope } from '../../text/render.js';

/** The numbers of the sources that say something, or nothing where none is named. */
export const sources = (refs: readonly string[] | undefined, scope: TextScope): unknown =>
  refs?.length ? html`<artifact-citation .keys=${refs} .scope=${scope}></artifact-citation>` : nothing;

/** For what this record does not have. */
export const missingLabel = (code: MissingCode = 'not-in-record'): TemplateResult =>
  html`<span class="soft">${missingWords(code)}</span>`;

/** A value: authored text with its links, a number by locale, or the word for why there is none. */
export const renderValue = (value: Value, scope: TextScope, lang?: string): unknown =>
  typeof value === 'string'
    ? inline(value, scope)
    : html`<span class=${isMissing(value) ? 'soft' : 'number'}>${formatValue(value, lang)}</span>`;

type Said = Sourced<unknown>;

/** That a value is an earlier state; nothing of any other. */
export const superseded = ({ relation }: Pick<Said, 'relation'>): unknown =>
  relation === 'superseded' ? html` <span class="soft small">${msg('superseded')}</span>` : nothing;

/** Whom a value is about, and whether it still holds. */
const about = (said: Said, scope: TextScope): unknown =>
  html`${said.group ? html` <span class="soft small">${authored(said.group, scope)}</span>` : nothing}${superseded(said)}`;

/** As of when it was true, and by which source. Most values have no date: a template less for each. */
const from = ({ refs, asOf }: Said, scope: TextScope, lang?: string): unknown =>
  asOf
    ? html` <span class="soft small">${msg(str`as of ${formatDate(asOf, lang)}`).replaceAll(' ', '\u00A0')}</span
        >${sources(refs, scope)}`
    : sources(refs, scope);

/** What a reader should know to use it, and what the source printed where its characters were damaged. */
const remarks = ({ note, printed }: Said, scope: TextScope): unknown[] => [
  ...(note ? [inline(note, scope)] : []),
  ...(printed ? [msg(str`The source printed “${printed}”.`)] : []),
];

const notes = (said: Said, scope: TextScope): unknown =>
  oneOrAll(remarks(said, scope).map((remark) => html`<span class="fact-note soft small">${remark}</span>`));

/** A list of templates costs nodes for each of them: one alone needs no list. */
const oneOrAll = (all: unknown[]): unknown => (all.length > 1 ? all : (all[0] ?? nothing));

/** What stands behind a value: whom it is about, as of when, by which source, what the source printed. */
export const origin = (said: Said, scope: TextScope, lang?: string): unknown =>
  said.group || said.note || said.printed || said.relation
    ? html`${about(said, scope)}${from(said, scope, lang)}${notes(said, scope)}`
    : from(said, scope, lang);

/**
 * Says of a fact that its sources contradict each other; nothing where they don't.
 * @csspart conflict - The words that sources differ.
 */
export const conflict = (values: readonly Said[]): unknown =>
  sourcesDiffer(values) ? html`<span class="conflict small" part="conflict">${msg('Sources differ')}</span>` : nothing;

/**
 * A fact with its sources. Where there are several values they stand side by side, each with its source and date: none is
 * chosen, none is folded away. Of sources that contradict each other that is said before the values; their notes are folded
 * until asked for, unless only the notes tell two values from each other.
 *
 * @csspart versions - The values of a fact that has several.
 * @csspart notes - The notes on values that sources differ on.
 * @param show how one value looks; authored text, numbers and measures by default.
 */
export const renderFact = <T>(
  fact: Fact<T> | undefined,
  scope: TextScope,
  lang?: string,
  show: (value: T) => unknown = (value) => renderValue(value as Value, scope, lang),
): TemplateResult | typeof nothing => {
  const values = sourcedValues(fact);
  const isFolded = values.length > 1 && sourcesDiffer(values) && areToldApart(values);
  const versions = versionsOf(values).map((said) => {
    const [first, ...others] = said;
    if (!first) return nothing;
    if (others.length === 0 && !isFolded) return html`${show(first.value)}${origin(first, scope, lang)}`;
    const origins = said.map((one, index) => [index > 0 ? ', ' : nothing, from(one, scope, lang)]);
    return html`${show(first.value)}${about(first, scope)}${origins}${isFolded ? nothing : said.map((one) => notes(one, scope))}`;
  });
  const [only = nothing] = versions;
  if (versions.length < 2) return only;
  const folded = isFolded
    ? values.flatMap((said) =>
        remarks(said, scope).map((remark) => html`<li>${from(said, scope, lang)} ${remark}</li>`),
      )
    : [];
  return html`<div class="fact">
    ${conflict(values)}
    <ul class="versions" part="versions" role="list">
      ${versions.map((version) => html`<li>${version}</li>`)}
    </ul>
    ${
      folded.length > 0
        ? html`<details class="small" part="notes">
            <summary>${folded.length === 1 ? msg('1 note') : msg(str`${folded.length} notes`)}</summary>
            <ul role="list">
              ${folded}
            </ul>
          </details>`
        : nothing
    }
  </div>`;
};

export const factStyles = css`
  .fact,
  .versions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3em 0.9em;
    align-items: baseline;
  }
  .fact ul {
    list-style: none;
    padding: 0;
  }
  .versions > li {
    border-inline-start: 2px solid var(--_hairline);
    padding-inline-start: 0.5em;
  }
  .fact details {
    border: 0;
    color: var(--_ink-soft);
  }
  .fact details[open] {
    flex-basis: 100%;
  }
  .fact summary {
    padding-block: 0.2em;
    font-weight: inherit;
  }
  .fact details .small {
    font-size: inherit;
  }
  .conflict {
    color: var(--_caution);
  }
  .fact-note {
    display: block;
    line-height: 1.35;
  }
`;

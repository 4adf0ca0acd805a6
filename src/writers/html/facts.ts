import { asOfWords, differWords, noteCount, supersededWords } from '../../content/facts.js';
import type { Fact, Origin, Said } from '../../content/model.js';
import { authored, type TextScope } from '../../text/render.js';
import { html, nothing, type Value } from './template.js';
import { runs, sources } from './runs.js';

export { sources };

/** That a value is an earlier state; nothing of any other. */
export const superseded = (isSuperseded: boolean | undefined): Value =>
  isSuperseded ? html` <span class="soft small">${supersededWords()}</span>` : nothing;

/** Whom a value is about, and whether it still holds. */
const about = ({ group, isSuperseded }: Said, scope: TextScope): Value =>
  html`${group ? html` <span class="soft small">${authored(group, scope)}</span>` : nothing}${superseded(isSuperseded)}`;

/** As of when it was true, and by which source. */
const from = ({ refs, asOf }: Origin, scope: TextScope): Value =>
  asOf
    ? html` <span class="soft small">${asOfWords(asOf.text).replaceAll(' ', '\u00A0')}</span>${sources(refs, scope)}`
    : sources(refs, scope);

const notes = ({ notes: all }: Origin, scope: TextScope): Value =>
  all.map((note) => html`<span class="fact-note soft small">${runs(note, scope)}</span>`);

/** What stands behind a value: whom it is about, as of when, by which source, what the source printed. */
export const behind = (said: Said, scope: TextScope): Value => {
  const [first, ...others] = said.origins;
  if (!first) return said.group || said.isSuperseded ? about(said, scope) : nothing;
  if (others.length === 0 && !said.group && !said.isSuperseded && first.notes.length === 0) return from(first, scope);
  return html`${about(said, scope)}${said.origins.map((one, index) => [index > 0 ? ', ' : nothing, from(one, scope)])}${said.origins.map((one) => notes(one, scope))}`;
};

/** Says of a fact that its sources contradict each other; nothing where they don't. */
export const conflict = ({ relation }: Fact): Value => (relation === 'conflict' ? differ() : nothing);

const differ = (): Value => html`<span class="conflict small" part="conflict">${differWords()}</span>`;

/**
 * A fact with its sources. Where there are several values they stand side by side, each with its source and date: none is
 * chosen, none is folded away. Of sources that contradict each other that is said before the values; their notes are folded
 * until asked for, unless only the notes tell two values from each other.
 */
export const factNode = ({ relation, said, areNotesApart }: Fact, scope: TextScope): Value => {
  if (relation === 'list')
    return html`<ul class="plain">
      ${said.map(({ value }) => html`<li>${runs(value, scope)}</li>`)}
    </ul>`;
  const isFolded = areNotesApart === true && said.length > 1;
  const shown = isFolded
    ? said.map((one) => ({ ...one, origins: one.origins.map((all) => ({ ...all, notes: [] })) }))
    : said;
  const versions = shown.map((one) => html`${runs(one.value, scope)}${behind(one, scope)}`);
  const [only = nothing] = versions;
  if (versions.length < 2) return only;
  const folded = isFolded
    ? said.flatMap(({ origins }) =>
        origins.flatMap((one) => one.notes.map((note) => html`<li>${from(one, scope)} ${runs(note, scope)}</li>`)),
      )
    : [];
  return html`<div class="fact">
    ${relation === 'conflict' ? differ() : nothing}
    <ul class="versions" part="versions" role="list">
      ${versions.map((version) => html`<li>${version}</li>`)}
    </ul>
    ${
      folded.length > 0
        ? html`<details class="small" part="notes">
            <summary>${noteCount(folded.length)}</summary>
            <ul role="list">
              ${folded}
            </ul>
          </details>`
        : nothing
    }
  </div>`;
};

import { css, html, nothing, type TemplateResult } from 'lit';
import { eventSource, isByGroup } from '../../content/adverse-events.js';
import { sourcedValues } from '../../artifact/values.js';
import { formatList } from '../../content/lists.js';
import { missingWords } from '../../content/missing.js';
import { formatPercent } from '../../content/numbers.js';
import { effectDetails, evidenceWords, gradeWords } from '../../content/safety.js';
import { words } from '../../content/terms.js';
import type { AdverseEvent, EventGroup } from '../../artifact/schema/index.js';
import { msg, currentLanguage, str, translated } from '../../i18n/messages.js';
import { authored, type TextScope } from '../../text/render.js';
import { type AxisScale, axisScale, band, dot, plot } from './chart.js';
import {
  axisEnd,
  type Extent,
  extentOf,
  type Filter,
  matches,
  seriousness,
  type Sort,
  sorted,
  type SortKey,
} from '../../content/adverse-event-order.js';
import { eventTotals } from './event-totals.js';
import { conflict, missingLabel, origin, renderFact, renderValue, sources } from './facts.js';

/** Lists longer than this can be filtered and sorted. */
const LONG = 8;

/** How many effects of a list are shown at once; the others follow, as many in each later task: thousands in one would hold up the whole page. */
export const STEP = 400;

/** What a list shows before its reader asks for less. */
export const NO_FILTER: Filter = { text: '', seriousness: '', organSystem: '' };

const columns = (): {
  key: SortKey;
  label: string;
  first: Sort['direction'];
  words: Record<Sort['direction'], string>;
}[] => [
  {
    key: 'term',
    label: msg('Effect'),
    first: 'ascending',
    words: { ascending: msg('A to Z'), descending: msg('Z to A') },
  },
  {
    key: 'serious',
    label: msg('Seriousness'),
    first: 'ascending',
    words: { ascending: msg('serious first'), descending: msg('serious last') },
  },
  {
    key: 'incidence',
    label: msg('Incidence'),
    first: 'descending',
    words: { ascending: msg('lowest first'), descending: msg('highest first') },
  },
];

/** Whether one sentence can tell for all effects where they were seen. */
const isFromTrials = (effects: readonly AdverseEvent[]) =>
  effects.every(({ evidence }) => evidence === 'clinical trial');

/** Whether any effect of a list tells this. */
const isGiven = (effects: readonly AdverseEvent[], field: ReturnType<typeof effectDetails>[number][0]) =>
  effects.some((effect) => effect[field] !== undefined);

/** A label within a sentence: German writes nouns as it does anywhere. */
const inPhrase = (label: string): string => (currentLanguage() === 'de' ? label : label.toLowerCase());

/** A list in words, lower case: for what is not reported. */
export const listed = (labels: readonly string[], lang: string | undefined): string =>
  currentLanguage() === 'en' ? formatList(labels).toLowerCase() : formatList(labels, lang);

/** How a reader looks at the effects, and where a table of them stands. */
export interface AdverseEventView {
  filter: Filter;
  sort: Sort | undefined;
  /** How many effects are shown so far, of those that the filter lets through. */
  most: number;
  /** Takes the reader's choice. */
  show: (choice: { filter?: Filter; sort?: Sort | undefined }) => void;
  scope: TextScope;
  lang: string | undefined;
  /** The groups that effects were counted in. */
  groups: readonly EventGroup[] | undefined;
}

const mark = ({ from, to }: Extent, scale: AxisScale, lang?: string): TemplateResult =>
  html`<span class="mark small soft number" data-end=${formatPercent(scale.to, lang)} aria-hidden="true"
    >${plot(scale, from === to ? dot(scale, from) : band(scale, from, to))}</span
  >`;

const row = (
  effect: AdverseEvent,
  {
    told,
    scale,
    tellsEvidence,
  }: {
    told: readonly ReturnType<typeof effectDetails>[number][];
    scale: AxisScale | undefined;
    tellsEvidence: boolean;
  },
  { scope, lang }: AdverseEventView,
): TemplateResult => {
  const { term, organSystem, grade, evidence, incidence, refs } = effect;
  const word = seriousness(effect);
  const versions = sourcedValues(incidence);
  const missing = told.filter(([field]) => effect[field] === undefined).map(([, label]) => label);
  return html`
    <tr role="row">
      <th role="rowheader" scope="row">
        <strong>${authored(term, scope)}</strong
        >${sources(refs, scope)}${organSystem ? html`<span class="below soft small">${authored(organSystem, scope)}</span>` : nothing}
      </th>
      <td role="cell" class="serious">
        <span class=${`sign ${word.toLowerCase().replace(' ', '-')}`}>${translated(word)}</span>
        ${grade === undefined ? nothing : html`<span class="below">${gradeWords(grade)}</span>`}
        ${evidence && tellsEvidence ? html`<span class="below soft small">${evidenceWords(evidence)}</span>` : nothing}
      </td>
      <td role="cell" class="incidence">
        <span class="label" aria-hidden="true">${msg('Incidence')}</span>
        ${conflict(versions)}
        ${
          versions.length > 0
            ? versions.map((version) => {
                const extent = extentOf(version.value);
                return html`<div class=${extent ? 'version' : 'version words'}>
                  <span>${renderValue(version.value, scope, lang)}</span
                  >${extent && scale ? mark(extent, scale, lang) : nothing}<span class="origin"
                    >${origin(version, scope, lang)}</span
                  >
                </div>`;
              })
            : missingLabel()
        }
      </td>
      ${
        told.length > 0
          ? html`<td role="cell" class="details">
              <dl>
                ${told.map(([field, label]) =>
                  effect[field] === undefined
                    ? nothing
                    : html`<div>
                        <dt>${label}</dt>
                        <dd>${renderFact(effect[field], scope, lang)}</dd>
                      </div>`,
                )}
                ${
                  missing.length > 0
                    ? html`<div class="soft">
                        <dt>${missingWords('not-in-record')}</dt>
                        <dd>${listed(missing, lang)}</dd>
                      </div>`
                    : nothing
                }
              </dl>
            </td>`
          : nothing
      }
    </tr>
  `;
};

/** The order after a column's head was pressed: its first direction, then the other, then the source's order again. */
const nextSort = (sort: Sort | undefined, { key, first }: ReturnType<typeof columns>[number]): Sort | undefined => {
  if (sort?.key !== key) return { key, direction: first };
  return sort.direction === first ? { key, direction: first === 'ascending' ? 'descending' : 'ascending' } : undefined;
};

/**
 * @param effects the rows.
 * @param all what the list says of all its effects need not stand in each row.
 * @param scale the axis that all share.
 */
const table = (
  effects: readonly AdverseEvent[],
  all: readonly AdverseEvent[],
  scale: AxisScale | undefined,
  view: AdverseEventView,
  sortable: boolean,
): TemplateResult => {
  const { sort, lang, show } = view;
  const told = effectDetails().filter(([field]) => isGiven(all, field));
  const tellsEvidence = !isFromTrials(all);
  const isPreclinical = effects[0]?.evidence === 'preclinical';
  return html`
    <table
      class="effects"
      part="effects"
      role="table"
      aria-label=${isPreclinical ? msg('Preclinical findings') : msg('Adverse effects')}
    >
      <thead role="rowgroup">
        <tr role="row">
          ${columns().map(
            (column) => html`
              <th
                role="columnheader"
                scope="col"
                class=${column.key}
                aria-sort=${sortable ? (sort?.key === column.key ? sort.direction : 'none') : nothing}
              >
                ${sortable ? html`<button type="button" @click=${() => show({ sort: nextSort(sort, column) })}>${column.label}</button>` : html`<span>${column.label}</span>`}
                ${
                  column.key === 'incidence' && scale
                    ? html`<span class="axis soft number" aria-hidden="true"
                        ><span>0</span><span>${formatPercent(scale.to / 2, lang)}</span
                        ><span>${formatPercent(scale.to, lang)}</span></span
                      >`
                    : nothing
                }
              </th>
            `,
          )}
          ${told.length > 0 ? html`<th role="columnheader" scope="col"><span class="visually-hidden">${msg('Details')}</span></th>` : nothing}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${effects.map((effect) => row(effect, { told, scale, tellsEvidence }, view))}
      </tbody>
    </table>
  `;
};

/** @param inGroupedTable whether the columns are groups: then the order is chosen here, not by a column's head. */
const controls = (
  effects: readonly AdverseEvent[],
  found: number,
  { filter, sort, lang, most, show }: AdverseEventView,
  inGroupedTable: boolean,
): TemplateResult => {
  const systems = [...new Set(effects.flatMap(({ organSystem }) => organSystem ?? []))].sort((a, b) =>
    a.localeCompare(b, lang),
  );
  const column = columns().find(({ key }) => key === sort?.key);
  const options = (
    field: 'seriousness' | 'organSystem',
    label: string,
    values: readonly string[],
    inWords = (value: string) => value,
  ) => html`
    <label
      >${label}
      <select
        .value=${filter[field]}
        @change=${(event: Event) => show({ filter: { ...filter, [field]: (event.target as HTMLSelectElement).value } })}
      >
        <option value="">${words('ALL')}</option>
        ${values.map((value) => html`<option value=${value} ?selected=${filter[field] === value}>${inWords(value)}</option>`)}
      </select>
    </label>
  `;
  return html`
    <div class="controls small" part="filter" role="group" aria-label=${msg('Filter and order')}>
      <label
        >${msg('Filter effects')}
        <input
          type="search"
          .value=${filter.text}
          @input=${(event: Event) => show({ filter: { ...filter, text: (event.target as HTMLInputElement).value } })}
        />
      </label>
      ${options('seriousness', msg('Seriousness'), ['Serious', 'Not serious', 'Not stated'], translated)}
      ${systems.length > 1 ? options('organSystem', msg('Organ system'), systems) : nothing}
      ${
        inGroupedTable
          ? columns().map(
              (by) =>
                html`<button
                  type="button"
                  aria-pressed=${sort?.key === by.key}
                  @click=${() => show({ sort: nextSort(sort, by) })}
                >
                  ${msg(str`Sort by ${inPhrase(by.label)}`)}
                </button>`,
            )
          : nothing
      }
      ${found < effects.length ? html`<button type="button" @click=${() => show({ filter: NO_FILTER })}>${msg('Show all')}</button>` : nothing}
      ${sort ? html`<button type="button" @click=${() => show({ sort: undefined })}>${msg('Source’s order')}</button>` : nothing}
    </div>
    <p class="small" role="status">
      ${
        found > most
          ? msg(str`${most} of ${found} effects shown so far`)
          : found < effects.length
            ? msg(str`${found} of ${effects.length} effects shown`)
            : msg(str`All ${effects.length} effects shown`)
      },
      ${column && sort ? msg(str`sorted by ${inPhrase(column.label)}, ${column.words[sort.direction]}`) : msg('in the source’s order')}.
    </p>
  `;
};

/**
 * The adverse effects: those of patients, then what was seen in animals only; a long list can be filtered and sorted.
 *
 * @csspart effects - A table of adverse effects.
 * @csspart filter - The controls of a long list.
 */
export const adverseEventTable = (effects: readonly AdverseEvent[], view: AdverseEventView): TemplateResult => {
  const { filter, sort, lang, scope, groups, most } = view;
  const byGroup = isByGroup(effects, groups);
  const source = eventSource(effects);
  const isLong = effects.length > LONG;
  const found = isLong ? effects.filter((effect) => matches(effect, filter)) : effects;
  const allInPatients = sorted(
    found.filter(({ evidence }) => evidence !== 'preclinical'),
    sort,
    lang,
  );
  const inPatients = allInPatients.slice(0, most);
  const preclinical = found.filter(({ evidence }) => evidence === 'preclinical').slice(0, most - inPatients.length);
  const scale = axisScale(0, axisEnd(effects));
  const fromTrials = isFromTrials(effects);
  const untold = effectDetails()
    .filter(([field]) => !isGiven(effects, field))
    .map(([, label]) => label);
  return html`
    ${fromTrials ? html`<p class="small">${msg('Every effect listed here was seen in a clinical trial.')}</p>` : nothing}
    ${source ? html`<p class="small">${source}</p>` : nothing}
    ${isLong ? controls(effects, found.length, view, byGroup) : nothing}
    ${
      inPatients.length === 0
        ? nothing
        : byGroup
          ? eventTotals(inPatients, effects, groups ?? [], sort !== undefined, scope, lang)
          : table(inPatients, effects, scale, view, isLong)
    }
    ${
      preclinical.length > 0
        ? html`<h3 id="preclinical">${msg('Preclinical findings (animals, not patients)')}</h3>
            ${table(preclinical, effects, scale, view, false)}`
        : nothing
    }
    ${found.length > most ? html`<p class="note soft small">${msg(str`${found.length - most} more effects follow.`)}</p>` : nothing}
    ${untold.length > 0 && !byGroup ? html`<p class="note soft small">${msg('Not in this record for any effect')}: ${listed(untold, lang)}.</p>` : nothing}
    ${
      effects.some(({ serious }) => serious !== undefined)
        ? html`<p class="note soft small">
            ${msg('Serious: causes death, threatens life, needs or prolongs a hospital stay, disables, or harms an unborn child (ICH E2A). It is not the same as severe.')}
          </p>`
        : nothing
    }
  `;
};

/** The table of effects; the tables' common ground is the safety list's own. */
export const adverseEventStyles = css`
  .sign::before {
    content: '○ ' / '';
    color: var(--_ink-soft);
  }
  .sign.serious {
    font-weight: 650;
  }
  .sign.serious::before {
    content: '▲ ' / '';
    color: var(--_danger);
  }
  .sign.not-stated {
    color: var(--_ink-soft);
  }
  .sign.not-stated::before {
    content: '– ' / '';
  }
  .version,
  th.incidence {
    /* Room for a dot at the end of the axis. */
    padding-inline-end: 5px;
  }
  .version {
    display: grid;
    grid-template-columns: 8em minmax(0, 1fr);
    gap: 0 0.5em;
    align-items: baseline;
  }
  .version + .version {
    margin-block-start: 0.35em;
    padding-block-start: 0.35em;
    border-block-start: 1px dotted var(--_hairline);
  }
  .words > *,
  .origin {
    grid-column: 1 / -1;
  }
  .mark {
    direction: ltr;
    display: flex;
    gap: 0.35em;
    align-items: center;
  }
  .mark .plot {
    flex: 1;
    min-width: 0;
  }
  .mark::before {
    content: '0';
  }
  .mark::after {
    content: attr(data-end);
  }
  .axis {
    direction: ltr;
    display: none;
    justify-content: space-between;
    font-weight: 400;
  }
  dl > div + div {
    margin-block-start: 0.35em;
  }
  dt {
    color: var(--_ink-soft);
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 1em;
    align-items: end;
    margin-block: 0.75em 0.5em;
  }
  .controls label {
    display: grid;
    gap: 2px;
    min-width: 0;
  }
  select,
  input {
    max-width: 100%;
    min-width: 0;
  }
  input {
    width: 16em;
  }
  [role='status'] {
    margin-block-end: 0.5em;
  }
  thead button {
    white-space: nowrap;
    font-weight: inherit;
    border: 0;
    padding: 2px 0;
    text-align: start;
  }
  thead button::after {
    content: ' ↕' / '';
    color: var(--_ink-soft);
    font-weight: 400;
  }
  [aria-sort='ascending'] button::after {
    content: ' ↑' / '';
    color: inherit;
  }
  [aria-sort='descending'] button::after {
    content: ' ↓' / '';
    color: inherit;
  }
  @container (max-width: 559.9px) {
    .effects thead:not(:has(button)) {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @container (min-width: 560px) {
    .mark::before,
    .mark::after {
      display: none;
      content: none;
    }
    .axis {
      display: flex;
    }
    .effects tr {
      grid-template-columns: minmax(11em, 22%) 7em minmax(0, 1fr);
    }
    .version,
    th.incidence {
      grid-template-columns: 9.5em minmax(5em, 1fr);
      gap: 0 1em;
    }
    th.incidence {
      display: grid;
      align-items: baseline;
    }
    .details {
      grid-column: 1 / -1;
    }
    dl > div {
      display: grid;
      grid-template-columns: minmax(11em, 22%) minmax(0, 1fr);
      gap: 1.5em;
      align-items: baseline;
    }
  }
  @container (min-width: 900px) {
    .version,
    th.incidence {
      grid-template-columns: 9.5em minmax(5em, 3fr) minmax(0, 4fr);
    }
    .words > :first-child {
      grid-column: 1 / 3;
    }
    .origin {
      grid-column: 3;
    }
  }
  @media print {
    .controls {
      display: none;
    }
    thead button {
      display: inline;
    }
    thead button::after {
      content: none;
    }
  }
`;

import { css, html as lit, type TemplateResult } from 'lit';
import {
  animalsHeading,
  bySpecies,
  detailRows,
  effectColumns,
  effectLabel,
  type EffectList,
  effectListOf,
  effectsByGroup,
  effectWords,
  incidenceFact,
  isByGroup,
  saidOfAll,
} from '../../content/adverse-events.js';
import {
  axisEnd,
  type Extent,
  extentOf,
  type Filter,
  matches,
  type Sort,
  sorted,
  type SortKey,
} from '../../content/adverse-event-order.js';
import { notInRecord } from '../../content/facts.js';
import type { Runs, Said } from '../../content/model.js';
import { formatPercent } from '../../content/numbers.js';
import { words } from '../../content/terms.js';
import type { AdverseEvent, EventGroup } from '../../artifact/schema/index.js';
import { msg, currentLanguage, str, translated } from '../../i18n/messages.js';
import type { Html } from '../../text/html.js';
import type { TextScope } from '../../text/render.js';
import { html, nothing } from '../../writers/html/template.js';
import { blockOf } from '../../writers/html/update.js';
import { written, writtenBlocks } from '../base/written.js';
import { blocks, tableNode } from '../../writers/html/blocks.js';
import { type AxisScale, axisScale, band, dot, plot } from '../../writers/html/chart.js';
import { behind, conflict, factNode } from '../../writers/html/facts.js';
import { runs } from '../../writers/html/runs.js';

/** Lists longer than this can be filtered and sorted. */
const LONG = 8;

/** How many effects of a list are shown at once; the others follow, as many in each later task: thousands in one would hold up the whole page. */
export const STEP = 400;

/** What a list shows before its reader asks for less. */
export const NO_FILTER: Filter = { text: '', seriousness: '', organSystem: '' };

/** What a list can be sorted by, and what its two directions are called. */
const orders = (): {
  key: SortKey;
  label: string;
  first: Sort['direction'];
  words: Record<Sort['direction'], string>;
}[] => [
  {
    key: 'term',
    label: effectColumns().term,
    first: 'ascending',
    words: { ascending: msg('A to Z'), descending: msg('Z to A') },
  },
  {
    key: 'serious',
    label: effectColumns().serious,
    first: 'ascending',
    words: { ascending: msg('serious first'), descending: msg('serious last') },
  },
  {
    key: 'incidence',
    label: effectColumns().incidence,
    first: 'descending',
    words: { ascending: msg('lowest first'), descending: msg('highest first') },
  },
];

/** A label within a sentence: German writes nouns as it does anywhere. */
const inPhrase = (label: string): string => (currentLanguage() === 'de' ? label : label.toLowerCase());

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

const mark = ({ from, to }: Extent, scale: AxisScale, lang?: string): Html =>
  html`<span class="mark small soft number" data-end=${formatPercent(scale.to, lang)} aria-hidden="true"
    >${plot(scale, from === to ? dot(scale, from) : band(scale, from, to))}</span
  >`;

/** One source's number, with its mark on the axis that all share. */
const version = (said: Said, scale: AxisScale | undefined, { scope, lang }: AdverseEventView): Html => {
  const [run] = said.value;
  const extent = typeof run === 'object' && run.run === 'num' ? extentOf(run.value) : undefined;
  return html`<div class=${extent ? 'version' : 'version words'}>
    <span>${runs(said.value, scope)}</span>${extent && scale ? mark(extent, scale, lang) : nothing}<span class="origin"
      >${behind(said, scope)}</span
    >
  </div>`;
};

const row = (effect: AdverseEvent, list: EffectList, scale: AxisScale | undefined, view: AdverseEventView): Html => {
  const { scope, lang } = view;
  const { name, about, serious } = effectWords(effect, list);
  const incidence = incidenceFact(effect, lang);
  const below = (all: readonly Runs[], look: string) =>
    all.map((said) => (said.length > 0 ? html`<span class=${look}>${runs(said, scope)}</span>` : nothing));
  return html`
    <tr role="row">
      <th role="rowheader" scope="row">${runs(name, scope)}${below(about, 'below soft small')}</th>
      <td role="cell" class="serious">${runs(serious[0], scope)} ${below(serious.slice(1), 'below small')}</td>
      <td role="cell" class="incidence">
        <span class="label" aria-hidden="true">${effectColumns().incidence}</span>
        ${incidence ? html`${conflict(incidence)}${incidence.said.map((said) => version(said, scale, view))}` : runs([notInRecord()], scope)}
      </td>
      ${
        list.told.length > 0
          ? html`<td role="cell" class="details">
              <dl>
                ${detailRows(effect, list, lang).map(
                  ({ label, fact }) =>
                    html`<div>
                      <dt>${runs(label, scope)}</dt>
                      <dd>${fact && factNode(fact, scope)}</dd>
                    </div>`,
                )}
              </dl>
            </td>`
          : nothing
      }
    </tr>
  `;
};

/** The order after a column's head was pressed: its first direction, then the other, then the source's order again. */
const nextSort = (sort: Sort | undefined, { key, first }: ReturnType<typeof orders>[number]): Sort | undefined => {
  if (sort?.key !== key) return { key, direction: first };
  return sort.direction === first ? { key, direction: first === 'ascending' ? 'descending' : 'ascending' } : undefined;
};

/** @param scale the axis that all share. */
const table = (
  effects: readonly AdverseEvent[],
  list: EffectList,
  scale: AxisScale | undefined,
  view: AdverseEventView,
  sortable: boolean,
): TemplateResult => {
  const { sort, lang, show } = view;
  return lit`
    <table class="effects" part="effects" role="table" aria-label=${effectLabel(effects)}>
      <thead role="rowgroup">
        <tr role="row">
          ${orders().map(
            (column) => lit`
              <th
                role="columnheader"
                scope="col"
                class=${column.key}
                aria-sort=${sortable ? (sort?.key === column.key ? sort.direction : 'none') : nothing}
              >
                ${sortable ? lit`<button type="button" @click=${() => show({ sort: nextSort(sort, column) })}>${column.label}</button>` : lit`<span>${column.label}</span>`}
                ${
                  column.key === 'incidence' && scale
                    ? lit`<span class="axis soft number" aria-hidden="true"
                        ><span>0</span><span>${formatPercent(scale.to / 2, lang)}</span
                        ><span>${formatPercent(scale.to, lang)}</span></span
                      >`
                    : nothing
                }
              </th>
            `,
          )}
          ${list.told.length > 0 ? lit`<th role="columnheader" scope="col"><span class="visually-hidden">${effectColumns().details}</span></th>` : nothing}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${writtenBlocks(() => effects.map((effect) => blockOf(effect.term, () => row(effect, list, scale, view))))}
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
  const column = orders().find(({ key }) => key === sort?.key);
  const options = (
    field: 'seriousness' | 'organSystem',
    label: string,
    values: readonly string[],
    inWords = (value: string) => value,
  ) => lit`
    <label
      >${label}
      <select
        .value=${filter[field]}
        @change=${(event: Event) => show({ filter: { ...filter, [field]: (event.target as HTMLSelectElement).value } })}
      >
        <option value="">${words('ALL')}</option>
        ${values.map((value) => lit`<option value=${value} ?selected=${filter[field] === value}>${inWords(value)}</option>`)}
      </select>
    </label>
  `;
  return lit`
    <div class="controls small" part="filter" role="group" aria-label=${msg('Filter and order')}>
      <label
        >${msg('Filter effects')}
        <input
          type="search"
          .value=${filter.text}
          @input=${(event: Event) => show({ filter: { ...filter, text: (event.target as HTMLInputElement).value } })}
        />
      </label>
      ${options('seriousness', effectColumns().serious, ['Serious', 'Not serious', 'Not stated'], translated)}
      ${systems.length > 1 ? options('organSystem', effectColumns().organSystem, systems) : nothing}
      ${
        inGroupedTable
          ? orders().map(
              (by) =>
                lit`<button
                  type="button"
                  aria-pressed=${sort?.key === by.key}
                  @click=${() => show({ sort: nextSort(sort, by) })}
                >
                  ${msg(str`Sort by ${inPhrase(by.label)}`)}
                </button>`,
            )
          : nothing
      }
      ${found < effects.length ? lit`<button type="button" @click=${() => show({ filter: NO_FILTER })}>${msg('Show all')}</button>` : nothing}
      ${sort ? lit`<button type="button" @click=${() => show({ sort: undefined })}>${msg('Source’s order')}</button>` : nothing}
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
  const list = effectListOf(effects);
  const { before, after } = saidOfAll(list, groups, lang);
  const isLong = effects.length > LONG;
  const found = isLong ? effects.filter((effect) => matches(effect, filter)) : effects;
  const { patients, animals } = bySpecies(found);
  const inPatients = sorted(patients, sort, lang).slice(0, most);
  const preclinical = animals.slice(0, most - inPatients.length);
  const scale = axisScale(0, axisEnd(effects));
  return lit`
    ${before.length > 0 ? lit`<div class="small">${written(() => blocks(before, scope, 5))}</div>` : nothing}
    ${isLong ? controls(effects, found.length, view, byGroup) : nothing}
    ${
      inPatients.length === 0
        ? nothing
        : byGroup
          ? written(() =>
              tableNode(
                effectsByGroup(inPatients, list, groups, { isSorted: sort !== undefined, lang }),
                scope,
                5,
                'effects',
              ),
            )
          : table(inPatients, list, scale, view, isLong)
    }
    ${
      preclinical.length > 0
        ? lit`<h3 id="preclinical">${animalsHeading()}</h3>
            ${table(preclinical, list, scale, view, false)}`
        : nothing
    }
    ${found.length > most ? lit`<p class="note soft small">${msg(str`${found.length - most} more effects follow.`)}</p>` : nothing}
    ${after.length > 0 ? lit`<div class="note soft small">${written(() => blocks(after, scope, 5))}</div>` : nothing}
  `;
};

/** The table of effects; the tables' common ground is the safety list's own. */
export const adverseEventStyles = css`
  .matrix {
    margin-block-start: 0.6em;
    border-block-start: 1px solid var(--_ink);
  }
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

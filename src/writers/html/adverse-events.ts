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
import { axisEnd, type Filter, matches, type Sort, sorted, type SortKey } from '../../content/adverse-event-order.js';
import { notInRecord } from '../../content/facts.js';
import type { Runs, Said } from '../../content/model.js';
import { formatPercent } from '../../content/numbers.js';
import { type Extent, extentOf } from '../../content/shares.js';
import { words } from '../../content/terms.js';
import type { AdverseEvent, EventGroup } from '../../artifact/schema/index.js';
import { msg, currentLanguage, str, translated } from '../../i18n/messages.js';
import type { Html } from '../../text/html.js';
import type { TextScope } from '../../text/render.js';
import { html, nothing, type Value } from './template.js';
import { type Block, blockOf, shellOf } from './block.js';
import { blocks, tableNode } from './blocks.js';
import { axisOfShares } from '../../content/marks.js';
import { type AxisScale, drawnShare, type Look, plot, scaleOf } from './chart.js';
import { behind, conflict, factNode } from './facts.js';
import { runs } from './runs.js';

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
  scope: TextScope;
  lang: string | undefined;
  /** The groups that effects were counted in. */
  groups: readonly EventGroup[];
}

const mark = (extent: Extent, look: Look, scale: AxisScale, lang?: string): Html =>
  html`<span class="mark small soft number" data-end=${formatPercent(scale.to, lang)} aria-hidden="true"
    >${plot(scale, drawnShare(scale, extent, look))}</span
  >`;

/** One source's number, with its mark on the axis that all share. */
const version = (said: Said, look: Look, scale: AxisScale | undefined, { scope, lang }: AdverseEventView): Html => {
  const [run] = said.value;
  const extent = typeof run === 'object' && run.run === 'num' ? extentOf(run.value) : undefined;
  return html`<div class=${extent ? 'version' : 'version words'}>
    <span>${runs(said.value, scope)}</span>${extent && scale ? mark(extent, look, scale, lang) : nothing}<span
      class="origin"
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
        ${incidence ? html`${conflict(incidence)}${incidence.said.map((said) => version(said, effect.serious ? 'serious' : 'filled', scale, view))}` : runs([notInRecord()], scope)}
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

/** The order after one was asked for: its first direction, then the other, then the source's order again. */
export const nextSort = (sort: Sort | undefined, key: string | undefined): Sort | undefined => {
  const order = orders().find((one) => one.key === key);
  if (!order) return undefined;
  const { first } = order;
  if (sort?.key !== order.key) return { key: order.key, direction: first };
  return sort.direction === first
    ? { key: order.key, direction: first === 'ascending' ? 'descending' : 'ascending' }
    : undefined;
};

/** @param scale the axis that all share. */
const head = (
  list: EffectList,
  scale: AxisScale | undefined,
  { sort, lang }: AdverseEventView,
  sortable: boolean,
) => html`
  <thead role="rowgroup">
    <tr role="row">
      ${orders().map(
        ({ key, label }) => html`
          <th
            role="columnheader"
            scope="col"
            class=${key}
            aria-sort=${sortable ? (sort?.key === key ? sort.direction : 'none') : nothing}
          >
            ${sortable ? html`<button type="button" data-sort=${key}>${label}</button>` : html`<span>${label}</span>`}
            ${
              key === 'incidence' && scale
                ? html`<span class="axis soft number" aria-hidden="true"
                    ><span>0</span><span>${formatPercent(scale.to / 2, lang)}</span
                    ><span>${formatPercent(scale.to, lang)}</span></span
                  >`
                : nothing
            }
          </th>
        `,
      )}
      ${list.told.length > 0 ? html`<th role="columnheader" scope="col"><span class="visually-hidden">${effectColumns().details}</span></th>` : nothing}
    </tr>
  </thead>
`;

const table = (
  key: string,
  effects: readonly AdverseEvent[],
  list: EffectList,
  scale: AxisScale | undefined,
  view: AdverseEventView,
  sortable: boolean,
): Block =>
  shellOf(key, html`<table class="effects" part="effects" role="table" aria-label=${effectLabel(effects)}></table>`, [
    blockOf('head', () => head(list, scale, view, sortable)),
    shellOf(
      'body',
      html`<tbody role="rowgroup"></tbody>`,
      effects.map((effect) => blockOf(effect.term, () => row(effect, list, scale, view))),
    ),
  ]);

/** A list to choose from; an empty value is all. What is chosen is kept by the element, and set by it. */
const select = (
  name: keyof Filter,
  label: string,
  values: readonly string[],
  inWords = (value: string) => value,
): Block =>
  blockOf(
    name,
    () => html`
      <label
        >${label}
        <select name=${name}>
          <option value="">${words('ALL')}</option>
          ${values.map((value) => html`<option value=${value}>${inWords(value)}</option>`)}
        </select>
      </label>
    `,
  );

/** The orders as buttons, where the columns are groups: then no column's head can be pressed. */
const sortButtons = (sort: Sort | undefined): Value =>
  orders().map(({ key, label }) => {
    const words = msg(str`Sort by ${inPhrase(label)}`);
    return html`<button type="button" data-sort=${key} aria-pressed=${sort?.key === key ? 'true' : 'false'}>
      ${words}
    </button>`;
  });

/** How many of the effects are shown, and in which order. */
const counted = (count: number, found: number, { sort, most }: AdverseEventView): string => {
  const shown =
    found > most
      ? msg(str`${most} of ${found} effects shown so far`)
      : found < count
        ? msg(str`${found} of ${count} effects shown`)
        : msg(str`All ${count} effects shown`);
  const order = orders().find(({ key }) => key === sort?.key);
  const sorting =
    order && sort
      ? msg(str`sorted by ${inPhrase(order.label)}, ${order.words[sort.direction]}`)
      : msg('in the source’s order');
  return `${shown}, ${sorting}.`;
};

/** @param inGroupedTable whether the columns are groups. */
const controls = (
  effects: readonly AdverseEvent[],
  found: number,
  view: AdverseEventView,
  inGroupedTable: boolean,
): Block[] => {
  const systems = [...new Set(effects.flatMap(({ organSystem }) => organSystem ?? []))].sort((a, b) =>
    a.localeCompare(b, view.lang),
  );
  const { serious, organSystem } = effectColumns();
  const bar = html`<div class="controls small" part="filter" role="group" aria-label=${msg('Filter and order')}></div>`;
  return [
    shellOf('controls', bar, [
      blockOf('text', () => html`<label>${msg('Filter effects')} <input type="search" name="text" /></label>`),
      select('seriousness', serious, ['Serious', 'Not serious', 'Not stated'], translated),
      ...(systems.length > 1 ? [select('organSystem', organSystem, systems)] : []),
      blockOf('orders', () => (inGroupedTable ? sortButtons(view.sort) : nothing)),
      blockOf('all', () =>
        found < effects.length ? html`<button type="button" data-show-all>${msg('Show all')}</button>` : nothing,
      ),
      blockOf('unsorted', () =>
        view.sort ? html`<button type="button" data-sort="">${msg('Source’s order')}</button>` : nothing,
      ),
    ]),
    shellOf('counted', html`<p class="small" role="status"></p>`, [
      blockOf('words', () => html`<span>${counted(effects.length, found, view)}</span>`),
    ]),
  ];
};

/**
 * The adverse effects: those of patients, then what was seen in animals only; a long list can be filtered and sorted.
 */
export const adverseEventTable = (effects: readonly AdverseEvent[], view: AdverseEventView): readonly Block[] => {
  const { filter, sort, lang, scope, groups, most } = view;
  const byGroup = isByGroup(effects, groups);
  const list = effectListOf(effects);
  const { before, after } = saidOfAll(list, groups, lang);
  const isLong = effects.length > LONG;
  const found = isLong ? effects.filter((effect) => matches(effect, filter)) : effects;
  const { patients, animals } = bySpecies(found);
  const inPatients = sorted(patients, sort, lang).slice(0, most);
  const preclinical = animals.slice(0, most - inPatients.length);
  const scale = scaleOf(axisOfShares(axisEnd(effects)));
  const grouped = () =>
    tableNode(effectsByGroup(inPatients, list, groups, { isSorted: sort !== undefined, lang }), scope, 5, 'effects');
  return [
    blockOf('before', () => (before.length > 0 ? html`<div class="small">${blocks(before, scope, 5)}</div>` : nothing)),
    ...(isLong ? controls(effects, found.length, view, byGroup) : []),
    ...(inPatients.length === 0
      ? []
      : [byGroup ? blockOf('effects', grouped) : table('effects', inPatients, list, scale, view, isLong)]),
    ...(preclinical.length > 0
      ? [
          blockOf('animals', () => html`<h3 id="preclinical">${animalsHeading()}</h3>`),
          table('animals-effects', preclinical, list, scale, view, false),
        ]
      : []),
    blockOf('more', () =>
      found.length > most
        ? html`<p class="note soft small">${msg(str`${found.length - most} more effects follow.`)}</p>`
        : nothing,
    ),
    blockOf('after', () =>
      after.length > 0 ? html`<div class="note soft small">${blocks(after, scope, 5)}</div>` : nothing,
    ),
  ];
};

import type { Block, BlockOf, Cell, NamedText, Runs } from '../../content/model.js';
import type { Mark } from '../../content/marks.js';
import { block, type TextScope } from '../../text/render.js';
import { drawnShare, drawnValue, type Look, plot, scaleOf, ticks } from './chart.js';
import { html, nothing, type Value } from './template.js';
import { factNode } from './facts.js';
import { type GroupedTable, groupedTable } from './grouped-table.js';
import { runs, wordsOf } from './runs.js';

/** Text longer than this is folded: whole, but out of the way of the numbers. */
const LONG = 320;

/** Authored text as paragraphs. */
export const paragraphs = (text: string | undefined, scope: TextScope, level: number): Value =>
  text ? html`<div class="prose">${block(text, scope, level)}</div>` : nothing;

/** A small fold inside a card's part. */
export const more = (label: Value, content: Value): Value =>
  html`<details class="more">
    <summary>${label}</summary>
    ${content}
  </details>`;

/** Text that a reader may want: in place where it is short, else behind its name. */
export const maybeLong = (label: string, text: string | undefined, scope: TextScope, level: number): Value =>
  text === undefined || text === ''
    ? nothing
    : text.length <= LONG
      ? html`<div class="prose small soft">${block(text, scope, level)}</div>`
      : more(label, html`<div class="prose small">${block(text, scope, level)}</div>`);

/** A line, or a fact with its sources. */
export const cellNode = (cell: Cell, scope: TextScope): Value =>
  'said' in cell ? factNode(cell, scope) : runs(cell, scope);

/** A heading of a card's part. */
const heading = (words: Runs, scope: TextScope, level: number): Value =>
  html`<p class="table-title" role="heading" aria-level=${Math.min(level, 6)}>${runs(words, scope)}</p>`;

const facts = ({ groups }: BlockOf<'facts'>, scope: TextScope, level: number): Value =>
  groups.map(
    ({ heading: title, rows }) =>
      html`${title ? heading(title, scope, level) : nothing}
        <dl class="rows">
          ${rows.map(
            ({ label, fact }) =>
              html`<div>
                <dt>${runs(label, scope)}</dt>
                <dd>${fact && factNode(fact, scope)}</dd>
              </div>`,
          )}
        </dl>`,
  );

/** Blocks of which one line alone needs no paragraph of its own. */
const item = (all: readonly Block[], scope: TextScope, level: number): Value => {
  const [first, ...rest] = all;
  return first?.kind === 'line'
    ? html`${cellNode(first.runs, scope)}${blocks(rest, scope, level)}`
    : blocks(all, scope, level);
};

const list = ({ items, look }: BlockOf<'list'>, scope: TextScope, level: number): Value => {
  if (look === undefined)
    // With a space, which tells items apart where a style sheet sets them in one line.
    return html`<ul class="plain">
      ${items.map((one) => [' ', html`<li>${item(one, scope, level)}</li>`])}
    </ul>`;
  const parts = items.map(([first, ...rest]) => [first ? item([first], scope, level) : nothing, rest] as const);
  return look === 'folded'
    ? parts.map(([name, rest]) => (rest.length > 0 ? more(name, blocks(rest, scope, level)) : html`<p>${name}</p>`))
    : html`<dl class="rows">
        ${parts.map(
          ([name, rest]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${blocks(rest, scope, level)}</dd>
            </div>`,
        )}
      </dl>`;
};

const groupName = (title: Runs | undefined, about: readonly NamedText[], scope: TextScope, level: number): Value =>
  title?.length || about.length > 0
    ? html`${title ? runs(title, scope) : nothing}${about.map(({ name, source }) => maybeLong(name, source, scope, level))}`
    : undefined;

/** More characters than this stand above the drawing, not beside it. */
const BESIDE = 40;

/** A cell with a drawing beside its number. */
const barred = (cell: Cell, scope: TextScope, drawing: Value): Value => {
  const isLong = !('said' in cell) && wordsOf(cell).length > BESIDE;
  return html`<div class="barred">
    <div class=${isLong ? 'long' : nothing}>${cellNode(cell, scope)}</div>
    ${drawing}
  </div>`;
};

/** A table with groups as columns. @param part its name for a page's styles. */
export const tableNode = (
  { label, corner, columns, groups, axis }: BlockOf<'table'>,
  scope: TextScope,
  level: number,
  part: GroupedTable['part'] = 'matrix',
): Value =>
  groupedTable({
    label,
    part,
    corner: runs(corner, scope),
    columns: columns.map((title) => runs(title, scope)),
    belowTitle: axis && barred([], scope, ticks(axis)),
    blocks: groups.map(({ heading: title, about = [], rows, axis: own }) => {
      const scale = scaleOf(own ?? axis);
      const drawn = (mark: Mark, look: Look) =>
        scale && plot(scale, own ? drawnValue(scale, mark, look) : drawnShare(scale, mark, look));
      return {
        heading: groupName(title, about, scope, level),
        rows: rows.map(({ header, note, cells, marks, isSerious }) => ({
          header: html`${runs(header, scope)}${note ? html`<span class="soft small line">${runs(note, scope)}</span>` : nothing}`,
          cells: cells.map((cell, index) => {
            const mark = marks?.[index];
            return mark ? barred(cell, scope, drawn(mark, isSerious ? 'serious' : 'filled')) : cellNode(cell, scope);
          }),
        })),
        below: own && barred([], scope, ticks(own)),
      };
    }),
  });

const blockNode = (one: Block, scope: TextScope, level: number): Value => {
  switch (one.kind) {
    case 'prose':
      return paragraphs(one.source, scope, level);
    case 'line':
      return html`<p>${cellNode(one.runs, scope)}</p>`;
    case 'facts':
      return facts(one, scope, level);
    case 'list':
      return list(one, scope, level);
    case 'table':
      return tableNode(one, scope, level);
    case 'section':
      return html`<section>
        ${one.heading ? heading(one.heading, scope, level) : nothing}${blocks(one.of, scope, level + 1)}
      </section>`;
    case 'notice':
      return html`<div class=${`notice ${one.tone}`}>
        <p>${runs(one.says, scope)}</p>
        ${blocks(one.of ?? [], scope, level)}
      </div>`;
    // The elements that have these place them themselves.
    case 'image':
    case 'card':
      return nothing;
  }
};

/** Parts of a card. @param level of their headings, 2 to 6. */
export const blocks = (all: readonly Block[], scope: TextScope, level: number): Value =>
  all.map((one) => blockNode(one, scope, level));

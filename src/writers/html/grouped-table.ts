import type { Html } from '../../text/html.js';
import { html, nothing, type Value } from './template.js';

/** A table with groups as columns: on a narrow page each of its lines becomes a block that names the group beside each value. */
export interface GroupedTable {
  /** What the table tells, for who can't see it. */
  label: string;
  /** What the first column is about. */
  corner: Value;
  /** The table's name for a page's styles. */
  part: 'effects' | 'groups' | 'matrix';
  /** The groups' titles. */
  columns: readonly Value[];
  /** The axis below each group's title, hidden from screen readers. */
  belowTitle?: Value | undefined;
  /** Lines that belong together, under a heading of their own where there is one. */
  blocks: readonly {
    heading?: Value;
    rows: readonly { header: Value; cells: readonly Value[] }[];
    /** The axis below each column, hidden from screen readers. */
    below?: Value | undefined;
  }[];
}

/** More groups than this scroll sideways. */
const WIDE = 7;

/** The width from which so many groups stand side by side. */
const sizeOf = (columns: number) => (columns <= 2 ? 'few' : columns <= 4 ? 'some' : 'many');

const belowEach = (columns: readonly Value[], what: Value | undefined): Value =>
  what
    ? html`<tr class="below" aria-hidden="true">
        <td></td>
        ${columns.map(() => html`<td>${what}</td>`)}
      </tr>`
    : nothing;

/** Writes a table with groups as columns. */
export const groupedTable = ({ label, corner, part, columns, belowTitle, blocks }: GroupedTable): Html => html`
  <div
    class=${`matrix ${sizeOf(columns.length)}${columns.length > WIDE ? ' wide' : ''}`}
    role=${columns.length > WIDE ? 'region' : nothing}
    aria-label=${columns.length > WIDE ? label : nothing}
    tabindex=${columns.length > WIDE ? 0 : nothing}
  >
    <table role="table" aria-label=${label} part=${part}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${corner}</th>
          ${columns.map((title) => html`<th role="columnheader" scope="col">${title}</th>`)}
        </tr>
        ${belowEach(columns, belowTitle)}
      </thead>
      ${blocks.map(
        ({ heading, rows, below }) =>
          html`<tbody role="rowgroup">
            ${
              heading
                ? html`<tr role="row" class="block">
                    <th role="rowheader" scope="rowgroup" colspan=${columns.length + 1}>${heading}</th>
                  </tr>`
                : nothing
            }
            ${rows.map(
              ({ header, cells }) =>
                html`<tr role="row">
                  <th role="rowheader" scope="row">${header}</th>
                  ${columns.map(
                    (title, index) =>
                      html`<td role="cell">
                        <span class="column soft small" aria-hidden="true">${title}</span>
                        <div>${cells[index]}</div>
                      </td>`,
                  )}
                </tr>`,
            )}
            ${belowEach(columns, below)}
          </tbody>`,
      )}
    </table>
  </div>
`;

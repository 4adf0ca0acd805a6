import { css } from 'lit';

/** Too narrow for columns: a line is a block, and each value stands beside its group's title. */
const stacked = css`
  & :is(table, tbody, tr, th) {
    display: block;
  }
  /* The corner says what is measured and in which unit: it stays in sight. The groups' titles stand beside each value. */
  &.matrix :is(thead, thead tr) {
    display: block;
  }
  &.matrix thead th:first-child {
    width: auto;
  }
  & thead th:not(:first-child) {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  & tr {
    padding-block: 0.4em;
  }
  & :is(th, td) {
    padding-block: 0.1em;
  }
  & td {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    column-gap: 0.75em;
  }
  &.matrix td .column {
    display: block;
  }
  /* One axis for all that stands below one another. */
  & :is(thead .below, .below td:not(:last-child)) {
    display: none;
  }
  & .below .barred {
    grid-column: 2;
  }
`;

const columns = css`
  .matrix {
    overflow-x: auto;
    margin-block-start: var(--_unit);
  }
  /* Whatever the element makes of its own tables, here a row is a row. */
  .matrix table {
    display: table;
    width: 100%;
    margin: 0;
    font-size: 0.9375em;
    table-layout: fixed;
  }
  .matrix thead {
    display: table-header-group;
  }
  .matrix tbody {
    display: table-row-group;
  }
  .matrix tr {
    display: table-row;
    padding: 0;
    border: 0;
  }
  .matrix :is(th, td) {
    vertical-align: top;
    padding-block: 0.3em;
    padding-inline: 0 0.9em;
    overflow-wrap: anywhere;
  }
  .matrix thead th {
    vertical-align: bottom;
    font-size: 0.9em;
    line-height: 1.25;
    color: var(--_ink-soft);
    border-block-end: 1px solid var(--_hairline);
  }
  .matrix tr + tr,
  .matrix tbody + tbody {
    border-block-start: 1px dotted var(--_hairline);
  }
  .matrix .block th {
    font-weight: 650;
    padding-block-start: 0.9em;
  }
  .matrix td > div {
    font-variant-numeric: tabular-nums lining-nums;
  }
  .matrix .long {
    grid-column: 1 / -1;
  }
  .barred > svg {
    grid-column: -2;
  }
  .matrix td .small {
    line-height: 1.3;
  }
  .matrix td .column {
    display: none;
  }
  .matrix tr.below {
    border: 0;
  }
  .few thead th:first-child {
    width: 40%;
  }
  .some thead th:first-child {
    width: 28%;
  }
  .many thead th:first-child {
    width: 20%;
  }
  .wide table {
    width: max-content;
    min-width: 100%;
    table-layout: auto;
  }
  .wide :is(th, td) {
    max-width: 14em;
  }
  @media print {
    .matrix {
      overflow: visible;
    }
  }
`;

export const groupedTableStyles = [
  columns,
  css`
    /* A drawing beside its number where there is room, else below it. */
    @container (min-width: 640px) {
      .few .barred {
        display: grid;
        grid-template-columns: 9em minmax(0, 1fr);
        column-gap: 0.5em;
        align-items: baseline;
      }
    }
    @container (max-width: 419px) {
      .few {
        ${stacked}
      }
    }
    @container (max-width: 639px) {
      .some {
        ${stacked}
      }
    }
    @container (max-width: 859px) {
      .many {
        ${stacked}
      }
    }
  `,
];

import { css } from 'lit';

/** The looks of `<therapy-comparison>`. */
export const therapyComparisonStyles = css`
  :host {
    --_reserve: 24em;
  }
  .warnings {
    margin-block-end: 0.75em;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1.5em;
    align-items: center;
    margin-block-end: 0.5em;
  }
  .tools input {
    min-height: 0;
    margin-block: 0;
    margin-inline: 0 0.25em;
    vertical-align: -0.1em;
  }
  table {
    width: 100%;
    border-block-start: 1px solid var(--_ink);
  }
  th,
  td {
    padding-block: 0.5em;
    vertical-align: top;
  }
  thead footer {
    border: 0;
    margin: 0;
    padding: 0;
    font-weight: 400;
  }
  .corner {
    font-weight: 400;
  }
  tbody th {
    color: var(--_ink-soft);
  }
  tbody th .small {
    display: block;
  }
  .same td {
    color: var(--_ink-soft);
  }
  .group th {
    color: inherit;
    font-weight: 650;
    padding-block-start: 1.25em;
  }
  .label {
    display: block;
    font-size: 0.8667em;
    font-weight: 650;
  }
  .notes {
    margin-block-start: 1em;
  }
  .of-2 {
    --_columns: 2;
  }
  .of-3 {
    --_columns: 3;
  }
  .of-4 {
    --_columns: 4;
  }
  .of-5 {
    --_columns: 5;
  }
  .of-6 {
    --_columns: 6;
  }
  @container (min-width: 640px) {
    table {
      table-layout: fixed;
      min-width: calc(8em + 11em * var(--_columns, 1));
    }
    tr > * {
      border-block-end: 1px solid var(--_hairline);
    }
    tr > * + * {
      padding-inline-start: 1.25em;
    }
    thead tr > * {
      border-color: var(--_ink);
    }
    .corner {
      width: 18%;
    }
    .label {
      display: none;
    }
    .wide tr > :first-child {
      position: sticky;
      inset-inline-start: 0;
      background: var(--_paper);
      z-index: 1;
    }
  }
  @container (max-width: 639.9px) {
    table,
    thead,
    tbody,
    tr,
    th,
    td {
      display: block;
    }
    .corner {
      display: none;
    }
    tr {
      border-block-end: 1px solid var(--_hairline);
      padding-block: 0.5em;
    }
    thead tr {
      border-color: var(--_ink);
    }
    th,
    td {
      padding-block: 0.2em;
    }
    tbody th {
      color: inherit;
      font-weight: 650;
      font-size: 1.0667em;
    }
    tbody th .small {
      font-weight: 400;
    }
    .group {
      border-color: var(--_ink);
    }
  }
  @media print {
    .tools {
      display: none;
    }
    .table-scroll {
      overflow: visible;
    }
  }
`;

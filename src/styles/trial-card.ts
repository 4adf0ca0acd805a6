import { css } from 'lit';

/** The looks of `<trial-card>`. */
export const trialCardStyles = css`
  :host {
    --_reserve: 30em;
  }
  .card {
    background: var(--_paper);
    border-block-start: 3px solid var(--_ink);
    border-block-end: 1px solid var(--_hairline);
    padding: calc(var(--_unit) * 2.5) calc(var(--_unit) * 3);
  }
  header {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_unit) calc(var(--_unit) * 6);
    overflow-wrap: anywhere;
  }
  .title {
    display: inline;
    font-size: 1.2em;
    font-weight: 650;
    line-height: 1.2;
  }
  .nct {
    margin-inline-start: 0.5em;
  }
  .sign {
    width: 0.75em;
    height: 0.75em;
    fill: currentColor;
    stroke: currentColor;
    stroke-width: 1.5;
  }
  .ring {
    fill: none;
  }
  .dotted {
    stroke-dasharray: 2 1.6;
  }
  .plain-title {
    font-size: 1.0667em;
    line-height: 1.35;
    text-wrap: pretty;
  }
  .summary {
    margin-block-start: var(--_unit);
    max-width: var(--artifact-measure, 68ch);
  }
  .plain {
    list-style: none;
    padding: 0;
  }
  .facts {
    display: grid;
    gap: calc(var(--_unit) * 2) calc(var(--_unit) * 5);
    margin-block-start: calc(var(--_unit) * 3);
    border-block: 1px solid var(--_hairline);
    padding-block: calc(var(--_unit) * 2);
    font-size: 0.9375em;
  }
  dt {
    color: var(--_ink-soft);
    font-size: 0.8667em;
  }
  .heading,
  .conclusions .table-title {
    font-weight: 650;
    font-size: 1.0667em;
    margin-block: calc(var(--_unit) * 5) calc(var(--_unit) * 1);
    break-after: avoid;
  }
  .analyses {
    list-style: none;
    padding: 0;
    font-size: 0.9375em;
    margin-block-start: var(--_unit);
  }
  .analyses > li {
    padding-block: calc(var(--_unit) * 1.5);
    border-block-start: 1px dotted var(--_hairline);
  }
  .outcome {
    border-block-start: 1px solid var(--_hairline);
    padding-block: calc(var(--_unit) * 2) calc(var(--_unit) * 3);
  }
  .name > [role='heading'] {
    font-weight: 600;
  }
  .name + .prose {
    max-width: 76ch;
  }
  table {
    width: 100%;
    font-size: 0.9375em;
    margin-block-start: var(--_unit);
  }
  th {
    padding-inline-end: 1em;
  }
  tbody :is(th, td) {
    padding-block: 0.25em;
    vertical-align: top;
  }
  .outcome > table tbody + tbody {
    border-block-start: 1px dotted var(--_hairline);
  }
  .outcome > table {
    table-layout: fixed;
  }
  col:nth-child(1) {
    width: 23%;
  }
  col:nth-child(2) {
    width: 11em;
  }
  col:nth-child(4) {
    width: 30%;
  }
  .treatment .number {
    font-weight: 600;
  }
  .result {
    padding-inline-end: 0.5em;
  }
  .result .soft {
    font-size: 0.8667em;
  }
  .chart {
    padding-inline-end: 1em;
  }
  .forest {
    max-width: 32em;
    margin-block-start: var(--_unit);
  }
  .p-value {
    margin-block-start: var(--_unit);
  }
  .folds {
    margin-block-start: calc(var(--_unit) * 4);
  }
  details {
    border-block-start: 1px solid var(--_hairline);
  }
  summary {
    padding-block: calc(var(--_unit) * 1.5);
    font-weight: 600;
  }
  .folded {
    padding-block-end: calc(var(--_unit) * 3);
    font-size: 0.9375em;
  }
  .conclusions li + li {
    border-block-start: 1px dotted var(--_hairline);
  }
  .conclusions li {
    padding-block: var(--_unit);
  }
  :is(.conclusions, .folded > .prose) {
    max-width: 76em;
  }
  @container (min-width: 460px) {
    .facts {
      grid-template-columns: 1fr 1fr;
    }
    .wide {
      grid-column: 1 / -1;
      display: grid;
      grid-template-columns: 6em minmax(0, 1fr);
    }
  }
  @container (min-width: 640px) {
    header {
      grid-template: auto 1fr / minmax(0, 1fr) fit-content(18em);
    }
    .status {
      grid-area: 1 / 2 / 3;
    }
  }
  @container (min-width: 860px) {
    .facts {
      grid-template-columns: minmax(0, 3fr) minmax(0, 4fr) minmax(0, 4fr) minmax(0, 5fr);
    }
  }
  @container (max-width: 859px) {
    .outcome > table {
      display: grid;
      grid-template-columns: 26% 10.5em minmax(0, 1fr);
    }
    .outcome > table :is(tbody, tfoot, tr) {
      display: grid;
      grid-template-columns: subgrid;
      grid-column: 1 / -1;
    }
    colgroup,
    .axis td:empty {
      display: none;
    }
    .outcome > table th {
      grid-row: 1 / span 2;
    }
    .result {
      grid-column: 2;
    }
    .result[colspan],
    .source {
      grid-column: 2 / -1;
    }
    .outcome > table .source {
      padding-block-start: 0;
    }
    .source .fact-note {
      display: inline;
    }
    .chart {
      grid-column: 3;
      padding-inline-end: 0.5em;
    }
  }
  @container (max-width: 459px) {
    .outcome > table {
      grid-template-columns: 0 fit-content(66%) minmax(0, 1fr);
    }
    .outcome > table th {
      grid-area: 1 / 1 / auto / -1;
      padding-block-end: 0;
    }
  }
`;

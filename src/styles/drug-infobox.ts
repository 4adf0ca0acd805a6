import { css } from 'lit';

/** The looks of `<drug-infobox>`. */
export const drugInfoboxStyles = css`
  :host {
    --_reserve: 24em;
    max-inline-size: var(--artifact-infobox-width, 25em);
  }
  .box {
    background: var(--_paper);
    border: 1px solid var(--_hairline);
    border-block-start: 3px solid var(--_ink);
    padding: calc(var(--_unit) * 2.5) calc(var(--_unit) * 3);
  }
  .title {
    font-size: 1.2em;
    font-weight: 650;
    line-height: 1.2;
    text-wrap: balance;
  }
  .names {
    margin-block-start: 2px;
  }
  .image::slotted(*),
  figure {
    margin-block-start: calc(var(--_unit) * 2);
    max-inline-size: 100%;
  }
  .warning {
    padding: calc(var(--_unit) * 1.5) calc(var(--_unit) * 2);
    margin-block: calc(var(--_unit) * 2) 0;
  }
  .facts {
    width: 100%;
    table-layout: fixed;
    margin-block-start: calc(var(--_unit) * 1.5);
    font-size: 0.9375em;
  }
  .labels {
    width: 7.5em;
  }
  .labels.long {
    width: 9.5em;
  }
  .facts th[scope='row'] {
    padding-block: 0.32em;
    padding-inline-end: 0.9em;
    color: var(--_ink-soft);
    vertical-align: top;
  }
  .facts td {
    padding: 0.32em 0;
    vertical-align: top;
  }
  .facts :is(th, td) {
    /* What a narrow column can't hold would be cut at the box's edge. */
    overflow-wrap: anywhere;
    hyphens: auto;
  }
  .facts tr + tr > :is(th, td) {
    border-block-start: 1px solid color-mix(in oklch, var(--_hairline) 60%, transparent);
  }
  .facts .group th {
    padding: 0.9em 0 0.25em;
    font-weight: 650;
    font-size: 0.8667em;
    border-block-end: 1px solid var(--_hairline);
  }
  .facts .group + tr > :is(th, td) {
    border-block-start: 0;
  }
  .cautions {
    margin-block-start: calc(var(--_unit) * 2);
  }
  .sections {
    font-size: 0.9375em;
    margin-block-start: calc(var(--_unit) * 2);
  }
  .all .sections {
    margin-block-start: 0;
  }
  @container (max-width: 330px) {
    .labels.short {
      width: 6.5em;
    }
  }
  @container (max-width: 290px) {
    .labels.long {
      width: 7.5em;
    }
  }
  @container (max-width: 250px) {
    .facts {
      table-layout: auto;
    }
    .labels.labels {
      width: auto;
    }
    .facts tr:not(.group),
    .facts tr:not(.group) > * {
      display: block;
      width: auto;
      max-width: none;
      border: 0;
    }
    .facts td {
      padding-block-start: 0;
    }
  }
`;

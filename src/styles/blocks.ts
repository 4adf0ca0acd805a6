import { css } from 'lit';

/** The looks of the parts of a card: rows, tables, texts that are folded. */
export const blockStyles = css`
  .line {
    display: block;
  }
  .more {
    border: 0;
    margin-block-start: var(--_unit);
    font-size: 0.9375em;
  }
  .more > summary {
    padding-block: 0.15em;
    font-weight: 400;
    color: var(--_ink-soft);
  }
  .more > :not(summary) {
    padding-block: 0.25em 0.5em;
    max-width: 76ch;
  }
  .table-title {
    font-weight: 650;
    margin-block-start: calc(var(--_unit) * 3);
  }
  .rows > div {
    padding-block: var(--_unit);
  }
  .rows > div + div {
    border-block-start: 1px dotted var(--_hairline);
  }
  .rows {
    max-width: 76em;
  }
  @container (min-width: 460px) {
    .rows > div {
      display: grid;
      grid-template-columns: 26% minmax(0, 1fr);
      column-gap: 1em;
    }
  }
`;

import { css } from 'lit';

export const labelStyles = css`
  .sections {
    border-block-start: 1px solid var(--_ink);
  }
  .sections > .part {
    padding-block: 0.6em;
    border-block-end: 1px solid var(--_hairline);
  }
  .part .part {
    margin-block-start: 0.75em;
  }
  .head {
    font-weight: 650;
    margin-block-end: 0.25em;
  }
  .part .part .part .head {
    font-weight: 500;
    font-style: italic;
  }
  .part details > * + * {
    margin-block-start: 0.75em;
  }
  .part summary {
    width: fit-content;
    color: var(--_accent);
    margin-block-start: 0.35em;
  }
  .part details[open] > summary {
    color: var(--_ink-soft);
  }
  .part caption {
    font-weight: 500;
    text-align: start;
    margin-block-end: 0.35em;
  }
  .part tbody th {
    font-weight: 400;
  }
  .part td,
  .part th {
    font-variant-numeric: tabular-nums lining-nums;
    min-width: 3.5em;
  }
  .recall {
    margin-block: 0.75em;
    padding-inline-start: 0.75em;
    border-inline-start: 3px solid var(--_danger);
  }
  .all > summary {
    font-weight: 650;
    padding-block: 0.5em;
  }
  @media print {
    .part summary,
    .all > summary {
      display: none;
    }
  }
`;

import { css } from 'lit';

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

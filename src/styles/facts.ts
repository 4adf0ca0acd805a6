import { css } from 'lit';

export const factStyles = css`
  .fact,
  .versions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3em 0.9em;
    align-items: baseline;
  }
  .fact ul {
    list-style: none;
    padding: 0;
  }
  .versions > li {
    border-inline-start: 2px solid var(--_hairline);
    padding-inline-start: 0.5em;
  }
  .fact details {
    border: 0;
    color: var(--_ink-soft);
  }
  .fact details[open] {
    flex-basis: 100%;
  }
  .fact summary {
    padding-block: 0.2em;
    font-weight: inherit;
  }
  .fact details .small {
    font-size: inherit;
  }
  .conflict {
    color: var(--_caution);
  }
  .fact-note {
    display: block;
    line-height: 1.35;
  }
`;

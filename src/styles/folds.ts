import { css } from 'lit';

export const foldStyles = css`
  .folded ul.plain {
    display: grid;
    gap: 0.5em;
    max-width: 80ch;
  }
  .folded .plain > li > strong {
    color: var(--_danger);
  }
  .folded .more ul.plain {
    display: block;
    columns: 20em;
    max-width: none;
  }
`;

import { css } from 'lit';

export const entryStyles = css`
  .lookup {
    display: inline-block;
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }
  .unverified,
  .note {
    color: var(--_ink-soft);
  }
  .unverified strong {
    color: var(--_caution);
  }
  .note strong {
    color: var(--_danger);
  }
`;

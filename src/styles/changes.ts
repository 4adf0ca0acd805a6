import { css } from 'lit';

export const changeStyles = css`
  .changes {
    margin-block-start: calc(var(--_unit) * 2);
    border-inline-start: 3px solid var(--_caution);
    padding: var(--_unit) calc(var(--_unit) * 2);
  }
  .changes ins {
    text-decoration: none;
    font-weight: 600;
  }
  .retrieved {
    margin-block-start: calc(var(--_unit) * 2);
  }
`;

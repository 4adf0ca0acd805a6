import { css } from 'lit';

export const footerStyles = css`
  footer {
    margin-block-start: calc(var(--_unit) * 2);
    border-block-start: 1px solid var(--_hairline);
    padding-block-start: calc(var(--_unit) * 1.5);
  }
`;

import { css } from 'lit';

export const reportStyles = css`
  .reports > section > .table-title {
    font-size: 1.0667em;
    margin-block: 1.75em 0.5em;
  }
  .reports .caveat {
    max-width: var(--artifact-measure, 68ch);
  }
  .reports section section {
    margin-block-start: 1em;
  }
  .reports ul {
    padding: 0;
    list-style: none;
  }
  .reports li {
    padding-block: 0.35em;
    border-block-start: 1px solid var(--_hairline);
  }
  .reports li > ul,
  .reports li li {
    display: inline;
    border: 0;
  }
  .reports li li::before {
    content: ' · ' / '';
    color: var(--_ink-soft);
  }
`;

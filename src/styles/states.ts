import { css } from 'lit';

export const stateStyles = css`
  .loading {
    display: grid;
    gap: 0.75em;
    align-content: start;
    min-height: var(--artifact-reserve, var(--_reserve, 8em));
    padding: calc(var(--_unit) * 3);
  }
  .bar {
    height: 0.8em;
    border-radius: 2px;
    background: var(--_hairline);
    opacity: 0.5;
    max-width: 90%;
  }
  .bar:nth-child(3) {
    max-width: 70%;
  }
  .bar:nth-child(4) {
    max-width: 50%;
  }
  .failed {
    border: 1px solid var(--_hairline);
    border-inline-start: 3px solid var(--_danger);
    background: var(--_paper);
    padding: calc(var(--_unit) * 3);
  }
  .failed.above {
    margin-block-end: 0.75em;
  }
  .failed > * + * {
    margin-block-start: 0.5em;
  }
  .failed .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 1em;
    align-items: center;
  }
  .other-records {
    color: var(--_ink-soft);
    margin-block: 0.5em;
    overflow-wrap: anywhere;
  }
  .other-records > :not(summary) {
    margin-block-start: 0.5em;
  }
  .address,
  .problems {
    overflow-wrap: anywhere;
  }
  .problems {
    color: var(--_ink-soft);
    margin-block: 0.5em;
  }
  .overdue {
    color: var(--_caution);
  }
  .overdue:not(:last-child) {
    margin-block-end: 0.5em;
  }
  .problems summary::before {
    content: '⚠︎ ' / '';
    color: var(--_caution);
  }
`;

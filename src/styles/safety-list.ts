import { css } from 'lit';

/** The looks of `<safety-list>`. */
export const safetyListStyles = css`
  :host {
    --_reserve: 24em;
  }
  h2 {
    font-size: 1.2em;
  }
  h3 {
    font-size: 1.0667em;
    margin-block: 1.75em 0.5em;
  }
  .prose,
  .note,
  dd {
    max-width: var(--artifact-measure, 68ch);
  }
  .note {
    margin-block-start: 0.75em;
  }
  .counting .prose {
    max-width: 80ch;
  }
  .counting > * + * {
    margin-block-start: 0.25em;
  }
  .precautions {
    border-block-start: 1px solid var(--_ink);
  }
  .precautions > section > .table-title {
    margin: 0;
  }
  .precautions > section {
    padding-block: 0.6em;
    border-block-end: 1px solid var(--_hairline);
  }

  .effects,
  .effects :is(thead, tbody) {
    display: block;
  }
  .effects {
    margin-block-start: 0.6em;
    border-block-start: 1px solid var(--_ink);
  }
  [role='row'] {
    display: grid;
    gap: 0.35em 1.5em;
    align-items: baseline;
    padding-block: 0.6em;
    border-block-end: 1px solid var(--_hairline);
  }
  h3 ~ h4 {
    margin-block-start: 1.25em;
  }
  [role='row'] > [role='rowheader'] {
    hyphens: auto;
  }
  thead [role='row'] {
    font-weight: 650;
  }
  /* Not on the row: its columns are measured in em and line up with those below. */
  thead th > :is(button, span) {
    font-size: 0.8667em;
  }
  .below {
    display: block;
  }
  .label {
    display: block;
    color: var(--_ink-soft);
  }

  @container (max-width: 559.9px) {
    thead [role='row'] {
      display: flex;
      flex-wrap: wrap;
      gap: 0 1.25em;
    }
  }
  @container (min-width: 560px) {
    .label {
      display: none;
    }
    .precautions > section {
      display: grid;
      grid-template-columns: minmax(11em, 22%) minmax(0, 1fr);
      gap: 0 1.5em;
      align-items: baseline;
    }
  }
  @media print {
    .boxed {
      break-inside: avoid;
    }
  }
`;

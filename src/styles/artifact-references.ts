import { css } from 'lit';

/** The looks of `<artifact-references>`. */
export const referencesStyles = css`
  ol {
    padding-inline-start: 2.2em;
    font-size: 0.9375em;
    max-inline-size: var(--artifact-measure, 58ch);
  }
  details ol {
    padding-block-start: 0.4em;
  }
  li {
    overflow-wrap: break-word;
    padding-inline-start: 0.2em;
  }
  li + li {
    margin-block-start: 0.5em;
  }
  li::marker {
    font-variant-numeric: tabular-nums lining-nums;
  }
  li:focus {
    outline: none;
    background: var(--_accent-soft);
  }
  li:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }
  .back {
    font-size: 0.9em;
  }
  .back > summary {
    inline-size: fit-content;
  }
  .back a {
    display: inline-block;
    min-inline-size: 1.2em;
    text-align: center;
  }
  @media print {
    .back {
      display: none;
    }
    /* "doi:10.1056/…" says where it leads. */
    a[href^='https://doi.org/'][title]::after {
      content: none;
    }
  }
`;

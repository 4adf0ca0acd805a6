import { css } from 'lit';

/** The looks of `<artifact-sources-popover>`. */
export const sourcesPopoverStyles = css`
  :host {
    all: initial;
    display: block;
    box-sizing: border-box;
    margin-block: 0.5em;
    padding: 0.6em 0.8em;
    border: 1px solid var(--_ink-soft);
    /* Opaque, whatever paper a page wants. */
    background: linear-gradient(var(--_paper), var(--_paper)) Canvas;
    color: var(--_ink);
    color-scheme: inherit;
    font-family: inherit;
    font-size: max(0.875em, 13px);
    line-height: 1.4;
    overflow-wrap: break-word;
    text-align: start;
  }
  :host(:popover-open) {
    position: fixed;
    inset: auto;
    margin: 0;
    inline-size: max-content;
    max-inline-size: min(26em, calc(100vw - 12px));
    overflow: auto;
  }
  .all:focus {
    outline: none;
  }
  a {
    color: var(--_accent);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.15em;
  }
  a:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  .entry {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.6em;
  }
  .entry + * {
    margin-block-start: 0.6em;
    border-block-start: 1px solid var(--_hairline);
    padding-block-start: 0.6em;
  }
  p {
    margin: 0;
  }
  .title {
    font-weight: 650;
  }
  @media print {
    :host {
      display: none;
    }
  }
`;

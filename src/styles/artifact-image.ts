import { css } from 'lit';

/** The looks of `<artifact-image>`. */
export const imageStyles = css`
  :host {
    display: inline-block;
    max-inline-size: 100%;
  }
  :host([hidden]) {
    display: none;
  }
  [part~='placeholder'] {
    display: inline-grid;
    gap: 0.4em;
    justify-items: start;
    box-sizing: border-box;
    max-inline-size: 100%;
    padding: 0.6em 0.8em;
    border: 1px dashed var(--_hairline);
    color: var(--_ink-soft);
    font-size: 0.875em;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .shown {
    padding: 0;
    border: 0;
  }
  [role='status']:empty {
    position: absolute;
  }
  [part~='placeholder']:focus:not(:focus-visible) {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  img {
    display: block;
    max-inline-size: 100%;
    block-size: auto;
  }
  button {
    font: inherit;
    color: var(--_ink);
    background: none;
    border: 1px solid var(--_hairline);
    border-radius: 2px;
    padding: 3px 8px;
    min-block-size: 28px;
    text-align: start;
    cursor: pointer;
  }
  button:hover {
    border-color: var(--_ink-soft);
  }
  @media print {
    button {
      display: none;
    }
  }
`;

import { css } from 'lit';

/** The looks of `<artifact-contents>`. */
export const contentsStyles = css`
  :host {
    --_reserve: 2em;
  }
  nav {
    font-size: 0.875em;
    line-height: 1.35;
  }
  .beside {
    display: var(--_contents-open, none);
  }
  .above {
    display: var(--_contents-folded, block);
  }
  .title {
    font-weight: 650;
  }
  ul {
    list-style: none;
    padding: 0;
  }
  ul ul {
    padding-inline-start: 1em;
  }
  a {
    color: inherit;
    display: block;
    padding-block: 0.25em;
    padding-inline: 0.7em 0;
    border-inline-start: 2px solid transparent;
    text-decoration: none;
  }
  ul ul a {
    color: var(--_ink-soft);
  }
  a:hover {
    text-decoration: underline;
  }
  a[aria-current] {
    border-color: var(--_accent);
    color: var(--_ink);
    font-weight: 650;
  }
  details > ul {
    margin-block-start: 0.5em;
  }
  @media (forced-colors: active) {
    /* There a transparent border is drawn. */
    a:not([aria-current]) {
      border-color: Canvas;
    }
  }
  @media print {
    nav {
      display: none;
    }
  }
`;

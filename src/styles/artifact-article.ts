import { css } from 'lit';

/** The looks of `<artifact-article>`. */
export const articleStyles = css`
  :host {
    --_reserve: 40em;
  }
  .text {
    font-family: var(--artifact-prose-font, inherit);
    line-height: 1.55;
  }
  .text,
  .note,
  section > p {
    max-width: var(--artifact-measure, 58ch);
  }
  section > * + *,
  .text + section {
    margin-block-start: 0.75em;
  }
  section > :is(trial-card, safety-list, drug-infobox, therapy-comparison) {
    margin-block-start: 1.5em;
  }
  .heading {
    display: flex;
    align-items: baseline;
    gap: 0.4em;
    max-width: var(--artifact-measure, 58ch);
  }
  h2,
  h3,
  h4,
  h5,
  h6 {
    scroll-margin-block-start: 1em;
  }
  h2 {
    font-size: 1.44em;
  }
  h3 {
    font-size: 1.2em;
  }
  section + section > .heading,
  * + section > .heading,
  .text > * + .heading,
  .piece > * + .heading {
    margin-block-start: 1.5em;
  }
  .piece + .piece > .heading:first-child {
    margin-block-start: 0.75em;
  }
  [part='section-link'] {
    color: var(--_ink-soft);
    opacity: 0;
    padding-inline: 0.25em;
    text-decoration: none;
  }
  .heading:hover > [part='section-link'],
  [part='section-link']:focus-visible {
    opacity: 1;
  }
  .note {
    display: flow-root;
    border-block: 1px dotted var(--_ink-soft);
    color: var(--_ink-soft);
    padding-block: 0.5em;
  }
  @container (min-width: 600px) {
    :is(.text, .piece) > drug-infobox {
      float: inline-end;
      clear: inline-end;
      max-inline-size: 50%;
      margin-block: 0 1em;
      margin-inline: 1.5em 0;
    }
  }
  @media print {
    [part='section-link'] {
      display: none;
    }
  }
`;

import { css } from 'lit';

/** Headings and folds of the sections below an artifact's content. */
export const sectionStyles = css`
  :is(.root, .links > section, .hypotheses, .provenance, summary) > h2 {
    font-size: 1.2em;
    margin-block-end: 0.5em;
  }
  summary > h2 {
    display: inline;
  }
  .folded {
    padding-block: 0.75em 0.25em;
  }
  .plain {
    list-style: none;
    padding: 0;
  }
`;

export const linkSectionStyles = css`
  .links {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
    gap: 1.5em 2.5em;
  }
  .links li {
    padding-block: 0.2em;
  }
`;

/** Metadata and provenance. */
export const recordSectionStyles = css`
  :is(.metadata, .provenance) dl > div {
    border-block-start: 1px solid var(--_hairline);
    padding-block: 0.4em;
    overflow-wrap: anywhere;
  }
  :is(.metadata, .provenance) dt {
    color: var(--_ink-soft);
  }
  @container (min-width: 560px) {
    :is(.metadata, .provenance) dl > div {
      display: grid;
      grid-template-columns: 9em minmax(0, 1fr);
    }
  }
`;

export const hypothesesStyles = css`
  .hypotheses > .source {
    margin-block-end: 0.5em;
  }
  .hypotheses ul {
    border-block-start: 1px solid var(--_hairline);
  }
  .hypotheses li {
    border-block-end: 1px solid var(--_hairline);
    padding-block: 0.5em;
  }
  .hypotheses li .small {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.5em;
  }
  .hypotheses svg {
    width: 6em;
    margin-inline-end: 1em;
  }
  .scale {
    fill: none;
    stroke: var(--_ink-soft);
  }
  .score {
    fill: var(--_accent);
  }
  @container (min-width: 640px) {
    .hypotheses li {
      display: flex;
      justify-content: space-between;
      align-items: baseline;
      gap: 2em;
    }
    .hypotheses li .small {
      flex: none;
    }
    .hypotheses .small > :last-child {
      min-width: 8em;
    }
  }
`;

/** What is a fold and nothing else holds little room while it loads. */
export const foldedStyles = css`
  :host {
    --_reserve: 2em;
  }
`;

import { css } from 'lit';

/** The looks of `<artifact-viewer>`. */
export const viewerStyles = css`
  :host {
    --_reserve: 40em;
  }
  h1 {
    font-size: clamp(1.3em, 1em + 2.5cqi, 1.728em);
    font-weight: 650;
    line-height: 1.15;
    letter-spacing: -0.01em;
  }
  h2 {
    font-size: 1.2em;
  }
  .summary {
    margin-block: 0.5em;
    max-width: var(--artifact-measure, 58ch);
    font-size: 1.0667em;
  }
  .stack > * + *,
  .main > * + *,
  header + .main,
  .columns {
    margin-block-start: 1.5em;
  }
  .main > * + h2,
  .main > :is(.links, .hypotheses, .provenance) {
    margin-block-start: 2.5em;
  }
  .main > h2 + * {
    margin-block-start: 0.75em;
  }
  artifact-contents + .main {
    margin-block-start: 1.5em;
  }
  /* A part that a link leads to is at the top then; a ring around all of it would be cut at the edges. */
  .main > [tabindex='-1'] {
    outline: none;
    scroll-margin-block-start: 1em;
  }
  /* The article's text runs around the infobox, and what is wide has the whole width below it: so it must not be a box of its own. */
  .main > artifact-article {
    contain: none;
    container-type: normal;
  }
  .main > drug-infobox {
    max-inline-size: none;
  }
  @container (min-width: 760px) {
    .main > drug-infobox {
      float: inline-end;
      inline-size: max(260px, min(22em, 38%));
      margin-block: 0 1.5em;
      margin-inline: 2.5em 0;
    }
    .main > drug-infobox + * {
      margin-block-start: 0;
    }
  }
  @container (min-width: 1080px) {
    .columns {
      display: grid;
      grid-template-columns: 14em minmax(0, 1fr);
      column-gap: 2.5em;
      align-items: start;
    }
    .columns > artifact-contents {
      --artifact-contents: open;
      --_contents-open: block;
      --_contents-folded: none;
      position: sticky;
      inset-block-start: 1em;
      max-block-size: var(--_screen, calc(100vh - 2em));
      overflow-y: auto;
    }
    artifact-contents + .main {
      margin-block-start: 0;
    }
  }
  @media print {
    .columns {
      display: block;
    }
    .main > drug-infobox {
      float: none;
      inline-size: auto;
      margin-inline: 0;
    }
  }
`;

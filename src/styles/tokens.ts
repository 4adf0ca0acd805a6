import { css } from 'lit';

/**
 * What every element shares: the tokens, and the ground that a strange page can't pull away.
 *
 * A page sets `--artifact-*` on any ancestor; the private `--_*` are what the rules read, so that an unset property has
 * one default and one place. Host rules with `!important` hold against a page's `* { all: unset !important }`, since for
 * important rules the inner tree wins (CSS Scoping 1, section 3.2).
 *
 * @cssprop --artifact-paper - The ground of cards.
 * @cssprop --artifact-ink - Text.
 * @cssprop --artifact-ink-soft - Text of second rank; at least 4.5:1 on the paper.
 * @cssprop --artifact-hairline - Lines.
 * @cssprop --artifact-accent - Links, focus and marks of charts.
 * @cssprop --artifact-accent-soft - The ground of what is set apart: code, an editor's note.
 * @cssprop --artifact-danger - The sign of danger, always beside words.
 * @cssprop --artifact-caution - The sign of caution, always beside words.
 * @cssprop --artifact-good - The sign of a good state, always beside words.
 * @cssprop --artifact-unit - The unit of spacing, 0 to 16px; 4px if unset.
 * @cssprop --artifact-font - The font family; inherited from the page if unset.
 * @cssprop --artifact-font-size - The font size; the page's own, at least 13px, if unset.
 */
export const tokens = css`
  :host {
    --_paper: var(--artifact-paper, light-dark(#fffefb, #17191c));
    --_ink: var(--artifact-ink, light-dark(oklch(0.22 0.01 260), oklch(0.93 0.005 260)));
    --_ink-soft: var(--artifact-ink-soft, light-dark(oklch(0.45 0.015 260), oklch(0.75 0.01 260)));
    --_hairline: var(--artifact-hairline, light-dark(oklch(0.86 0.008 260), oklch(0.37 0.01 260)));
    --_accent: var(--artifact-accent, light-dark(oklch(0.44 0.11 250), oklch(0.8 0.09 250)));
    --_accent-soft: var(--artifact-accent-soft, light-dark(oklch(0.95 0.02 250), oklch(0.28 0.035 250)));
    --_danger: var(--artifact-danger, light-dark(oklch(0.48 0.18 27), oklch(0.78 0.13 27)));
    --_caution: var(--artifact-caution, light-dark(oklch(0.5 0.11 70), oklch(0.82 0.11 80)));
    --_good: var(--artifact-good, light-dark(oklch(0.46 0.1 150), oklch(0.8 0.1 150)));
    /* No theme's unit draws one thing over another, or out of sight. */
    --_unit: clamp(0px, var(--artifact-unit, 4px), 16px);
    display: block !important;
    box-sizing: border-box !important;
    position: relative !important;
    contain: content !important;
    container-type: inline-size !important;
    /* A size container has no width of its own: in a float or a flex row it would vanish. */
    min-inline-size: min(100%, 260px);
  }
  :host([hidden]) {
    display: none !important;
  }
  :host([theme='light']) {
    color-scheme: light !important;
  }
  :host([theme='dark']) {
    color-scheme: dark !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  .root {
    /* What a page sets on its own text comes in by inheritance: spacing, capitals, shadows, even "no colour". Only this is the page's to say. */
    all: initial;
    color-scheme: inherit;
    visibility: inherit;
    pointer-events: inherit;
    interactivity: inherit;
    -webkit-text-size-adjust: inherit;
    text-size-adjust: inherit;
    /* The margins of what an author has written inside end inside. */
    display: flow-root;
    color: var(--_ink);
    font-family: var(--artifact-font, inherit);
    font-size: var(--artifact-font-size, max(1em, 13px));
    line-height: 1.45;
    overflow-wrap: break-word;
    font-variant-numeric: lining-nums;
  }
  /* One of many cards, and out of sight: it is laid out when it comes near. This hides nothing, and holds where a warning is kept from being hidden. */
  .root.far {
    content-visibility: auto !important;
    contain-intrinsic-block-size: auto var(--_height);
  }
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  blockquote,
  table {
    margin: 0;
    padding: 0;
  }
  h1,
  h2,
  h3,
  h4,
  h5,
  h6 {
    font-size: 1em;
    font-weight: 650;
    line-height: 1.25;
    text-wrap: balance;
  }
  ul,
  ol {
    padding-inline-start: 1.25em;
  }
  table {
    border-collapse: collapse;
    border-spacing: 0;
    /* Quirks mode gives tables the page's colour and size. */
    color: inherit;
    font: inherit;
    font-variant-numeric: tabular-nums lining-nums;
    text-align: start;
  }
  th,
  td {
    padding: 0;
    text-align: start;
    vertical-align: baseline;
    font-weight: inherit;
  }
  /* Long words break before they are cut. Cells do so only where nothing else helps: their columns would fall to pieces. */
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  p,
  li,
  dt,
  dd,
  summary,
  figcaption,
  code {
    overflow-wrap: anywhere;
  }
  [align='right'] {
    text-align: right;
  }
  [align='center'] {
    text-align: center;
  }
  a {
    color: var(--_accent);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.15em;
    text-decoration-color: color-mix(in oklch, currentColor 45%, transparent);
  }
  a:hover {
    text-decoration-color: currentColor;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
    border-radius: 1px;
  }
  sup,
  sub {
    font-size: 0.75em;
    line-height: 0;
  }
  /* [1–3], whatever runs around it. */
  .cite {
    direction: ltr;
    unicode-bidi: isolate;
    font-size: max(0.72em, 10px);
    line-height: 0;
    font-variant-numeric: tabular-nums lining-nums;
  }
  /* A word joiner: no line begins with a number. */
  .cite::before {
    content: '\\2060';
  }
  .cite a {
    text-decoration: none;
    /* A finger's breadth; padding within a line moves nothing. */
    padding-block: 0.6em;
  }
  .cite a:hover {
    text-decoration: underline;
  }
  .cite a:focus-visible {
    outline-offset: 1px;
  }
  .cite .unverified,
  .unresolved {
    color: var(--_caution);
  }
  .cite .retracted {
    color: var(--_danger);
    font-weight: 600;
  }
  .unresolved {
    text-decoration: underline dotted;
    text-underline-offset: 0.15em;
    cursor: help;
  }
  button,
  select,
  input {
    font: inherit;
    font-size: 0.875em;
    color: inherit;
    background: none;
    border: 1px solid var(--_hairline);
    border-radius: 2px;
    padding: 3px 8px;
    min-height: 28px;
  }
  button {
    cursor: pointer;
  }
  button:hover {
    border-color: var(--_ink-soft);
  }
  summary {
    cursor: pointer;
  }
  code,
  kbd,
  samp,
  pre {
    font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
    font-size: 0.9em;
  }
  pre {
    overflow-x: auto;
    margin: 0;
  }
  img {
    max-width: 100%;
    height: auto;
  }
  /* Whatever direction an authored word has, what stands beside it keeps its own. */
  span,
  strong,
  a,
  bdi {
    unicode-bidi: isolate;
  }
  .soft {
    color: var(--_ink-soft);
  }
  .small {
    font-size: 0.833em;
  }
  /* "5 kg" among Arabic words is no "kg 5", nor is "< 1 %" a "% 1 >". */
  :is(span, strong).number {
    unicode-bidi: plaintext;
  }
  .number {
    font-variant-numeric: tabular-nums lining-nums;
  }
  .nowrap {
    white-space: nowrap;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .table-scroll {
    overflow-x: auto;
    max-width: 100%;
  }
  /* Who asks for more contrast gets it wherever the page has not chosen a colour of its own, and lines and quiet text as dark as text everywhere. */
  @media (prefers-contrast: more) {
    :host {
      --_paper: var(--artifact-paper, light-dark(#fff, #000));
      --_ink: var(--artifact-ink, light-dark(#000, #fff));
      --_ink-soft: var(--_ink);
      --_hairline: var(--_ink);
      --_accent: var(--artifact-accent, light-dark(#00209c, #a8c8ff));
      --_danger: var(--artifact-danger, light-dark(#8a0010, #ffb0a8));
      --_caution: var(--artifact-caution, light-dark(#573400, #ffd37a));
      --_good: var(--artifact-good, light-dark(#00481f, #92e6ab));
    }
    a {
      text-decoration-color: currentColor;
    }
  }
  /* Browsers without light-dark() have the system's colours, which follow the scheme as well. */
  @supports not (color: light-dark(red, red)) {
    :host {
      --_paper: var(--artifact-paper, Canvas);
      --_ink: var(--artifact-ink, CanvasText);
      --_ink-soft: var(--artifact-ink-soft, CanvasText);
      --_hairline: var(--artifact-hairline, GrayText);
      --_accent: var(--artifact-accent, LinkText);
      --_accent-soft: var(--artifact-accent-soft, Canvas);
      --_danger: var(--artifact-danger, CanvasText);
      --_caution: var(--artifact-caution, CanvasText);
      --_good: var(--artifact-good, CanvasText);
    }
  }
  @media (forced-colors: active) {
    :host {
      --_hairline: CanvasText;
      --_ink-soft: CanvasText;
      --_danger: CanvasText;
      --_caution: CanvasText;
      --_good: CanvasText;
      --_accent: LinkText;
    }
  }
  /* On a prerendered page: shown only until scripts, which know the day, run. */
  .unscripted {
    display: var(--_unscripted, block);
  }
  @media print {
    :host,
    :host([theme]) {
      color-scheme: light !important;
    }
    :host {
      contain: none !important;
      --_paper: transparent;
    }
    .root.far {
      content-visibility: visible !important;
    }
    button,
    select,
    input {
      display: none;
    }
    summary {
      list-style: none;
    }
    ::details-content {
      content-visibility: visible;
    }
    tr,
    li,
    figure,
    blockquote,
    dl > div {
      break-inside: avoid;
    }
    h1,
    h2,
    h3,
    h4,
    summary,
    dt,
    thead {
      break-after: avoid;
    }
    p {
      orphans: 3;
      widows: 3;
    }
    .table-scroll {
      overflow: visible;
    }
    /* Where a link leads, if its words don't say so: such a link has the host as its title. */
    a[href^='http'][title]::after {
      content: ' (' attr(href) ')';
      font-size: 0.85em;
      overflow-wrap: anywhere;
    }
  }
`;

/** Text that an author wrote as Markdown: paragraphs, lists, tables, quotes. */
export const prose = css`
  .prose > * + *,
  .piece > * + * {
    margin-block-start: 0.75em;
  }
  /* Of a long text: as high as its 12 KB are at a usual width, until it has been seen. */
  .piece {
    content-visibility: var(--_pieces, auto);
    contain-intrinsic-block-size: auto 500em;
  }
  .prose li + li {
    margin-block-start: 0.25em;
  }
  .prose li > :is(ul, ol) {
    margin-block-start: 0.25em;
  }
  .prose blockquote {
    border-inline-start: 2px solid var(--_hairline);
    padding-inline-start: 1em;
    color: var(--_ink-soft);
  }
  .prose pre {
    background: var(--_accent-soft);
    padding: 0.75em 1em;
  }
  .prose :is(th, td) {
    padding-block: 0.3em;
    padding-inline: 0 0.75em;
    border-block-end: 1px solid var(--_hairline);
    vertical-align: top;
  }
  .prose thead th {
    font-weight: 650;
    vertical-align: bottom;
  }
  /* Words as they were written; those out of sight wait for their formatting without being laid out. */
  .prose .plain {
    white-space: pre-wrap;
    content-visibility: auto;
    contain-intrinsic-height: auto 60em;
  }
  @media print {
    .piece {
      content-visibility: visible;
    }
  }
  .prose hr {
    border: 0;
    border-block-start: 1px solid var(--_hairline);
  }
`;

import { css } from 'lit';

/** The host's own box, `.root` and `.safety` are what stands around a warning. */
export const boxedStyles = css`
  /* What a page must not be able to take from a warning: neither from the element, nor by ::part(root), nor by what is inherited. */
  :host(:not([hidden])),
  .root,
  .safety,
  .boxed,
  .boxed * {
    block-size: auto !important;
    max-block-size: none !important;
    overflow: visible !important;
    opacity: 1 !important;
    clip-path: none !important;
    filter: none !important;
    transform: none !important;
    scale: none !important;
    translate: none !important;
    rotate: none !important;
    mask: none !important;
    zoom: 1 !important;
    content-visibility: visible !important;
  }
  .root,
  .safety,
  .boxed {
    display: block !important;
    position: static !important;
  }
  .root {
    display: flow-root !important;
  }
  .boxed {
    --_ink: CanvasText;
    --_ink-soft: CanvasText;
    --_hairline: CanvasText;
    --_accent: CanvasText;
    --artifact-measure: 72ch;
    visibility: visible !important;
    color: CanvasText !important;
    background: Canvas !important;
    border: 2px solid CanvasText !important;
    font-size: max(1em, 13px) !important;
    line-height: 1.45 !important;
    text-indent: 0 !important;
    letter-spacing: normal !important;
    word-spacing: normal !important;
    -webkit-text-fill-color: currentColor !important;
    padding: calc(var(--_unit) * 3) calc(var(--_unit) * 4);
    margin-block: calc(var(--_unit) * 3);
  }
  .boxed .small {
    font-size: max(0.833em, 13px);
  }
  .boxed > * + * {
    margin-block-start: 0.5em;
  }
  .boxed h3 {
    margin: 0;
    font-size: 1.2em;
  }
  .boxed :is(p, ul) {
    max-width: 72ch;
  }
`;

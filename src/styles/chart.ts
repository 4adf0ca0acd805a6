import { css } from 'lit';

/** The looks of the marks. The colours are the element's tokens; in forced colours fill against outline tells marks apart. */
export const chartStyles = css`
  .plot {
    display: block;
    width: 100%;
    height: 1.15em;
    overflow: visible;
    --_mark: var(--_accent);
  }
  /* Values rise from left to right in every language. */
  :is(.plot, .ticks) {
    direction: ltr;
  }
  .ticks {
    display: block;
    width: 100%;
    height: 1.2em;
    overflow: visible;
    fill: var(--_ink-soft);
    font-size: 0.8667em;
    user-select: none;
  }
  .ticks text {
    dominant-baseline: hanging;
  }
  .tick {
    stroke: var(--_hairline);
  }
  .zero {
    stroke: var(--_ink-soft);
  }
  .plot .serious {
    --_mark: var(--_danger);
  }
  .plot :is(.filled, .serious) {
    fill: var(--_mark);
    stroke: var(--_mark);
  }
  .beyond {
    fill: var(--_ink);
    overflow: visible;
  }
  .plot .outlined {
    fill: var(--_paper);
    stroke: var(--_ink-soft);
    stroke-width: 1.25;
  }
  .band:not(.outlined) {
    fill-opacity: 0.4;
  }
  .plot .whisker {
    stroke-width: 2;
  }
  .plot .computed {
    stroke-width: 1;
  }
  @media (forced-colors: active) {
    :is(.plot, .plot .serious) {
      --_mark: CanvasText;
      --_ink: CanvasText;
      --_paper: Canvas;
    }
  }
`;

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
  .tick {
    stroke: var(--_hairline);
  }
  .zero {
    stroke: var(--_ink-soft);
  }
  .filled {
    fill: var(--_mark);
    stroke: var(--_mark);
  }
  .beyond {
    fill: var(--_ink);
    overflow: visible;
  }
  .outlined {
    fill: var(--_paper);
    stroke: var(--_ink-soft);
    stroke-width: 1.25;
  }
  .band.filled {
    fill-opacity: 0.4;
  }
  .edge {
    stroke: var(--_paper);
    stroke-width: 4;
  }
  .whisker {
    stroke: var(--_ink);
    stroke-width: 1.5;
  }
  @media (forced-colors: active) {
    .plot {
      --_mark: CanvasText;
      --_ink: CanvasText;
      --_paper: Canvas;
    }
  }
`;

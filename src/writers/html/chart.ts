import type { Html } from '../../text/html.js';
import { html, nothing, type Value } from './template.js';

/**
 * The marks that results and incidences are drawn with. A chart is never alone: its number stands beside it as text, so
 * the drawing itself is hidden from screen readers. Positions are per cent of the drawing's width, so that marks keep
 * their shape at any width and the page's policy on inline styles does not matter.
 */
export interface AxisScale {
  /** The values at the two ends. */
  readonly from: number;
  readonly to: number;
  /** Where bars begin: 0, or undefined where the axis does not hold it. A bar that began elsewhere would lie about its length. */
  readonly zero: number | undefined;
  /** Where a value is, in per cent of the width. A value beyond an end is at the end. */
  at(value: number): number;
  /** The end that a value lies beyond, if it does. */
  beyond(value: number): 'start' | 'end' | undefined;
}

/**
 * A linear axis; 0 to 100 per cent unless told otherwise.
 * @returns undefined for an axis on which nothing can be drawn: no length, or ends that are no numbers.
 */
export const axisScale = (from = 0, to = 100): AxisScale | undefined => {
  if (!(Number.isFinite(from) && Number.isFinite(to) && from < to)) return undefined;
  return {
    from,
    to,
    zero: from <= 0 && to >= 0 ? 0 : undefined,
    at: (value) => Math.round((10000 * (Math.min(to, Math.max(from, value)) - from)) / (to - from)) / 100,
    beyond: (value) => (value < from ? 'start' : value > to ? 'end' : undefined),
  };
};

/** How a mark looks: filled, or outlined for what a treatment is compared with. */
export type Look = 'filled' | 'outlined';

const at = (scale: AxisScale, value: number) => `${scale.at(value)}%`;

/** An arrowhead at the end of the axis, for a value that lies beyond it. */
const beyond = (scale: AxisScale, value: number): Value => {
  const end = scale.beyond(value);
  return end
    ? html`<svg class="beyond" x=${end === 'end' ? '100%' : '0'} y="50%">
        <path d=${end === 'end' ? 'M1 -5 7 0 1 5z' : 'M-1 -5 -7 0 -1 5z'}></path>
      </svg>`
    : nothing;
};

const box = (scale: AxisScale, from: number, to: number, name: string, y: string, height: string): Html => {
  const [start, end] = [scale.at(Math.min(from, to)), scale.at(Math.max(from, to))];
  return html`<rect
    class=${name}
    x=${`${start}%`}
    y=${y}
    width=${`${Math.round(100 * (end - start)) / 100}%`}
    height=${height}
  ></rect>`;
};

/** A bar from 0 to the value; a dot where the axis does not hold 0. @param value in the axis' unit. */
export const bar = (scale: AxisScale, value: number, look: Look = 'filled'): Html =>
  scale.zero === undefined || value === 0
    ? dot(scale, value, look)
    : html`${box(scale, scale.zero, value, look, '20%', '60%')}${beyond(scale, value)}`;

/** A dot: one value. @param value in the axis' unit. */
export const dot = (scale: AxisScale, value: number, look: Look = 'filled'): Html =>
  scale.beyond(value)
    ? html`${beyond(scale, value)}`
    : html`<circle class=${look} cx=${at(scale, value)} cy="50%" r="3.5"></circle>`;

/** A band: a range of values, with both ends marked. @param from @param to in the axis' unit. */
export const band = (scale: AxisScale, from: number, to: number, look: Look = 'filled'): Html =>
  html`${box(scale, from, to, `band ${look}`, '30%', '40%')}${beyond(scale, from)}${beyond(scale, to)}`;

/** A whisker: an interval that the source gives. Draw it only where the number of people is known. @param low @param high in the axis' unit. */
export const whisker = (scale: AxisScale, low: number, high: number): Html => {
  // Drawn twice: on a bar of about the same lightness only the edge around it tells the line apart.
  const lines = (name: string) =>
    html`<g class=${name}>
      <line x1=${at(scale, low)} x2=${at(scale, high)} y1="50%" y2="50%"></line>
      ${[low, high].map((end) => (scale.beyond(end) ? nothing : html`<line x1=${at(scale, end)} x2=${at(scale, end)} y1="25%" y2="75%"></line>`))}
    </g>`;
  return html`${lines('edge')}${lines('whisker')}${beyond(scale, low)}${beyond(scale, high)}`;
};

/** The drawing that holds marks: the axis' line with its ends, its middle and its zero, then the marks. */
export const plot = (scale: AxisScale, marks: Value): Html => {
  const ticks = new Set([0, 50, 100, ...(scale.zero === undefined ? [] : [scale.at(0)])]);
  return html`<svg class="plot" aria-hidden="true">
    ${[...ticks].map((x) => html`<line class=${x === scale.at(0) && scale.zero !== undefined ? 'zero' : 'tick'} x1=${`${x}%`} x2=${`${x}%`} y2="100%"></line>`)}${marks}
  </svg>`;
};

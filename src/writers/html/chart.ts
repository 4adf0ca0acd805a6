import type { Html } from '../../text/html.js';
import type { Extent } from '../../content/shares.js';
import type { Axis, Mark } from '../../content/marks.js';
import { formatNumber, formatPercent } from '../../content/numbers.js';
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
  /**
   * Where nothing is, or nothing differs: 0, or 1 for ratios; undefined where the axis does not hold it. Bars begin here: one
   * that began elsewhere would lie about its length.
   */
  readonly zero: number | undefined;
  /** Where a value is, in per cent of the width. A value beyond an end is at the end. */
  at(value: number): number;
  /** The end that a value lies beyond, if it does. */
  beyond(value: number): 'start' | 'end' | undefined;
}

/**
 * An axis; 0 to 100 per cent unless told otherwise.
 * @param isOfRatios whether it is logarithmic: half and double lie equally far from 1.
 * @returns undefined for an axis on which nothing can be drawn: no length, or ends that are no numbers.
 */
export const axisScale = (from = 0, to = 100, isOfRatios = false): AxisScale | undefined => {
  const place = isOfRatios ? Math.log : Number;
  const [start, length] = [place(from), place(to) - place(from)];
  if (!(Number.isFinite(length) && length > 0)) return undefined;
  const zero = isOfRatios ? 1 : 0;
  return {
    from,
    to,
    zero: from <= zero && to >= zero ? zero : undefined,
    at: (value) => Math.round((10000 * (place(Math.min(to, Math.max(from, value))) - start)) / length) / 100,
    beyond: (value) => (value < from ? 'start' : value > to ? 'end' : undefined),
  };
};

/** The scale of an axis; undefined for one on which nothing can be drawn. */
export const scaleOf = (axis: Axis | undefined): AxisScale | undefined =>
  axis && axisScale(axis.from, axis.to, axis.isOfRatios);

/** How a mark looks: filled, outlined for what a treatment is compared with, or in the color of serious events. */
export type Look = 'filled' | 'outlined' | 'serious';

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

/** A bar from 0 to the value, none for 0; a dot where the axis does not hold 0. @param value in the axis' unit. */
export const bar = (scale: AxisScale, value: number, look: Look = 'filled'): Value =>
  scale.zero === undefined
    ? dot(scale, value, look)
    : value === 0
      ? nothing
      : html`${box(scale, scale.zero, value, look, '20%', '60%')}${beyond(scale, value)}`;

/** A dot: one value. @param value in the axis' unit. */
export const dot = (scale: AxisScale, value: number, look: Look = 'filled'): Html =>
  scale.beyond(value)
    ? html`${beyond(scale, value)}`
    : html`<circle class=${look} cx=${at(scale, value)} cy="50%" r="4"></circle>`;

/** A band: a range of values, with both ends marked. @param from @param to in the axis' unit. */
export const band = (scale: AxisScale, from: number, to: number, look: Look = 'filled'): Html =>
  html`${box(scale, from, to, `band ${look}`, '30%', '40%')}${beyond(scale, from)}${beyond(scale, to)}`;

/** A share of people on an axis from 0: a bar, or a band for a range of shares. */
export const drawnShare = (scale: AxisScale, { from, to }: Extent, look: Look): Value =>
  from === to ? bar(scale, from, look) : band(scale, from, to, look);

/** A whisker: an interval that the source gives, or a thinner one that was computed. @param low @param high in the axis' unit. */
export const whisker = (scale: AxisScale, low: number, high: number, look: Look = 'filled', isComputed = false): Html =>
  html`<g class=${`whisker ${look}${isComputed ? ' computed' : ''}`}>
      <line x1=${at(scale, low)} x2=${at(scale, high)} y1="50%" y2="50%"></line>
      ${isComputed ? nothing : [low, high].map((end) => (scale.beyond(end) ? nothing : html`<line x1=${at(scale, end)} x2=${at(scale, end)} y1="25%" y2="75%"></line>`))}
    </g>
    ${beyond(scale, low)}${beyond(scale, high)}`;

/** A value over its interval: a point, or a band for a range. */
export const drawnValue = (scale: AxisScale, { from, to, interval }: Mark, look: Look): Html =>
  html`${interval ? whisker(scale, interval.low, interval.high, look, interval.isComputed) : nothing}${from === to ? dot(scale, to, look) : band(scale, from, to, look)}`;

/** The drawing that holds marks: the axis' line with its ends, its middle and its zero, then the marks. */
export const plot = (scale: AxisScale, marks: Value): Html => {
  const places = new Set([0, 50, 100, ...(scale.zero === undefined ? [] : [scale.at(scale.zero)])]);
  return html`<svg class="plot" aria-hidden="true">
    ${[...places].map((x) => html`<line class=${scale.zero !== undefined && x === scale.at(scale.zero) ? 'zero' : 'tick'} x1=${`${x}%`} x2=${`${x}%`} y2="100%"></line>`)}${marks}
  </svg>`;
};

/** The numbers under an axis. Hidden from screen readers, as the drawing is. */
export const ticks = (axis: Axis, lang?: string): Html => {
  const { from, to, unit } = axis;
  const end = (value: number) => (unit === '%' ? formatPercent(value, lang) : formatNumber(value, lang));
  const scale = scaleOf(axis);
  const zero = scale?.zero;
  return html`<svg class="ticks" aria-hidden="true">
    <text x="0%">${end(from)}</text>
    ${scale && zero !== undefined && from < zero && zero < to ? html`<text x=${at(scale, zero)} text-anchor="middle">${end(zero)}</text>` : nothing}
    <text x="100%" text-anchor="end">${end(to)}</text>
  </svg>`;
};

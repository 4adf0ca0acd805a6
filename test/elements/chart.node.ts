import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Value } from '../../src/writers/html/template.js';
import { rendered } from './rendered.js';

const { axisScale, band, bar, dot, plot, whisker } = await import('../../src/writers/html/chart.js');

/** The arrowheads of a drawing from left to right: where each stands, and which way it points. */
const arrowheads = (marks: Value): string[] => {
  const scale = axisScale(0, 4);
  assert.ok(scale);
  return [...rendered(plot(scale, marks)).querySelectorAll('.beyond')].map((arrow) => {
    // The tip of the arrow is the point that lies farthest from the end of the axis.
    const [, tip] = /^M-?1 -5 (-?7) 0/.exec(arrow.querySelector('path')?.getAttribute('d') ?? '') ?? [];
    return `${arrow.getAttribute('x')} ${Number(tip) > 0 ? 'right' : 'left'}`;
  });
};

const scale = axisScale(0, 4);
assert.ok(scale);

describe('an arrowhead', () => {
  it('stands at the end of the axis that a value lies beyond, and points out of the drawing', () => {
    assert.deepEqual(arrowheads(bar(scale, 9)), ['100% right']);
    assert.deepEqual(arrowheads(bar(scale, -9)), ['0 left']);
    assert.deepEqual(arrowheads(dot(scale, 4.01)), ['100% right']);
    assert.deepEqual(arrowheads(dot(scale, -0.01)), ['0 left']);
    assert.deepEqual(arrowheads(band(scale, -1, 5)), ['0 left', '100% right']);
    assert.deepEqual(arrowheads(whisker(scale, 2, 5)), ['100% right']);
  });
  it('is nowhere while the value is on the axis, its ends included', () => {
    for (const value of [0, 2, 4]) assert.deepEqual(arrowheads([bar(scale, value), dot(scale, value)]), []);
  });
});

import type { TherapyComparison } from '../../src/elements/therapy-comparison.js';
import { expect } from '../helpers.js';
import { attacks, inShort, type Show, tryAll } from './everything.js';
import { filledWith } from './fields.js';
import { MOST } from '../this-run.js';

/** A drug with the text in every field, beside one that says something else. */
const comparison: Show = (text, box) => {
  const element: TherapyComparison = document.createElement('therapy-comparison');
  const { safety: _, ...drug } = filledWith('drug', text, 'sourced');
  element.drugs = [drug, { ...filledWith('drug', 'Other words', 'bare'), safety: undefined }];
  box.append(element);
};

describe('<therapy-comparison>, whatever stands in the texts of its drugs', () => {
  it(`runs nothing, asks for nothing, reaches nothing and goes nowhere: ${attacks.length} strings in every field`, async function () {
    this.timeout(MOST);
    expect(inShort(await tryAll(attacks, comparison))).to.deep.equal([]);
  });
});

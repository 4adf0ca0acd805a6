import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromRecord } from '../../../src/artifact/formats/index.js';
import { isPackagingNote, isSafety } from '../../../src/artifact/formats/label-safety.js';
import { markdown } from '../../written.js';

/** The document of an over-the-counter label with these fields. */
const documentOf = (fields: object): string => {
  const [whole] =
    fromRecord({ set_id: 'a-b', openfda: { product_type: ['HUMAN OTC DRUG'] }, purpose: ['Pain reliever'], ...fields })
      .records ?? [];
  assert.ok(whole);
  return markdown(whole.artifact);
};

describe('what a label prints in a box', () => {
  it('is a note on the package where it speaks of nothing else', () => {
    assert.ok(isPackagingNote('Do not use if the seal under the cap is broken or missing.'));
    assert.match(
      documentOf({ boxed_warning: ['Do not use if the seal under the cap is broken or missing.'] }),
      /### Packaging note|## Packaging note/,
    );
  });
  it('is a boxed warning where it speaks of the package too', () => {
    for (const danger of [
      'This drug may cause fatal liver failure. Do not use if the seal is broken.',
      'Do not use if the seal is broken. It can stop the heart.',
      'Do not take the tablets if the package is torn or if you are pregnant.',
    ]) {
      assert.equal(isPackagingNote(danger), false, danger);
      assert.match(documentOf({ boxed_warning: [danger] }), /> \*\*Boxed warning/, danger);
    }
  });
  it('has its table whole, also where the text does not repeat it', () => {
    const text = documentOf({
      openfda: { product_type: ['HUMAN PRESCRIPTION DRUG'] },
      boxed_warning: ['WARNING: LIVER INJURY Watch the liver.'],
      boxed_warning_table: ['<table><tbody><tr><td>Above 4 g a day</td><td>Liver failure</td></tr></tbody></table>'],
    });
    assert.match(text, />.*Above 4 g a day.*Liver failure/);
  });
  it('keeps what looks like a tag as words', () =>
    assert.match(documentOf({ warnings: ['Not for children <b years of age'] }), /&lt;b years of age/));
});

describe('a section of a label', () => {
  it('is about safety by its name, or by its heading where it has none', () => {
    for (const key of ['warnings', 'do_not_use', 'contraindications', 'overdosage', 'use_in_pregnancy'])
      assert.ok(isSafety(key), key);
    for (const heading of [
      'WARNINGS Stop',
      'Do not use if pregnant',
      '5.1 Warnings',
      'Boxed Warning: stop',
      'Overdose',
    ])
      assert.ok(isSafety('spl_unclassified_section', heading), heading);
    for (const other of ['Questions? Call us.', 'Store in a dry place.'])
      assert.equal(isSafety('spl_unclassified_section', other), false, other);
    assert.equal(isSafety('description'), false);
  });
});

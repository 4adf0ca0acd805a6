import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromRecord } from '../../../src/artifact/formats/index.js';
import { parse } from '../../../src/artifact/parse.js';
import type { Drug, SafetyProfile } from '../../../src/artifact/schema/index.js';
import { labelSays } from '../../../src/content/labels.js';
import { jsonLd, markdown, svgCard } from '../../written.js';

/** A label in openFDA's shape; no product of this name exists. */
const label = (fields: object): Drug => {
  const read = fromRecord({
    set_id: '00000000-0000-4000-8000-000000000001',
    effective_time: '20121114',
    openfda: { brand_name: ['Exemplaril'], product_type: ['HUMAN OTC DRUG'], application_number: ['M013'] },
    spl_product_data_elements: ['Exemplaril Exemplarine EXEMPLARINE EXEMPLARINE STARCH'],
    purpose: ['Purpose Pain reliever'],
    dosage_and_administration: ['Directions take 2 tablets every 4 hours'],
    warnings: ['Warnings Liver warning: may damage the liver.'],
    ...fields,
  });
  const artifact = read.records?.[0].artifact;
  assert.ok(artifact?.kind === 'drug');
  assert.deepEqual(parse(artifact).problems, []);
  return artifact;
};
const safetyOf = ({ safety }: Drug): SafetyProfile => (typeof safety === 'object' ? safety : {});
const statusOf = ({ approvals }: Drug) => approvals?.map(({ regulator, status }) => `${regulator}: ${status}`);
const AT = { page: 'https://example.org/a', json: 'https://example.org/a.json' };

describe('a boxed warning of a label', () => {
  it('is never said to be missing where it could not be read', () => {
    const drug = label({ boxed_warning: true });
    assert.match(
      safetyOf(drug)
        .boxedWarningMentions?.map(({ text }) => text)
        .join() ?? '',
      /boxed\\_warning/,
    );
    assert.match(markdown(drug), /A boxed warning.*could not be read/);
  });
  it('is read whole in shapes that openFDA does not use', () => {
    for (const boxed of [{ text: 'Fatal.' }, [{ text: 'Fatal.' }], [['Fatal.']], 'Fatal.'])
      assert.deepEqual(
        safetyOf(label({ boxed_warning: boxed })).boxedWarning?.map(({ text }) => text),
        ['Fatal.'],
      );
  });
  for (const field of ['warnings', 'spl_medguide', 'recent_major_changes'])
    it(`is never said to be missing where only ${field} speaks of it`, () => {
      const drug = label({ [field]: ['Use with care. BOXED WARNING: Fatal liver failure. Ask.'] });
      assert.deepEqual(
        safetyOf(drug).boxedWarningMentions?.map(({ text }) => text),
        ['BOXED WARNING: Fatal liver failure'],
      );
    });
  for (const key of ['black_box_warning', 'box_warning', 'boxed_warnings', 'boxedwarning'])
    it(`is one however a file spells its field: ${key}`, () =>
      assert.equal(safetyOf(label({ [key]: ['Fatal.'] })).boxedWarning?.[0]?.text, 'Fatal.'));
  it('names its regulator in every output', () => {
    const drug = label({ boxed_warning: ['WARNING: DEATH It may be fatal.'] });
    const pattern = /Boxed warning \(FDA\): WARNING: DEATH/;
    assert.match(markdown(drug), pattern);
    assert.match(svgCard(drug, AT.page), pattern);
    assert.match(JSON.stringify(jsonLd(drug, AT)), pattern);
  });
});

describe('a warning of a label', () => {
  const warningsOf = (fields: object): string =>
    JSON.stringify(safetyOf(label({ warnings: undefined, ...fields })).labelSections);
  it('is read in any shape, so that no dose stands without it', () => {
    for (const warnings of [{ text: 'Liver damage.' }, [['Liver damage.']], [{ a: { b: 'Liver damage.' } }]])
      assert.match(warningsOf({ warnings }), /Liver damage/);
  });
  it('is one in a section without a name that speaks of a danger', () => {
    for (const text of [
      'For adults. Allergy alert: it may cause hives.',
      'Directions in brief. Liver warning: it may harm.',
      'Do not give to infants.',
      'Important: it can be fatal.',
    ])
      assert.match(warningsOf({ spl_unclassified_section: [text] }), new RegExp(text.slice(-12)));
    assert.equal(warningsOf({ spl_unclassified_section: ['Store in a dry place.'] }), '[]');
  });
  it('is one however a file spells its field', () => {
    for (const key of ['Warnings', 'Do_Not_Use', 'allergy_alert'])
      assert.match(warningsOf({ [key]: ['Hives.'] }), /Hives/);
  });
});

describe('the date of a label', () => {
  const says = (effectiveDate?: string) =>
    labelSays({ regulator: 'FDA', ...(effectiveDate && { effectiveDate }) }, 'en', '2026-11-30').join(' ');
  it('stands at its top, with whose label it is', () => {
    assert.equal(says('2024-02-29'), 'FDA label, effective Feb 29, 2024.');
    assert.equal(says(), 'FDA label; no effective date could be read.');
    assert.match(
      markdown(label({})),
      /^# Exemplaril\n\nThe record of this label has no boxed warning\.\n\nFDA label, effective Nov 14, 2012\./,
    );
    assert.match(svgCard(label({}), AT.page), />FDA label, effective Nov 14, 2012\./);
  });
  it('says plainly that a label is of many years ago, and never of more than have passed', () => {
    assert.match(says('2012-11-14'), /2012\. That is more than 14 years ago: the current label may differ\.$/);
    assert.match(says('2012-12-01'), /more than 13 years/);
    assert.match(says('2012-11-30'), /more than 13 years/);
    assert.match(says('2012'), /more than 13 years/);
    assert.doesNotMatch(says('2022-01-01'), /years ago/);
  });
  it('that is no date is shown as printed', () => {
    const drug = label({ effective_time: 'spring' });
    assert.equal(drug.label?.effectiveDate, undefined);
    assert.ok(drug.rows?.some(({ value }) => value === 'spring'));
  });
});

describe('a label without text', () => {
  it('says so, and not that it has no boxed warning', () => {
    const drug = fromRecord({ set_id: 'a-b', effective_time: '20240229', openfda: { brand_name: ['Exemplaril'] } })
      .records?.[0].artifact as Drug;
    assert.equal(drug.label?.hasNoText, true);
    assert.equal(safetyOf(drug).labelSections, undefined);
    assert.match(markdown(drug), /This record contains no label text\./);
    assert.doesNotMatch(markdown(drug), /boxed warning/i);
  });
  it('is none that has a text which could not be read', () =>
    assert.equal(label({ warnings: 3 }).label?.hasNoText, undefined));
});

describe('the doses of a label', () => {
  it('have before them a line that counts and names the warnings and contraindications', () => {
    const text = markdown(label({ contraindications: ['Contraindications Do not give to children.'] }));
    const line = text.indexOf('Warnings and precautions (2): Contraindications · Warnings: see below.');
    assert.ok(line > 0 && line < text.indexOf('take 2 tablets'), text);
    assert.match(text, /may damage the liver/);
  });
});

describe('a product that the FDA did not approve', () => {
  const openfda = { brand_name: ['Exemplaril'], product_type: ['HUMAN OTC DRUG'] };
  it('says so where it is under an OTC monograph', () => {
    assert.deepEqual(statusOf(label({})), ['FDA: OTC monograph M013: not individually approved by FDA']);
    assert.deepEqual(statusOf(label({ openfda: { ...openfda, application_number: ['part343'] } })), [
      'FDA: OTC monograph part 343: not individually approved by FDA',
    ]);
  });
  it('says so where it is homeopathic', () =>
    assert.deepEqual(statusOf(label({ openfda, questions: ['Made by the methods of the HPUS.'] })), [
      'FDA: Homeopathic: not evaluated by FDA',
    ]));
  it('says that it is not known where the record has no number', () =>
    assert.deepEqual(statusOf(label({ openfda })), ['FDA: Approval not known: no application number in this record']));
  it('is none that has an application, whatever its text mentions', () =>
    assert.equal(
      statusOf(
        label({
          openfda: { ...openfda, application_number: ['NDA000001'] },
          drug_interactions: ['Tell of homeopathic products.'],
        }),
      ),
      undefined,
    ));
});

describe('openFDA’s product block', () => {
  const OTHER = {
    brand_name: ['Painaway'],
    generic_name: ['PARACETEXAMPLE'],
    substance_name: ['PARACETEXAMPLE'],
    product_ndc: ['9999-999'],
    unii: ['AAAAAAAAAA'],
    manufacturer_name: ['Other Maker'],
    application_number: ['NDA000009'],
  };
  const inDoubt = (drug: Drug) => drug.labelSections?.find(({ id }) => id === 'in-doubt')?.text;

  for (const [why, fields] of Object.entries({
    'has none of the label’s names': { openfda: OTHER },
    'has another substance under the label’s own name': { openfda: { ...OTHER, brand_name: ['Exemplaril'] } },
    'is of another label': {
      spl_product_data_elements: undefined,
      openfda: { ...OTHER, spl_set_id: ['00000000-0000-4000-8000-000000000009'] },
    },
  }))
    it(`that ${why} is folded and named, and is in no machine’s hands`, () => {
      const drug = label(fields);
      assert.match(
        inDoubt(drug) ?? '',
        /another product’s[\s\S]*Generic name: PARACETEXAMPLE[\s\S]*Maker|Manufacturer name: Other Maker/,
      );
      const { labelSections: _, ...rest } = drug;
      assert.doesNotMatch(
        JSON.stringify([rest, jsonLd(drug, AT)]),
        /PARACETEXAMPLE|9999-999|AAAAAAAAAA|Other Maker|NDA000009/,
      );
      assert.deepEqual(statusOf(drug), ['FDA: Approval not known: no application number in this record']);
    });
  it('that fits the label is in no doubt', () => {
    const drug = label({ openfda: { ...OTHER, brand_name: ['X'], generic_name: [], substance_name: ['exemplarine'] } });
    assert.equal(inDoubt(drug), undefined);
    assert.equal(drug.manufacturer, 'Other Maker');
  });
});

describe('several records in a file', () => {
  it('have an id each, also where they are versions of one label or name none', () => {
    const one = { set_id: 'a-b', effective_time: '20240229', warnings: ['May harm'] };
    const unnamed = { effective_time: '20240229', warnings: ['May harm'], openfda: {} };
    assert.deepEqual(
      fromRecord({ results: [one, { ...one, version: '2' }, unnamed, unnamed] }).records?.map(
        ({ artifact }) => artifact.id,
      ),
      ['label-a-b', 'label-a-b-2', 'label', 'label-2'],
    );
  });
});

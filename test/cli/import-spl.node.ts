import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '../../src/artifact/parse.js';
import type { Drug, LabelSection } from '../../src/artifact/schema/index.js';
import { Findings } from '../../src/cli/import/finding.js';
import { readSource } from '../../src/cli/import/readers/index.js';
import { Source } from '../../src/cli/source.js';
import { markdown } from '../written.js';
import { forEachRecord } from '../records/files.js';

const section = (code: string, title: string, inside: string): string =>
  `<component><section>${code && `<code code="${code}" codeSystem="2.16.840.1.113883.6.1" displayName="X"/>`}<title>${title}</title>${inside}</section></component>`;

/** A label in the shape of the SPL implementation guide; no product of this name exists. */
const spl = (
  sections: string,
  approval = '<id extension="NDA999999"/><code displayName="NDA"/>',
): string => `<?xml version="1.0" encoding="UTF-8"?>
<document xmlns="urn:hl7-org:v3">
  <id root="00000000-0000-4000-8000-000000000002"/>
  <code code="34391-3" displayName="HUMAN PRESCRIPTION DRUG LABEL"/>
  <title>EXEMPLARIL tablets</title>
  <effectiveTime value="20121114"/>
  <setId root="00000000-0000-4000-8000-000000000001"/>
  <versionNumber value="4"/>
  <author><assignedEntity><representedOrganization><name>Invented Laboratories</name></representedOrganization></assignedEntity></author>
  <component><structuredBody>
    <component><section><code code="48780-1"/><subject><manufacturedProduct>
      <manufacturedProduct>
        <code code="99999-111"/><name>Exemplaril</name><formCode displayName="TABLET, FILM COATED"/>
        <asEntityWithGeneric><genericMedicine><name>exemplarine</name></genericMedicine></asEntityWithGeneric>
        <ingredient classCode="ACTIB"><quantity><numerator value="0.25" unit="mg"/><denominator value="1" unit="1"/></quantity>
          <ingredientSubstance><code code="AAAAAAAAAA"/><name>EXEMPLARINE</name></ingredientSubstance></ingredient>
        <ingredient classCode="IACT"><ingredientSubstance><name>STARCH</name></ingredientSubstance></ingredient>
      </manufacturedProduct>
      <subjectOf><approval>${approval}</approval></subjectOf>
      <consumedIn><substanceAdministration><routeCode displayName="ORAL"/></substanceAdministration></consumedIn>
    </manufacturedProduct></subject></section></component>
    ${sections}
  </structuredBody></component>
</document>`;

const read = async (text: string, file = 'label.xml') => {
  const findings = new Findings();
  const result = await readSource(new Source(file, text), { url: undefined, references: [] }, findings);
  assert.ok('artifacts' in result);
  const drug = result.artifacts[0] as Drug;
  assert.deepEqual(parse(drug).problems, []);
  return {
    drug,
    safety: typeof drug.safety === 'object' ? drug.safety : {},
    findings: findings.all,
  };
};

const WHOLE = spl(
  section('34066-1', 'WARNING: LIVER FAILURE', '<text><paragraph>Liver failure in 3 of 40.</paragraph></text>') +
    section('34067-9', '1 INDICATIONS', '<text><paragraph>For pain &lt; 5 of 10.</paragraph></text>') +
    section(
      '34068-7',
      '2 DOSAGE',
      `<text>At most<paragraph>1.1 × 10<sup>14</sup> vg/kg, <content styleCode="bold">once</content>.</paragraph>
        <list listType="ordered"><item>One<list><item>inner</item></list></item><item>Two</item></list>
        <table><thead><tr><th>Weight</th><th>Dose</th></tr></thead><tbody><tr><td>10 kg</td><td>0.25 mg</td></tr></tbody></table></text>`,
    ) +
    section('34070-3', '4 CONTRAINDICATIONS', '<text><paragraph>Asthma.</paragraph></text>') +
    section(
      '42229-5',
      'Drug Facts',
      '<text><paragraph>For adults.</paragraph></text>' +
        section('', 'Do not use', '<text><paragraph>if allergic</paragraph></text>') +
        section('34066-1', 'Second warning', '<text><paragraph>Bleeding.</paragraph></text>'),
    ),
);

const titles = (sections: readonly LabelSection[] = []): unknown[] =>
  sections.map(({ title, sections: inner }) => (inner ? [title, ...titles(inner)] : title));

describe('import of a label in SPL', () => {
  it('reads names, maker, strength, numbers, version and date', async () => {
    const { drug } = await read(WHOLE);
    assert.deepEqual(
      [drug.title, drug.genericName, drug.manufacturer, drug.dosageForm, drug.administrationRoute, drug.version],
      ['Exemplaril', 'exemplarine', 'Invented Laboratories', 'Tablet, film coated', 'Oral', '4'],
    );
    assert.deepEqual(drug.label, { regulator: 'FDA', effectiveDate: '2012-11-14' });
    assert.ok(
      drug.rows?.some(({ value }) => value === 'EXEMPLARINE 0.25 mg'),
      JSON.stringify(drug.rows),
    );
    assert.deepEqual(
      drug.identifiers?.map(({ scheme, value }) => `${scheme} ${value}`),
      ['Application NDA999999', 'NDC 99999-111', 'UNII AAAAAAAAAA', 'Set id 00000000-0000-4000-8000-000000000001'],
    );
  });

  it('takes every boxed warning, wherever the label nests it', async () => {
    const { safety } = await read(WHOLE);
    assert.deepEqual(
      safety.boxedWarning?.map(({ title, text, regulator }) => [title, text, regulator]),
      [
        ['WARNING: LIVER FAILURE', 'Liver failure in 3 of 40.', 'FDA'],
        ['Second warning', 'Bleeding.', 'FDA'],
      ],
    );
  });

  it('keeps sections on safety among their like, by their code or their heading', async () => {
    const { drug, safety } = await read(WHOLE);
    assert.deepEqual(titles(safety.labelSections), ['4 CONTRAINDICATIONS', 'Do not use']);
    assert.deepEqual(titles(drug.labelSections), ['1 INDICATIONS', '2 DOSAGE', 'Drug Facts']);
  });

  it('keeps exponents, signs, lists, tables and text outside of paragraphs', async () => {
    const { drug } = await read(WHOLE);
    assert.equal(drug.labelSections?.[0]?.text, 'For pain &lt; 5 of 10.');
    assert.equal(
      drug.labelSections?.[1]?.text,
      'At most\n\n1.1 × 10<sup>14</sup> vg/kg, once.\n\n1. One\n   - inner\n2. Two\n\n<table><thead><tr><th scope="col">Weight</th><th scope="col">Dose</th></tr></thead><tbody><tr><th scope="row">10 kg</th><td>0.25 mg</td></tr></tbody></table>',
    );
  });

  it('keeps a strength of 1, and what it is in', async () => {
    const strength = async (numerator: string, denominator: string) => {
      const { drug } = await read(
        WHOLE.replace('value="0.25" unit="mg"', numerator).replace('<denominator value="1" unit="1"/>', denominator),
      );
      return drug.rows?.find(({ label }) => label === 'Active ingredients')?.value;
    };
    assert.equal(await strength('value="1" unit="mg"', '<denominator value="1" unit="1"/>'), 'EXEMPLARINE 1 mg');
    assert.equal(
      await strength('value="5" unit="mg"', '<denominator value="1" unit="mL"/>'),
      'EXEMPLARINE 5 mg per mL',
    );
    assert.equal(
      await strength('value="1" unit="g"', '<denominator value="10" unit="mL"/>'),
      'EXEMPLARINE 1 g per 10 mL',
    );
    assert.equal(await strength('value=".50" unit="mg"', '<denominator value="1" unit="1"/>'), 'EXEMPLARINE 0.50 mg');
  });

  it('makes no number of the ends of two paragraphs or cells of an item', async () => {
    const { drug } = await read(
      spl(
        section(
          '34068-7',
          '2 DOSAGE',
          '<text><list><item><paragraph>Take 5</paragraph><paragraph>20 mg at most</paragraph><list><caption>If 10</caption><item>5 mg</item></list></item><item><table><tr><td>1</td><td>50 mg</td></tr></table></item></list></text>',
        ),
      ),
    );
    assert.equal(drug.labelSections?.[0]?.text, '- Take 5 20 mg at most\n   - If 10\n   - 5 mg\n- 1 50 mg');
  });

  it('names a boxed warning that is there as a picture only', async () => {
    const { safety, findings } = await read(
      spl(section('34066-1', 'WARNING: DEATH', '<text><renderMultiMedia referencedObject="M1"/></text>')),
    );
    assert.equal(safety.boxedWarning, undefined);
    assert.deepEqual(safety.boxedWarningMentions, [{ text: 'WARNING: DEATH' }]);
    assert.equal(findings.filter(({ kind }) => kind === 'warning').length, 1);
  });

  it('says of a product under a monograph that the FDA did not approve it', async () => {
    const { drug } = await read(
      spl(
        section('34071-1', 'Warnings', '<text>May harm.</text>'),
        '<id extension="M013"/><code displayName="OTC Monograph Drug"/>',
      ),
    );
    assert.equal(drug.approvals?.[0]?.status, 'OTC monograph M013: not individually approved by FDA');
  });

  it('reads a short one whose sections have no body around them', async () => {
    const { drug, safety } = await read(
      '<document xmlns="urn:hl7-org:v3"><title>Exemplaril</title><section><code code="34066-1"/><text>Fatal in 3 of 40.</text></section></document>',
    );
    assert.equal(drug.title, 'Exemplaril');
    assert.equal(safety.boxedWarning?.[0]?.text, 'Fatal in 3 of 40.');
  });

  it('refuses one that is damaged, and one without text', async () => {
    await assert.rejects(read(WHOLE.replace('</structuredBody>', '')), /its XML is invalid/);
    await assert.rejects(read(spl('<a>'.repeat(1000) + '</a>'.repeat(1000))), /its XML is invalid .*nested/);
    await assert.rejects(read(spl('')), /an SPL document without label text \(Human prescription drug label\)/);
  });

  it('takes other XML for none', async () =>
    assert.rejects(read('<document><title>A</title></document>', 'a.xml'), /XML in an unknown format/));

  const bare = (text: string) =>
    text
      .replace(/&(lt|gt|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', amp: '&' })[name] ?? '')
      .replace(/<\/?[a-z][^>]*>/g, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}<>%≥≤]/gu, '');
  forEachRecord(
    ['dailymed-spl'],
    (name) => `${name} loses no paragraph and no cell`,
    async ({ text, path }) => {
      if (/indexing/.test(path)) return assert.rejects(read(text, path), /without label text/);
      const { drug } = await read(text, path);
      const shown = bare(markdown(drug));
      const body = text
        .replace(/<excerpt>[\s\S]*?<\/excerpt>/g, '')
        .replace(/<renderMultiMedia[\s\S]*?(\/>|<\/renderMultiMedia>)/g, '');
      const pieces = [...body.matchAll(/<(paragraph|td)\b[^>]*>([^<]{4,})<\/\1>/g)].map(([, , inner = '']) => inner);
      assert.deepEqual(
        pieces.filter((piece) => !shown.includes(bare(piece.replace(/&#160;/g, ' ')))),
        [],
      );
    },
    '.xml',
  );
});

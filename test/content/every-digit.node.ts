import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fromRecord } from '../../src/artifact/formats/index.js';
import { NUMERIC, numericOf, withZeros } from '../../src/artifact/numeric.js';
import type { Value } from '../../src/artifact/schema/common.js';
import { readJsonSource } from '../../src/cli/import/readers/json.js';
import { Findings } from '../../src/cli/import/finding.js';
import { powerQuantity } from '../../src/cli/import/page/drug.js';
import { Source } from '../../src/cli/source.js';
import { formatInterval, formatPValue, measurementFigures } from '../../src/content/results.js';
import { formatValue } from '../../src/content/numbers.js';
import { addMessages, LANGUAGES, withLanguage } from '../../src/i18n/messages.js';
import { plainValue } from '../../src/output/plain.js';
import { surfacesOf, whole } from '../surfaces.js';
import { numberIn, sameDigits, sameNumber, SEPARATORS } from './digits.js';

for (const language of LANGUAGES)
  addMessages(
    language,
    JSON.parse(readFileSync(new URL(`../../src/i18n/locales/${language}.json`, import.meta.url), 'utf8')) as Record<
      string,
      string
    >,
  );

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });
const whole20 = fc.oneof(
  fc.constant('0'),
  fc.tuple(fc.constantFrom(...'123456789'), digits(0, 20)).map((parts) => parts.join('')),
);
/** Digits as JSON writes them, more than a double holds, zeros at the end among them. */
const positive = fc
  .tuple(
    whole20,
    fc.oneof(
      fc.constant(''),
      digits(1, 12).map((text) => `.${text}`),
    ),
  )
  .map((parts) => parts.join(''));
const signed = fc.tuple(fc.constantFrom('', '-'), positive).map((parts) => parts.join(''));
/** As registries print them: without a zero before the point, with zeros in front, with a plus. */
const registry = fc.oneof(
  signed,
  digits(1, 8).map((text) => `.${text}`),
  digits(1, 8).map((text) => `-.${text}`),
  positive.map((text) => `00${text}`),
  positive.map((text) => `+${text}`),
);

/** The numbers that stand in a text of a language, as JSON writes them. */
const numbersIn = (text: string, lang: string): string[] =>
  (text.match(/\u200E?[−+]?\d[\d.,\u202F]*(?:\u202F×\u202F10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?/g) ?? []).flatMap((found) => {
    // A separator that no digit follows is a mark of the sentence, or a space.
    const number = found.replace(/[.,\u202F]+$/, '');
    try {
      return [numberIn(number, lang)];
    } catch {
      return [];
    }
  });
const has = (text: string, source: string, lang: string): boolean =>
  numbersIn(text, lang).some((number) => sameDigits(number, source.replace(/^\+/, '')) || sameDigits(number, source));

const runs = { numRuns: 30 };

describe('every digit of a source is in what is shown', () => {
  for (const lang of Object.keys(SEPARATORS)) {
    const check = (number: fc.Arbitrary<string>, shownOf: (text: string) => string) =>
      fc.assert(
        fc.property(number, (text) => {
          const shown = withLanguage(lang, () => shownOf(text));
          assert.ok(has(shown, text, lang), `${text} in “${shown}” (${lang})`);
        }),
        runs,
      );
    const value = (of: (text: string) => Value) => (text: string) => formatValue(of(text), lang);

    it(`of quantities, ranges, shares, spreads, intervals and probabilities: ${lang}`, () => {
      check(
        signed,
        value((number) => ({ number, unit: 'mg' })),
      );
      check(
        signed,
        value((to) => ({ number: '-9e60', to, unit: 'mg' })),
      );
      check(
        positive,
        value((percent) => ({ percent })),
      );
      check(
        positive,
        value((one) => ({ number: 1, spread: { kind: 'SD', value: one } })),
      );
      check(
        signed,
        value((one) => ({ number: 1, spread: { kind: 'CI', level: 95, from: one } })),
      );
      check(
        signed,
        value((one) => ({ number: 1, spread: [{ kind: 'SE' }, { kind: 'range', to: one }] })),
      );
      check(
        positive,
        value((level) => ({ number: 1, spread: { kind: 'CI', level } })),
      );
      check(signed, (low) => formatInterval({ level: 95, low, high: '9e60' }, 'A', lang));
      check(positive, (level) => formatInterval({ level, low: 1, high: 2 }, 'A', lang));
      check(positive, (p) => formatPValue({ relation: '<', p }, lang));
      check(signed, (number) => plainValue({ number, statistic: 'mean' }, lang));
    });

    it(`of what a registry printed, its spread and its ends: ${lang}`, () => {
      const cell = (spread: object) => (text: string) => {
        const { printed, after } = measurementFigures({ group: 'a', value: text, ...spread }, {}, lang);
        return `${printed} ${after}`;
      };
      check(registry, cell({}));
      check(registry, (text) => cell({ spread: { kind: 'SE', value: text } })('1'));
      check(registry, (text) => cell({ spread: { kind: 'range', from: text, to: 'NA' } })('1'));
    });
  }

  it('on the card, in the document, in the picture and for programs', () =>
    fc.assert(
      fc.property(positive, (number) => {
        const all = surfacesOf(whole({ kind: 'drug', dosage: { number, unit: 'mg' } }));
        for (const [surface, text] of Object.entries(all))
          assert.ok(has(text, number, 'en'), `${surface}: ${number} in ${text}`);
      }),
      { numRuns: 8 },
    ));
});

describe('every digit of a source is in what is imported', () => {
  it('is a JSON number only where that keeps it', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          signed,
          positive.map((text) => `${text}e7`),
          digits(1, 20).map((text) => `.${text}`),
        ),
        (text) => {
          const numeric = numericOf(text);
          assert.ok(numeric !== undefined && NUMERIC.test(String(numeric)), text);
          // A JSON number has no zero at its end to lose, and is exactly the number.
          if (typeof numeric === 'string') assert.equal(numeric, withZeros(text));
          else assert.ok(sameNumber(String(numeric), text) && !/\.\d*0(?:e|$)/.test(text), text);
        },
      ),
    ));

  it('of what a registry says in text: ".5", "007", "1.50" and more digits than JSON numbers hold', () => {
    const study = (fields: object) =>
      fromRecord({
        protocolSection: { identificationModule: { nctId: 'NCT00000001', briefTitle: 'An invented study' } },
        resultsSection: fields,
      }).records?.[0];
    for (const [threshold, shown] of [
      ['5', 5],
      ['0.50', '0.50'],
      ['.5', 0.5],
      ['2.0', '2.0'],
    ] as const) {
      const read = study({ adverseEventsModule: { frequencyThreshold: threshold, eventGroups: [] } });
      assert.deepEqual(read?.problems, []);
      const { artifact } = read;
      assert.equal(artifact.kind === 'trial' && artifact.safety?.frequencyThreshold, shown);
      assert.match(surfacesOf(artifact)['.md'], new RegExp(`more than ${String(shown).replace('.', '\\.')}% of`));
    }
    const count = (value: string, of: string) => {
      const read = study({
        outcomeMeasuresModule: {
          outcomeMeasures: [
            {
              type: 'PRIMARY',
              title: 'Grip',
              paramType: 'COUNT_OF_PARTICIPANTS',
              groups: [{ id: 'OG000', title: 'All' }],
              denoms: [{ units: 'Participants', counts: [{ groupId: 'OG000', value: of }] }],
              classes: [{ title: 'Week 8', categories: [{ measurements: [{ groupId: 'OG000', value }] }] }],
            },
          ],
        },
      });
      assert.ok(read);
      return /Week 8 \| (.*?) \|/.exec(surfacesOf(read.artifact)['.md'])?.[1];
    };
    assert.equal(count('7', '12'), '7 of 12 (58.3%)');
    assert.equal(count('007', '12'), '007, n = 12');
    assert.equal(count('12345678901234567', '12345678901234568'), '12345678901234567, n = 12345678901234568');
  });

  it('of a report, a strength and a dose in a page', () => {
    const report = fromRecord({
      safetyreportid: '1',
      receivedate: '20200101',
      patient: {
        patientweight: '.50',
        drug: [
          {
            medicinalproduct: 'EXEMPLARIL',
            drugstructuredosagenumb: '.5',
            drugstructuredosageunit: '003',
            drugcumulativedosagenumb: '1.50',
          },
        ],
      },
    }).records?.[0];
    assert.ok(report);
    const shown = JSON.stringify(report.artifact);
    for (const text of ['"0.50', '"0.5 mg"', '"1.50']) assert.ok(shown.includes(text), shown);
    const listing = fromRecord({
      product_ndc: '99999-001',
      product_id: 'x',
      labeler_name: 'Maker',
      generic_name: 'exemplaril',
      active_ingredients: [{ name: 'EXEMPLARIL', strength: '.50 mg/1' }],
    }).records?.[0];
    assert.match(JSON.stringify(listing?.artifact), / 0\.50 mg\/1/);
    assert.equal(powerQuantity('1.10 × 10¹⁴ vg/kg')?.number, '1.10e14');
    assert.equal(powerQuantity('1.1 × 10¹⁴ vg/kg')?.number, 1.1e14);
  });

  it('of a JSON number that reading would change', async () => {
    const text =
      '{"protocolSection":{"identificationModule":{"nctId":"NCT00000001","briefTitle":"A"}},"resultsSection":{"outcomeMeasuresModule":{"outcomeMeasures":[{"type":"PRIMARY","title":"Grip","paramType":"MEAN","groups":[{"id":"a","title":"All"}],"classes":[{"categories":[{"measurements":[{"groupId":"a","value":1.50,"spread":12345678901234567.25}]}]}]}]}}}';
    const read = await readJsonSource(new Source('a.json', text), { url: undefined, references: [] }, new Findings());
    assert.ok('artifacts' in read);
    assert.match(
      JSON.stringify(read.artifacts),
      /"value":"1\.50","spread":\{"kind":"other","value":"12345678901234567\.25"\}/,
    );
  });
});

// A number becomes words in one place: on each surface that shows it, it reads as `formatValue` writes it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Value } from '../src/artifact/schema/index.js';
import { formatValue } from '../src/content/numbers.js';
import { built, profile, squeeze, type State, SURFACES, svgWords, unescaped, wordsOf } from './drug-surfaces.js';

const VALUES: Record<string, readonly [value: Value, words: string]> = {
  'a count': [{ n: 19, of: 21 }, '19 of 21 (90.5%)'],
  'a small dose': [{ number: 0.00025, unit: 'mg' }, '0.00025 mg'],
  'digits as text': [{ number: '1.50', unit: 'mg' }, '1.50 mg'],
  'a percentage with its denominator': [{ percent: 34, of: 43 }, '34% (n = 43)'],
  'a hedged percentage': [{ percent: 1, qualifier: 'less than' }, '< 1%'],
  'a range': [{ number: 2, to: 9, unit: 'weeks' }, '2–9 weeks'],
  'a negative number': [{ number: -0.79 }, '−0.79'],
  'a missing value': [{ missing: 'not reported', by: 'the label' }, 'Not reported by the label'],
};

/** A drug, its safety file and its trial, one of which has the values. */
const STATES: Record<string, (values: readonly Value[]) => Omit<State, 'safety' | 'says'>> = {
  'a fact of a drug': (values) => ({
    drug: { rows: values.map((value, index) => ({ label: `Row ${index}`, value })) },
  }),
  'a count of adverse events': (values) => ({
    file: profile({
      boxedWarning: [],
      precautions: [],
      adverseEvents: values.map((incidence, index) => ({ term: `Effect ${index}`, incidence })),
    }),
  }),
  'a result of a trial': (values) => ({
    trial: {
      outcomes: values.map((value, index) => ({
        type: 'secondary',
        title: `Outcome ${index}`,
        results: [{ group: 'Treated', role: 'treatment', value }],
      })),
    },
  }),
};

const json = (id: string) => (given: State) => squeeze(JSON.stringify(JSON.parse(built(id, given, /\.jsonld$/))));

/** Each surface that shows the value, by what it is there. */
const SHOWN: Record<string, Record<string, (given: State) => string>> = {
  'a fact of a drug': {
    ...Object.fromEntries(
      Object.entries(SURFACES).filter(([name]) =>
        /infobox|comparison|(page|document|picture) of the drug|page of an article|fenced|(infobox|compare|article) of exemplaril/.test(
          name,
        ),
      ),
    ),
    'the data of the drug': json('exemplaril'),
  },
  'a count of adverse events': {
    '<safety-list>': SURFACES['<safety-list>']!,
    'view=safety of exemplaril': SURFACES['view=safety of exemplaril']!,
    'the page of a safety profile': SURFACES['the page of a safety profile']!,
    'the document of a safety profile': (given) => unescaped(built('safety-a', given, /\.md$/)),
    'the picture of a safety profile': (given) => svgWords(built('safety-a', given, /\.svg$/)),
    'the data of a safety profile': json('safety-a'),
  },
  'a result of a trial': {
    'view=trials of exemplaril': SURFACES['view=trials of exemplaril']!,
    'the page of a trial': (given) => wordsOf(built('trial-a', given, /index\.html$/)),
    'the document of a trial': (given) => unescaped(built('trial-a', given, /\.md$/)),
    'the picture of a trial': (given) => svgWords(built('trial-a', given, /\.svg$/)),
  },
};

/** The surfaces of the other table that show none of these, and why. The data of a trial are none: schema.org has no term for results. */
const SILENT: Record<string, RegExp> = {
  'An article says of its drug what it warns of, and names it; its facts are on the page alone.':
    /^the (document|picture|data) of an article$/,
  'It is about an article: the same card shows the same drug, safety file or trial.': /of page$/,
};

describe('a number', () => {
  for (const [name, [value, words]] of Object.entries(VALUES))
    it(`is “${words}” by formatValue: ${name}`, () => assert.equal(squeeze(formatValue(value)), words));

  for (const [what, surfaces] of Object.entries(SHOWN))
    for (const [surface, show] of Object.entries(surfaces)) {
      const shown = (values: readonly Value[]) =>
        show({ safety: 'safety-a', file: profile({ boxedWarning: [] }), says: [], ...STATES[what]?.(values) });
      // A picture holds seven facts: each has one of its own. All else is made once.
      const isPicture = surface.includes('picture');
      const all = isPicture ? '' : shown(Object.values(VALUES).map(([value]) => value));
      for (const [name, [value, words]] of Object.entries(VALUES))
        it(`is written so: ${name}, as ${what}, in ${surface}`, () => {
          const text = isPicture ? shown([value]) : all;
          assert.ok(text.includes(words), `“${words}” is not in: ${text.slice(0, 3000)}`);
        });
    }

  it('is tried on each surface that shows a boxed warning, or there is a reason why not', () => {
    const tried = new Set(Object.values(SHOWN).flatMap((surfaces) => Object.keys(surfaces)));
    const reasons = Object.values(SILENT);
    assert.deepEqual(
      Object.keys(SURFACES).filter((name) => !tried.has(name) && !reasons.some((reason) => reason.test(name))),
      [],
    );
  });
});

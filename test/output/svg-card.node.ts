import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '../../src/artifact/parse.js';
import type { Artifact } from '../../src/artifact/schema/index.js';
import { plainText } from '../../src/output/plain.js';
import { svgCard } from '../written.js';
import { artifacts } from './references.js';

const PAGE = 'https://site.example/artifact/x/';

const decode = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** The drawn words, in reading order. */
const drawn = (svg: string): string =>
  decode([...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text).join(' '));

const textAlternative = (svg: string): string => decode(/<desc id="text">([^<]*)<\/desc>/.exec(svg)?.[1] ?? '');

describe('the SVG card', () => {
  for (const artifact of artifacts)
    it(`of ${artifact.id} has its title, its day and its address, and says all of it in words too`, () => {
      const svg = svgCard(artifact, PAGE);
      assert.ok(drawn(svg).startsWith(artifact.title), drawn(svg));
      assert.ok(drawn(svg).endsWith(PAGE));
      if (artifact.asOf) assert.match(drawn(svg), /As of \w+ \d+, \d{4}\./);
      assert.ok(textAlternative(svg).includes(plainText(artifact.summary ?? '')));
      assert.match(svg, /role="img" aria-labelledby="title text"/);
    });

  it('says of a planned date that it is estimated', () => {
    const svg = svgCard(
      {
        schemaVersion: 1,
        kind: 'trial',
        id: 't',
        title: 'T',
        startDate: { date: '2024-05', type: 'ACTUAL' },
        completionDate: { date: '2031-06', type: 'ESTIMATED' },
      },
      PAGE,
    );
    assert.match(drawn(svg), /Start May 2024 \(actual\); Completion Jun 2031 \(estimated\)/);
    assert.match(textAlternative(svg), /Completion Jun 2031 \(estimated\)/);
  });

  it('names a boxed warning before everything else, also where the safety profile is an artifact of its own', () => {
    const drug = artifacts.find(({ id }) => id === 'therapeutics-zolgensma');
    const safety = artifacts.find(({ id }) => id === 'safety-zolgensma');
    assert.ok(drug?.kind === 'drug' && safety?.kind === 'safety');
    const text = drawn(svgCard(drug, PAGE, safety));
    const [warning] = safety.boxedWarning ?? [];
    assert.ok(warning);
    assert.ok(text.includes(`Boxed warning (FDA): ${warning.title}`), text);
    assert.ok(text.indexOf('Boxed warning') < text.indexOf('Generic name'));
  });

  it('counts and names the other warnings before the doses, or says where they stand', () => {
    const made = (more: object) => {
      const { artifact } = parse({ schemaVersion: 1, id: 'd', kind: 'drug', title: 'D', dosage: '5 mg', ...more });
      assert.ok(artifact);
      return drawn(svgCard(artifact, PAGE));
    };
    const precautions = ['Liver', 'Heart'].map((title) => ({ title, text: 'Watch it.' }));
    assert.match(
      made({ safety: { precautions } }),
      /Warnings and precautions \(2\): Liver · Heart\. Read them on the page\..*5 mg/,
    );
    assert.match(
      made({ safety: 's' }),
      /⚠ Boxed warning Whether there is a boxed warning could not be looked up: There is no such file\..*5 mg/,
    );
    assert.match(made({}), /Warnings and precautions: not in this record\. .*5 mg/);
  });

  it('draws a boxed warning without a heading whole, however long', () => {
    const words = Array.from({ length: 400 }, (_, index) => `word${index}`).join(' ');
    const { artifact } = parse({
      schemaVersion: 1,
      id: 'x',
      kind: 'safety',
      title: 'X',
      boxedWarning: [{ text: words }],
    });
    assert.ok(artifact);
    assert.ok(drawn(svgCard(artifact, PAGE)).includes(words));
  });

  it('says that a boxed warning could not be read', () => {
    const { artifact } = parse({
      schemaVersion: 1,
      id: 'x',
      kind: 'safety',
      title: 'X',
      boxedWarningMentions: [{ text: 'It carries a boxed warning.' }],
    });
    assert.ok(artifact);
    assert.match(
      drawn(svgCard(artifact, PAGE)),
      /⚠ Boxed warning A boxed warning, or a part of one, could not be read\./,
    );
  });

  it('marks what it leaves out', () => {
    const adverseEvents = Array.from({ length: 10 }, (_, index) => ({
      term: `Effect ${index}`,
      incidence: { n: index, of: 20 },
    }));
    const { artifact } = parse({ schemaVersion: 1, id: 'x', kind: 'safety', title: 'X', adverseEvents });
    assert.ok(artifact);
    const text = drawn(svgCard(artifact, PAGE));
    assert.match(text, /Effect 6 .*Incidence: 6 of 20 \(30%\)/);
    assert.match(text, /and 3 more on the page/);
  });

  it('has no markup of the artifact’s', () => {
    const nasty = '</text><script>alert(1)</script>"\u0001\uD800';
    const { artifact } = parse({
      schemaVersion: 1,
      id: 'x',
      kind: 'drug',
      title: nasty,
      summary: nasty,
      dosage: nasty,
    });
    assert.ok(artifact);
    const svg = svgCard(artifact, PAGE);
    for (const sign of ['<script', '\u0001', '\uD800']) assert.ok(!svg.includes(sign));
  });

  it('names the outcome and the group of each result, and the column of each number of an effect', () => {
    const groups = [
      { id: 'a', title: 'Drug' },
      { id: 'b', title: 'Placebo' },
    ];
    const measurements = [
      { group: 'a', value: { n: 10, of: 21 } },
      { group: 'b', value: { n: 5, of: 20 } },
    ];
    const outcomes = [
      { title: 'Walks', type: 'primary', table: { groups, parts: [{ rows: [{ title: 'Week 8', measurements }] }] } },
    ];
    const trial = { schemaVersion: 1, id: 't', kind: 'trial', title: 'T', outcomes } as unknown as Artifact;
    assert.match(
      svgCard(trial, 'https://x.example/'),
      /Week 8: Walks — Drug: 10 of 21 \(47\.6%\); Placebo: 5 of 20 \(25%\)/,
    );
    const adverseEvents = [{ term: 'Rash', serious: false, incidence: { n: 2, of: 20 }, onset: '1 day' }];
    const safety = { schemaVersion: 1, id: 's', kind: 'safety', title: 'S', adverseEvents } as unknown as Artifact;
    assert.match(svgCard(safety, 'https://x.example/'), /Rash: .*Incidence: 2 of 20 \(10%\)/);
  });

  it('ends a line that is too long before a number, never within it', () => {
    const dosage = `${'Take it. '.repeat(13)}Then 1234567890 mg and more of it ${'for long '.repeat(9)}`;
    const drug = { schemaVersion: 1, id: 'd', kind: 'drug', title: 'D', dosage } as unknown as Artifact;
    const lines = [...svgCard(drug, 'https://x.example/').matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
    assert.ok(lines.some((text) => text?.endsWith('…')));
    for (const text of lines) for (const [number] of text?.matchAll(/\d+/g) ?? []) assert.equal(number, '1234567890');
  });
});

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { renderedText, settled, startWorld, type World } from './browser.js';

const SEEDS = fileURLToPath(new URL('../../../shared/seeds/', import.meta.url));
const skip = existsSync(SEEDS) ? false : 'the seed pages (../shared/seeds) are not here';

/** The headings of both pages: extraction took their marks away, so they are named here. */
const HEADINGS =
  `Introduction|Overview|Mechanism of Action|Gene Replacement Strategy|Intracellular Pathway|Routes of Administration|Clinical Trials|START Trial|STR1VE Trials|STEER Trial|STRENGTH Trial
Safety Profile|Hepatotoxicity|Thrombotic Microangiopathy|Other Adverse Events|Comparison with Other SMA Therapies|Pharmacoeconomics and Access|Current Research and Future Directions|See Also|External Links
Background|Allen Brain Atlas Resources|References|Related Hypotheses|Approval Status|Specific Treatments|General Information|Clinical Results|FDA Approval|Side Effects|Additional Information`.split(
    /[|\n]/,
  );

/** Numbers as a reader tells them apart: digits with their points, thousands and ranges; markup, addresses and damaged powers of ten left out. */
const numbersIn = (text: string): Set<string> =>
  new Set(
    text
      .replace(/<[^<>]*style=[^<>]*>|https?:\/\/\S+|\]\([^)]*\)|&\w+;/g, ' ')
      .replace(/1\.1 × 10(\[1\]\[4\]|14)/g, '1.1')
      .match(/\d+(?:[.,]\d+)*/g) ?? [],
  );

describe('both seed pages', { skip }, () => {
  let world: World;
  let text = '';
  const links = new Set<string>();
  const seeds = skip
    ? ''
    : readdirSync(SEEDS)
        .map((name) => readFileSync(SEEDS + name, 'utf8'))
        .join('\n');

  before(async () => {
    world = await startWorld();
    for (const id of ['wiki-therapeutics-zolgensma', 'therapeutics-zolgensma']) {
      const { page } = await world.open(`${world.site}artifact/${id}`);
      await settled(page);
      text += ` ${await renderedText(page)}`;
      const found = await page.evaluate(() => {
        const all = (root: ParentNode): Element[] =>
          [...root.querySelectorAll('*')].flatMap((element) => [
            element,
            ...(element.shadowRoot ? all(element.shadowRoot) : []),
          ]);
        return all(document).flatMap((element) => (element instanceof HTMLAnchorElement ? [element.href] : []));
      });
      found.forEach((href) => links.add(href));
      await page.close();
    }
  });
  after(() => world.close());

  it('have every heading on the article’s or the drug’s page', () => {
    assert.deepEqual(
      HEADINGS.filter((heading) => !text.toLowerCase().includes(heading.toLowerCase())),
      [],
    );
  });

  it('have every number there', () => {
    const shown = numbersIn(text.replace(/[−–]/g, ' '));
    const digits = text.replace(/[\s,]/g, '');
    const missing = [...numbersIn(seeds)].filter(
      (number) => !shown.has(number) && !shown.has(number.replace(/\.?0+$/, '')) && !digits.includes(number),
    );
    assert.deepEqual(missing, []);
  });

  it('have every link there, paths of the wiki resolved against the wiki’s own site', () => {
    const targets = [...seeds.matchAll(/\]\(([^)\s]+)\)/g)].map(([, href]) =>
      new URL(href ?? '', 'https://scidex.ai/').href.replace(/^http:\/\/scidex/, 'https://scidex'),
    );
    assert.ok(targets.length > 30);
    assert.deepEqual(
      targets.filter((href) => !links.has(href)),
      [],
    );
  });

  it('have the dose right, with what the source printed beside it', () => {
    assert.match(text, /1\.1\s×\s10¹⁴/);
    assert.match(text, /10\[1\]\[4\]/);
    assert.match(text, /1014/);
  });

  it('stand side by side where they disagree', () => {
    for (const version of [
      /47\.6%/,
      /59(\.1)?%/,
      /20 months of age/,
      /24 months/,
      /30 days/,
      /60 days/,
      /STRIVE/,
      /STR1VE/,
      /\b21\b/,
      /\b22\b/,
    ])
      assert.ok(version.test(text), `${version} is not there`);
  });
});

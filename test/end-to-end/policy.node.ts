import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { renderedText, settled, startWorld, type World } from './browser.js';
import { shownIn, Stranger } from './stranger.js';

const SCRIPT = readFileSync(new URL('../../dist/artifact-viewer.js', import.meta.url), 'utf8');
const HASH = `sha384-${createHash('sha384').update(SCRIPT).digest('base64')}`;
const CARDS = `
  <drug-infobox artifact-id="therapeutics-zolgensma"></drug-infobox>
  <trial-card artifact-id="trial-steer">Written by the author.</trial-card>
  <safety-list artifact-id="safety-zolgensma"></safety-list>`;

describe('under a Content-Security-Policy that forbids whatever it does not name', () => {
  let world: World;
  const stranger = new Stranger();
  before(async () => {
    world = await startWorld();
    await stranger.start();
    // It listens before anything else runs, and the policy names the place that it is from.
    stranger.pages.set('/listen.js', {
      body: `var violations = []; document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => violations.push([effectiveDirective, blockedURI, sample].join(' ')));`,
      headers: { 'Content-Type': 'text/javascript' },
    });
  });
  after(async () => {
    await stranger.stop();
    await world.close();
  });

  /** A page under a policy. SITE stands for our site. */
  const visit = async (policy: string, html: string) => {
    const here = (text: string) => text.replaceAll('SITE', world.site);
    stranger.pages.set('/', {
      body: here(
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Strict</title><link rel="icon" href="data:,"><script src="/listen.js"></script>${html}`,
      ),
      headers: {
        'Content-Security-Policy': here(
          `default-src 'none'; script-src SITE ${stranger.url}listen.js; connect-src SITE; img-src data:; ${policy}`,
        ),
      },
    });
    return world.open(stranger.url);
  };
  const violationsOn = (page: Page) => page.evaluate('violations') as Promise<string[]>;

  const TYPES = "require-trusted-types-for 'script'; trusted-types artifact-viewer";
  const TAG = `<script src="SITEartifact-viewer.js" async></script>`;
  const SAFE_TAG = `<script src="SITEartifact-viewer.js" integrity="${HASH}" crossorigin="anonymous" async></script>`;

  for (const [what, policy, tag] of [
    ['Trusted Types that name artifact-viewer', TYPES, TAG],
    [
      'names that older pages allow besides',
      "require-trusted-types-for 'script'; trusted-types lit-html artifact-viewer",
      TAG,
    ],
    ['the script’s hash in integrity', TYPES, SAFE_TAG],
    ['the script twice', TYPES, `${TAG}<script src="SITEartifact-viewer.js?again" defer></script>`],
  ] as const) {
    it(`shows elements with no violation: ${what}`, async () => {
      const { page, complaints } = await visit(policy, tag + CARDS);
      await shownIn(page, 'drug-infobox', /onasemnogene abeparvovec-xioi.*Boxed warning/i);
      await shownIn(page, 'trial-card', /NCT05089656/);
      await shownIn(page, 'safety-list', /Acute serious liver injury/);
      // The style sheets are there, too: not a card in black on white.
      assert.equal(
        await page.$eval(
          'trial-card',
          ({ shadowRoot }) => getComputedStyle(shadowRoot?.querySelector('.card') as Element).borderTopWidth,
        ),
        '3px',
      );
      assert.deepEqual(await violationsOn(page), []);
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }

  it('leaves the names of policies to the page: one that has a Lit of its own works beside it', async () => {
    const { page, complaints } = await visit(
      "require-trusted-types-for 'script'; trusted-types lit-html artifact-viewer",
      TAG + CARDS,
    );
    await shownIn(page, 'trial-card', /NCT05089656/);
    assert.equal(
      await page.evaluate(`typeof trustedTypes.createPolicy('lit-html', { createHTML: (html) => html }).createHTML`),
      'function',
    );
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('shows a frame, which follows its content, with no violation on either side', async () => {
    const { page, complaints } = await visit(
      `frame-src SITE; ${TYPES}`,
      `${TAG}<iframe src="SITEartifact/trial-steer?embed=1&view=trials" title="STEER" width="600" height="300" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>`,
    );
    const frame = await (await page.$('iframe'))?.contentFrame();
    assert.ok(frame);
    await settled(frame);
    assert.match(await renderedText(frame), /NCT05089656/);
    await page.waitForFunction(() => (document.querySelector('iframe')?.clientHeight ?? 0) > 400, { polling: 100 });
    assert.deepEqual(await violationsOn(page), []);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('runs no file with another hash than the page’s integrity says, and leaves the author’s words', async () => {
    const wrong = SAFE_TAG.replace(HASH, `sha384-${createHash('sha384').update('another file').digest('base64')}`);
    const { page } = await visit(TYPES, wrong + CARDS);
    assert.equal(await page.evaluate(`customElements.get('trial-card')`), undefined);
    assert.match(await renderedText(page), /Written by the author\./);
    await page.close();
  });

  for (const [what, policy] of Object.entries({
    'other names only': "require-trusted-types-for 'script'; trusted-types lit-html dompurify",
    'none at all': "require-trusted-types-for 'script'; trusted-types 'none'",
  })) {
    it(`says in plain words, and once to the page’s author, that nothing can be shown where Trusted Types allow ${what}`, async () => {
      const { page, complaints } = await visit(policy, TAG + CARDS);
      await page.waitForFunction(() => document.querySelector('safety-list')?.shadowRoot, { polling: 100 });
      const text = await renderedText(page);
      assert.match(text, /This <safety-list> can’t be shown: this page’s Content-Security-Policy does not allow it\./);
      assert.match(text, /Written by the author\./);
      const ours = complaints.filter((complaint) => complaint.startsWith('artifact-viewer: '));
      assert.equal(ours.length, 1, ours.join('\n'));
      assert.match(ours[0] ?? '', /add artifact-viewer to its trusted-types directive\./);
      assert.deepEqual(
        complaints.filter((complaint) => /Uncaught/.test(complaint)),
        [],
      );
      await page.close();
    });
  }

  it('needs no name where the page does not require Trusted Types', async () => {
    const { page } = await visit('trusted-types other', TAG + CARDS);
    await shownIn(page, 'trial-card', /NCT05089656/);
    await shownIn(page, 'drug-infobox', /Boxed warning/);
    await page.close();
  });
});

describe('the built file', () => {
  /** Where its links lead to, by hosts; with a namespace's name, they are all that it says of the net. */
  const HOSTS = [
    ...[
      'atcddd.fhi.no',
      'clinicaltrials.gov',
      'dailymed.nlm.nih.gov',
      'doi.org',
      'go.drugbank.com',
      'meshb.nlm.nih.gov',
      'mor.nlm.nih.gov',
      'open.fda.gov',
    ],
    ...[
      'pmc.ncbi.nlm.nih.gov',
      'precision.fda.gov',
      'pubchem.ncbi.nlm.nih.gov',
      'pubmed.ncbi.nlm.nih.gov',
      'www.ebi.ac.uk',
      'www.wikidata.org',
      'www.w3.org',
      'cdn.clinicaltrials.gov',
    ],
    // Marked’s error message names its makers.
    'github.com',
  ];

  it('loads no code, evaluates none, and names no host but those that its links lead to', () => {
    assert.doesNotMatch(
      SCRIPT,
      /\bimport\s*\(|\beval\s*\(|\bnew Function\b|\bimportScripts\b|\bdocument\.write\b|\bsetTimeout\(\s*["'`]/,
    );
    const hosts = new Set([...SCRIPT.matchAll(/\bhttps?:\/\/([\w.-]+\.[a-z]+)/g)].map(([, host = '']) => host));
    assert.deepEqual([...hosts].filter((host) => !HOSTS.includes(host)).sort(), []);
  });
});

import { expect, oneEvent } from '../helpers.js';
import { textFields } from './fields.js';
import { inShort, tryAll } from './everything.js';
import { faultsIn, Ours } from './inspect.js';
import { source } from './strings.js';
import { letItHappen, startWatch } from './watch.js';
import { MOST } from '../this-run.js';

/** The sink that the product does not have. */
const unsafe = (text: string, box: Element) => void (box.innerHTML = text);

describe('what watches over the security tests', () => {
  it('fills fields of every depth of the schema', () => {
    expect(textFields('drug')).to.include.members([
      '$.title',
      '$.dosage.value',
      '$.dosage.note',
      '$.dosage.unit',
      '$.rows[].value.by',
      '$.references.*.title',
      '$.references (keys)',
    ]);
    expect(textFields('article')).to.include.members([
      '$.sections[].sections[].body',
      '$.relatedHypotheses.hypotheses[].href',
    ]);
  });

  it('sees script run, errors, and requests to this and to other machines', async () => {
    const watch = await startWatch();
    unsafe(
      '<img src="data:," onerror="__xss(1); alert(2)"><img src="/a-picture.png"><img src="https://pictures.example/a.png">',
      watch.stage,
    );
    await Promise.all([...watch.stage.children].map((image) => oneEvent(image, 'error')));
    await letItHappen(10);
    const found = (await watch.end()).join('\n');
    for (const one of [
      'ran script: __xss(1)',
      'ran script: alert(2)',
      'asked the test server for /a-picture.png',
      'CONNECT pictures.example:443',
    ])
      expect(found).to.include(one);
  });

  it('sees the page around change, and its globals', async () => {
    for (const [attack, finding] of [
      [() => (document.title += '!'), 'the page around has changed'],
      [() => ((window as unknown as Record<string, unknown>).surprise = 1), 'new: window surprise'],
      [() => ((Object.prototype as unknown as Record<string, unknown>).polluted = 1), 'Object.prototype is polluted'],
    ] as const) {
      const title = document.title;
      const watch = await startWatch();
      attack();
      const found = await watch.end();
      document.title = title;
      delete (window as unknown as Record<string, unknown>).surprise;
      delete (Object.prototype as unknown as Record<string, unknown>).polluted;
      expect(found.join('\n')).to.include(finding);
    }
  });

  it('sees what lies over the page’s own words', async () => {
    const watch = await startWatch();
    unsafe('<div style="position: fixed; inset: 0">over all</div>', watch.stage);
    expect((await watch.end()).join('\n')).to.include('something lies over them');
  });

  for (const [markup, finding] of [
    ['<p onclick="x()">x</p>', 'a handler'],
    ['<p style="color: red">x</p>', 'reaches beyond'],
    ['<a name="x">x</a>', 'reaches beyond'],
    ['<p id="location">x</p>', 'a name'],
    [`<a href="${'javascript'}:x()" target="_blank" rel="noopener">x</a>`, 'a dangerous address'],
    ['<a href="https://user@ok.example/" target="_blank" rel="noopener">x</a>', 'a dangerous address'],
    ['<a href="https://ok.example/">x</a>', 'leads the page away'],
    ['<a href="/path" target="_blank" rel="noopener">x</a>', 'the page would complete'],
    ['<img src="https://ok.example/a.png">', 'loads by itself'],
    ['<sup class="cite">[<a part="cite" href="#ref-1">1</a>]</sup>', 'a citation that nobody made'],
    ['<a aria-label="Reference 1" href="#ref-1">1</a>', 'a citation that nobody made'],
    ['<svg></svg>', 'an element that no text may make'],
    ['<form></form>', 'an element that no text may make'],
    ['<table><tr><td colspan="1000">x</td></tr></table>', 'a span beyond any table'],
  ] as const)
    it(`sees ${markup}`, () => {
      const template = document.createElement('template');
      unsafe(markup, template);
      const faults = faultsIn(template.content, new Ours()).join('\n');
      expect(faults).to.include(finding);
    });

  it('sees strings of the corpus come alive where there is no defence', async function () {
    this.timeout(MOST);
    // Only what tells of itself: what throws or leaves the page would end the test with it.
    const alive = source.attacks
      .filter(
        ({ rawEffect, text }) =>
          (source.isOwn || rawEffect === 'script') &&
          /__xss\(1\)/.test(text) &&
          !/http-equiv|location|submit|action=|<base|nothing/i.test(text),
      )
      .slice(0, 150);
    expect(alive.length).to.be.at.least(10);
    const findings = await tryAll(alive, (text, box) => {
      const host = document.createElement('div');
      host.attachShadow({ mode: 'open' });
      unsafe(text, host.shadowRoot as unknown as Element);
      box.append(host);
    });
    expect(
      findings.filter((finding) => finding.includes('ran script')).length,
      inShort(findings).join('\n'),
    ).to.be.greaterThan(0);
    expect(findings.filter((finding) => finding.includes('a handler')).length).to.be.greaterThan(source.isOwn ? 0 : 20);
  });
});

import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { parse } from '../src/artifact/parse.js';
import {
  needsEmulatedMedia,
  deepQuery,
  deepQueryAll,
  emulateMedia,
  engine,
  expect,
  expectAccessible,
  fixture,
  html,
  press,
  recordConsole,
  setViewport,
  takeAttempts,
  textOf,
  until,
} from './helpers.js';
import { thisRun } from './this-run.js';

/** Matches a media query now. */
const matches = (query: string) => matchMedia(query).matches;

/** A host whose open shadow root has this markup. */
const hostOf = (host: HTMLElement, markup: string) => {
  host.attachShadow({ mode: 'open' }).innerHTML = markup;
  return host;
};

/** What a promise fails with, or nothing. */
const failureOf = (promise: Promise<unknown>) => promise.then(() => '', String);

describe('the test page', () => {
  it('runs the product’s code in this engine', () => {
    const { artifact, problems } = parse({ schemaVersion: 1, id: 'a', kind: 'drug', title: 'A \ud800', surprise: 1 });
    expect(artifact?.title).to.equal('A \ufffd');
    expect(problems.map(({ path }) => path)).to.deep.equal(['$.surprise']);
  });

  it('reaches nothing but this machine, and each attempt is on record', async () => {
    for (const [address, attempt] of [
      ['http://example.com/', 'GET http://example.com/'],
      ['https://example.com/', 'CONNECT example.com:443'],
      ['http://93.184.215.14/', 'GET http://93.184.215.14/'],
      ['http://169.254.1.1/', 'GET http://169.254.1.1/'],
    ] as const) {
      expect(await failureOf(fetch(address, { mode: 'no-cors' })), address).to.match(/TypeError/);
      await until(async () => (await takeAttempts()).includes(attempt), attempt);
    }
  });

  it('finds a picture that text without a defence asks another machine for', async () => {
    const box = await fixture(html`<div></div>`);
    box.innerHTML = '<img src="https://pictures.example/brain.png"><img src="http://pictures.example/brain.png">';
    const attempts = new Set<string>();
    await until(async () => {
      for (const attempt of await takeAttempts()) attempts.add(attempt);
      return attempts.size === 2;
    }, 'both are asked for');
    expect([...attempts].sort()).to.deep.equal([
      'CONNECT pictures.example:443',
      'GET http://pictures.example/brain.png',
    ]);
  });

  it('takes keys and clicks as from a person', async () => {
    const box = await fixture(html`<div><input aria-label="Name" /><button>Go</button></div>`);
    const input = deepQuery<HTMLInputElement>(box, 'input')!;
    const button = deepQuery(box, 'button')!;
    input.focus();
    await sendKeys({ type: 'Über 3' });
    expect(input.value).to.equal('Über 3');
    await press('Tab');
    expect(document.activeElement).to.equal(button);
    expect(button.matches(':focus-visible')).to.equal(true);
    await press('Shift+Tab');
    expect(document.activeElement).to.equal(input);
    let clicks = 0;
    button.addEventListener('click', (event) => (clicks += event.isTrusted ? 1 : 0));
    const { x, y, width, height } = button.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
    await until(() => clicks === 1, 'the button hears one trusted click');
    expect(button.matches(':hover')).to.equal(true);
  });

  it('can be made as narrow as a sidebar and as wide as a desk', async () => {
    for (const width of [260, 1280]) {
      await setViewport({ width, height: 700 });
      await until(
        () => innerWidth === width && innerHeight === 700,
        `the page is ${width} × 700, not ${innerWidth} × ${innerHeight}`,
      );
    }
  });

  it('is 800 × 600 again in the next test', () => {
    expect([innerWidth, innerHeight]).to.deep.equal([800, 600]);
  });

  it('emulates print, dark mode, forced colours and reduced motion where the engine can', async function () {
    needsEmulatedMedia(this);
    await emulateMedia({ media: 'print' });
    expect(matches('print')).to.equal(true);
    await emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce', forcedColors: 'active' });
    expect(
      matches(
        'screen and (prefers-color-scheme: dark) and (prefers-reduced-motion: reduce) and (forced-colors: active)',
      ),
    ).to.equal(true);
    await emulateMedia({ colorScheme: 'light' });
    expect(matches('(prefers-color-scheme: light) and (forced-colors: none)')).to.equal(true);
  });
});

describe('the helpers', () => {
  it('read the text that is rendered, in shadow trees and slots too', async () => {
    const box = await fixture<HTMLElement>(html`
      <section>
        <div class="host"><b>slotted</b> text<i slot="other">elsewhere</i></div>
        <p hidden>hidden</p>
        <p style="visibility: hidden">unseen</p>
        <details>
          <summary>More</summary>
          folded
        </details>
        <table>
          <tr>
            <td>Phase</td>
            <td>3</td>
          </tr>
        </table>
        H<sub>2</sub>O<br />end
      </section>
    `);
    hostOf(
      deepQuery(box, '.host')!,
      '<style>p { color: red }</style><p>before</p><slot></slot><slot name="none">instead</slot>',
    );
    expect(textOf(box)).to.equal('before slotted textinstead More Phase 3 H2O end');
  });

  it('find elements in shadow trees, in the order of the page', async () => {
    const box = await fixture<HTMLElement>(
      html`<section>
        <div class="host"><a id="three"></a></div>
        <a id="four"></a>
      </section>`,
    );
    const outer = hostOf(deepQuery(box, '.host')!, '<a id="one"></a><div class="inner"></div>');
    hostOf(deepQuery(outer, '.inner')!, '<a id="two"></a>');
    expect(deepQueryAll(box, 'a').map(({ id }) => id)).to.deep.equal(['one', 'two', 'three', 'four']);
    expect(deepQuery(box, 'b')).to.equal(null);
  });

  it('find faults of accessibility in shadow trees and name where', async function () {
    // Elsewhere the helper looks only when everything is tried.
    if (engine !== 'blink' && !thisRun.all) this.skip();
    const box = await fixture<HTMLElement>(html`<section><div class="host"></div></section>`);
    await expectAccessible(box);
    hostOf(deepQuery(box, '.host')!, '<button></button>');
    expect(await failureOf(expectAccessible(box)))
      .to.contain('button-name')
      .and.contain('.host >>> button');
  });

  it('say what they waited for in vain', async () => {
    expect(await failureOf(until(() => false, 'the moon is full', 100))).to.contain('the moon is full');
  });

  it('record what the console is told, and give the console back', () => {
    const { warn } = console;
    const record = recordConsole();
    console.warn('one', 1);
    console.error(new TypeError('two'));
    record.restore();
    expect(record.messages).to.deep.equal(['warn: one 1', 'error: TypeError: two']);
    expect(console.warn).to.equal(warn);
  });
});

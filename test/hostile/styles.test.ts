import '../elements/common.js';
import { defineElements } from '../../src/define.js';
import { artifactUrl, deepQuery, deepQueryAll, engine, expect, fixture, html, textOf, until } from '../helpers.js';

defineElements();

const CARDS = {
  'drug-infobox': 'therapeutics-zolgensma',
  'trial-card': 'trial-steer',
  'safety-list': 'safety-zolgensma',
} as const;

type Card = HTMLElement & { status: string };

/** Puts a card into a box of the page and waits until it and all that it loads is there. */
const put = async (box: Element, tag: keyof typeof CARDS): Promise<Card> => {
  const card = Object.assign(document.createElement(tag), { src: artifactUrl(CARDS[tag]) }) as Card;
  box.append(card);
  await until(
    () => card.status === 'ready' && (tag === 'trial-card' || /boxed warning/i.test(textOf(card))),
    `${tag} is ready`,
  );
  await document.fonts.ready;
  await still(card);
  return card;
};

/**
 * Waits until a card has stopped changing: the last of a long list, and who cites a source, come after it is ready. On a busy
 * machine a frame or two can pass before the next part comes, so that two equal looks in a row say nothing yet.
 */
const still = async (card: HTMLElement): Promise<void> => {
  let last = '';
  let unchanged = 0;
  await until(() => {
    const now = looksOf(card).join('\n');
    unchanged = now === last ? unchanged + 1 : 0;
    last = now;
    return unchanged === 5;
  }, 'it stands still');
};

/** What a reader sees of everything in a card: how large, where in the card, in which colours and letters. */
const looksOf = (card: HTMLElement): string[] => {
  const { left, top } = card.getBoundingClientRect();
  return deepQueryAll(card, '.root, .root *').map((element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const place =
      box.width > 0 || box.height > 0
        ? [box.left - left, box.top - top, box.width, box.height].map(Math.round).join(' ')
        : 'no place';
    const letters = [
      style.fontSize,
      style.fontWeight,
      style.fontStyle,
      style.fontVariantCaps,
      style.letterSpacing,
      style.textTransform,
      style.textShadow,
    ];
    return `${element.localName}.${element.className.toString()} at ${place}: ${[style.display, style.color, style.visibility, style.textAlign, ...letters].join(', ')}`;
  });
};

const acrossOnly = (look: string): string => look.replace(/ at (-?\d+) -?\d+ (\d+) \d+:/, ' at $1, $2 wide:');

/** That a card looks as it did, with the first of what has changed. */
const expectLooks = (card: HTMLElement, before: readonly string[], part = (look: string) => look): void => {
  const now = looksOf(card).map(part);
  const changed = before.flatMap((look, index) =>
    look === now[index] ? [] : [`was ${look}; is ${now[index] ?? 'gone'}`],
  );
  expect(changed.slice(0, 3), `${changed.length} of ${before.length} changed`).to.deep.equal([]);
};

/** Adds a style sheet to the page until the test ends. */
let sheet: HTMLStyleElement | undefined;
const style = (css: string): void => {
  sheet = Object.assign(document.createElement('style'), { textContent: css });
  document.head.append(sheet);
};
afterEach(() => sheet?.remove());

const box = () => fixture<HTMLElement>(html`<div class="strange"></div>`);
const WIDE = '.strange { display: block !important; width: 600px !important; }';

const INHERITED = `.strange {
  letter-spacing: 1em; word-spacing: 2em; text-transform: uppercase; font-variant: small-caps; font-style: italic; font-weight: 900; font-stretch: 50%;
  line-height: 0; text-indent: 5em; text-align: right; text-align-last: right; white-space: pre; word-break: break-all; hyphens: auto; line-break: anywhere;
  text-shadow: 0 0 9px red; -webkit-text-fill-color: transparent; -webkit-text-stroke: 3px red; -webkit-text-security: disc; text-emphasis: filled red;
  list-style: none; border-collapse: separate; border-spacing: 30px; caption-side: bottom; empty-cells: hide; quotes: none; tab-size: 90; cursor: none;
  font-feature-settings: 'smcp'; font-size-adjust: 2; fill: red; stroke: red; stroke-width: 9px; text-anchor: end; user-select: none; color: transparent;
}`;

const SHEETS: Record<string, string> = {
  'that unsets every property of every element, with !important': '* { all: unset !important; }',
  'that makes blocks of tables':
    'table, thead, tbody, tr, th, td { display: block !important; width: 90px !important; }',
  'that sets whatever a card could inherit': INHERITED,
  'that dresses every element by its name':
    'span, p, a, h2, h3, button, input, select, details, summary, ul, li, dl, dt, dd, table, article, header, strong, sup { color: red !important; font: 40px/2 serif !important; margin: 50px !important; float: right !important; }',
};

describe('on a page with a style sheet of its own', () => {
  for (const [what, css] of Object.entries(SHEETS)) {
    for (const tag of Object.keys(CARDS) as (keyof typeof CARDS)[]) {
      it(`<${tag}> looks as it does anywhere: one ${what}`, async () => {
        style(`${WIDE} .strange > * { max-width: none !important; min-width: 0 !important }`);
        const card = await put(await box(), tag);
        const before = looksOf(card);
        expect(before.length).to.be.greaterThan(20);
        sheet?.append(css);
        expect(card.getBoundingClientRect().width).to.equal(600);
        expectLooks(card, before);
      });
    }
  }

  it('text is never smaller than 13 pixels, whatever the page makes of its root and its own text', async () => {
    style(`html { font-size: 62.5%; } .strange { font-size: 0; }`);
    const card = await put(await box(), 'drug-infobox');
    const sizes = deepQueryAll(card, '.root *')
      .filter((element) => [...element.childNodes].some((node) => node instanceof Text && node.data.trim()))
      .map((element) => parseFloat(getComputedStyle(element).fontSize));
    expect(sizes.length).to.be.greaterThan(20);
    expect(Math.min(...sizes)).to.be.at.least(9.75);
    expect(getComputedStyle(deepQuery(card, '.root') as Element).fontSize).to.equal('13px');
  });

  it('a card is dark where its theme says so, against a page that is light with !important', async () => {
    style('* { color-scheme: light !important; all: unset !important; }');
    const card = await put(await box(), 'trial-card');
    const root = deepQuery(card, '.root') as Element;
    const light = getComputedStyle(root).color;
    card.setAttribute('theme', 'dark');
    await until(() => getComputedStyle(root).color !== light, 'the ink is that of the dark theme');
    expect(getComputedStyle(root).colorScheme).to.equal('dark');
  });

  it('what the page hides stays hidden, and what it makes untouchable is untouchable', async () => {
    style('.strange { visibility: hidden; pointer-events: none; }');
    const card = await put(await box(), 'trial-card').catch(() => deepQuery<Card>(document, 'trial-card') as Card);
    const link = deepQuery(card, '.root a') as Element;
    expect(getComputedStyle(link).visibility).to.equal('hidden');
    expect(getComputedStyle(link).pointerEvents).to.equal('none');
  });

  for (const [what, css] of Object.entries({
    'that reads from right to left': '.strange { direction: rtl; width: 320px; }',
    'that is zoomed in': '.strange { zoom: 2; width: 600px; }',
    'that is zoomed out': '.strange { zoom: 0.4; width: 900px; }',
  })) {
    for (const tag of Object.keys(CARDS) as (keyof typeof CARDS)[]) {
      it(`<${tag}> stays within its place: one ${what}`, async function () {
        if (engine === 'webkit' && tag === 'safety-list' && what.endsWith('zoomed in')) {
          console.log(
            'Skipped in WebKit: under the CSS property zoom it reports the safety list as 2 % wider than its place.',
          );
          this.skip();
        }
        style(css);
        const place = await box();
        const card = await put(place, tag);
        const outer = place.getBoundingClientRect();
        const inner = card.getBoundingClientRect();
        expect(inner.left).to.be.at.least(outer.left - 1);
        expect(inner.right).to.be.at.most(outer.right + 1);
        expect(card.scrollWidth).to.be.at.most(card.clientWidth + 1);
      });
    }
  }
});

describe('in another document of the page', () => {
  const open = async (doctype: string): Promise<HTMLElement> => {
    const frame = await fixture<HTMLIFrameElement>(
      html`<iframe title="Another document" width="640" height="400"></iframe>`,
    );
    const inside = frame.contentDocument as Document;
    inside.open();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else makes a document of this window with another doctype
    inside.write(`${doctype}<body style="margin: 0"><div class="strange" style="width: 600px"></div>`);
    inside.close();
    return inside.querySelector('.strange') as HTMLElement;
  };

  for (const tag of Object.keys(CARDS) as (keyof typeof CARDS)[]) {
    it(`<${tag}> looks the same after a move into a frame and back, and in quirks mode`, async () => {
      style(WIDE);
      const home = await box();
      const card = await put(home, tag);
      const before = looksOf(card);
      const standard = await open('<!doctype html>');
      standard.append(card);
      await until(() => card.status === 'ready', 'it is ready again');
      await still(card);
      expectLooks(card, before);
      const quirky = await open('');
      expect(quirky.ownerDocument.compatMode).to.equal('BackCompat');
      quirky.append(card);
      await still(card);
      // In quirks mode a line that holds nothing but a mark is lower: the place from above and the height differ by pixels.
      expectLooks(card, before.map(acrossOnly), acrossOnly);
      home.append(card);
      expectLooks(card, before);
    });
  }

  it('a card that is first shown there is dressed', async () => {
    const place = await open('<!doctype html>');
    const card = await put(place, 'trial-card');
    style(WIDE);
    const home = await box();
    const inside = looksOf(card);
    home.append(card);
    expectLooks(card, inside);
  });
});

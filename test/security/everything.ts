// Puts every string that attacks into every text field of an element, and looks at what comes of it.
//
// How that is complete: `filledWith` makes an artifact from the schema itself, with the same string in each of its text
// fields, facts written as several values so that notes, groups, units and what was printed are there too. Each string gets
// such an artifact for each element, so that each field of each element has each string once. A field that is added to the
// schema is filled without a change here. Fields that all kinds have in common are shown by the same elements, and are
// tried in one kind, the article; a safety profile inside a drug or a trial is shown by <safety-list> like one of its own.
//
// A run takes one slice in ten of the strings, with some of every kind, and each engine has its third of that: what an engine
// itself makes of a string is decided where text becomes DOM, and door.test.ts tries that with each string of the slice in
// each engine. `npm run test:all` gives every engine every string.
import { defineElements } from '../../src/define.js';
import type { Kind } from '../../src/artifact/schema/index.js';
import { engine, expect, until } from '../helpers.js';
import { filledWith, type Shape } from './fields.js';
import { everyElement, faultsIn, Ours } from './inspect.js';
import { MOST, thisRun } from '../this-run.js';
import { sliced } from './slice.js';
import { type Attack, source } from './strings.js';
import { letItHappen, startWatch } from './watch.js';

defineElements();

/** Texts that attack nothing, and between them make our templates and our text show all that they can. */
const HARMLESS = [
  'Plain words',
  // No key can be called that: a field is left out, and the card says so.
  '__proto__',
  'Several words, [@known] and [@unknown], *emphasis*, **strong**, `code`, [a link](https://ok.example/page), <https://ok.example/>, a@ok.example.',
  '# A heading\n\nA paragraph.\n\n## Another\n\n### A third\n\n#### A fourth\n\n##### A fifth\n\n###### A sixth\n\n- one\n- two\n\n1. one\n2. two\n\n> quoted\n\n---',
  '| a | b |\n|:--|--:|\n| 1 | 2 |\n\n```js\ncode\n```\n\n![A picture](https://ok.example/a.png)',
  '<table class="infobox"><caption>Box</caption><tr><th colspan="2">Head</th></tr><tr><th>Label</th><td>Value [@known]</td></tr></table>\n\nAfter.',
  '![A picture](data:image/png;base64,iVBORw0KGgo=)',
  'https://ok.example/page',
  '/proteins/smn1-protein',
  '10.1000/182',
  '12',
  '2019-05',
  'de',
  'ar',
  'PHASE1',
  '%',
  'Half a character: \uD800',
  'RECRUITING',
  'EXPERIMENTAL',
  ' ',
  '',
  'word '.repeat(400),
  // Too deep to be formatted: a note says so.
  `${'> '.repeat(200)}deep`,
  `${'<div>'.repeat(400)}deep`,
  'Within a line: <table><caption>A table</caption><tr><td>1</td></tr></table> and <table><tr><td>1</td></tr></table>',
];

/** How many strings are shown at once. */
const BATCH = 24;

/** Puts an element that shows this text wherever it can into the box. */
export type Show = (text: string, box: Element) => void;

type Ready = Element & { status?: string; updateComplete?: Promise<unknown> };

const isReady = (element: Ready) =>
  element.status === undefined || element.status === 'ready' || element.status === 'failed';

/** Until everything below has drawn itself, what it drew included. */
const drawn = async (root: ParentNode): Promise<void> => {
  await until(
    async () => {
      await Promise.all([...everyElement(root)].map(async (element: Ready) => element.updateComplete));
      return [...everyElement(root)].every(isReady);
    },
    'everything is shown or says why not',
    // Some dozen artifacts with everything in them, in an engine that shares the machine with another.
    60_000,
  );
};

/** Follows each link that leads elsewhere, as far as the page could notice. @returns what would have led the page away. */
const follow = (root: ParentNode): string[] => {
  const faults: string[] = [];
  const onClick = (event: MouseEvent) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!event.defaultPrevented && link && link.target !== '_blank')
      faults.push(`a click leads the page to ${link.href}`);
    event.preventDefault();
  };
  addEventListener('click', onClick);
  for (const element of [...everyElement(root)])
    if (element instanceof HTMLAnchorElement && !element.getAttribute('href')?.startsWith('#')) element.click();
  removeEventListener('click', onClick);
  return faults;
};

/**
 * Shows each string and gives all that went wrong, with the strings that it may be due to.
 * @param options.act what a reader does with what is shown; `undo`, what closes again what that has opened over the page.
 * @param options.atOnce how many strings are shown at once.
 */
export const tryAll = async (
  attacks: readonly Attack[],
  show: Show,
  {
    act,
    undo,
    atOnce = BATCH,
  }: { act?: (root: ParentNode) => Promise<void>; undo?: (root: ParentNode) => Promise<void>; atOnce?: number } = {},
): Promise<string[]> => {
  const ours = new Ours();
  const watch = await startWatch();
  const { stage } = watch;
  const findings: string[] = [];
  const batch = async (texts: readonly string[], look: () => void) => {
    stage.replaceChildren(
      ...texts.map((text) => {
        const box = document.createElement('div');
        // What is out of sight is not laid out: half the time, and what could leave its box is told by its style.
        box.setAttribute('style', 'content-visibility: auto; contain-intrinsic-height: 500px');
        show(text, box);
        return box;
      }),
    );
    await drawn(stage);
    for (const element of everyElement(stage)) if (element instanceof HTMLDetailsElement) element.open = true;
    await act?.(stage);
    await letItHappen();
    await drawn(stage);
    look();
  };
  try {
    await batch(HARMLESS, () => ours.learn(stage));
    for (let start = 0; start < attacks.length; start += atOnce) {
      const some = attacks.slice(start, start + atOnce);
      watch.during = some.map(({ id }) => id).join(', ');
      await batch(
        some.map(({ text }) => text),
        () => {
          [...stage.children].forEach((box, index) => {
            const { id = '' } = some[index] ?? {};
            for (const fault of faultsIn(box, ours)) findings.push(`${id}: ${fault}`);
            for (const fault of follow(box)) findings.push(`${id}: ${fault}`);
            if (![...everyElement(box)].some(({ shadowRoot }) => shadowRoot?.textContent.trim()))
              findings.push(`${id}: nothing is shown`);
          });
        },
      );
      await undo?.(stage);
      watch.check();
    }
  } catch (error) {
    // What is watched by now must not be there when the next is.
    await watch.end();
    throw error;
  }
  stage.replaceChildren();
  await letItHappen(10);
  return [...findings, ...(await watch.end())];
};

/** A few findings in full, and how many there are: thousands of lines tell no more. */
export const inShort = (findings: readonly string[]): string[] =>
  findings.length > 20 ? [...findings.slice(0, 20), `… and ${findings.length - 20} more`] : [...findings];

/** An element that shows an artifact of this kind with the text in every field. */
export const showing =
  (tag: string, kind: Kind, shape: Shape): Show =>
  (text, box) => {
    const element = document.createElement(tag) as HTMLElement & { artifact: unknown };
    const artifact = filledWith(kind, text, shape);
    // Shown by an element of its own, which is tried by itself.
    if (kind !== 'safety') delete artifact.safety;
    // What the link base is made of: where it is no address, few other addresses are any.
    if (shape === 'bare') artifact.url = 'https://wiki.example/page';
    element.artifact = artifact;
    box.append(element);
  };

/** The strings of this run's slice. */
export const slice = sliced(source.attacks, thisRun, ({ of }) => of);

const isShared = !source.isOwn && !thisRun.all;

/** Those of the slice that this engine tries in the elements. */
export const attacks = slice.filter(
  (_attack, index) => !isShared || index % 3 === ['blink', 'gecko', 'webkit'].indexOf(engine),
);
if (attacks.length < source.attacks.length)
  console.log(
    `Of ${source.attacks.length} strings this run tries ${slice.length}, slice ${thisRun.slice} of 0 to 9, and ${engine} ${attacks.length} of them in the elements. npm run test:all tries all of them in every engine.`,
  );

/** The sentences that hold for an element, whatever stands in its artifact's texts. */
export const holdsAgainstEverything = (tag: string, kind: Kind): void => {
  describe(`<${tag}>, whatever stands in the texts of its ${kind}`, () => {
    it(`runs nothing, asks for nothing, reaches nothing and goes nowhere: ${attacks.length} of ${source.attacks.length} strings in every field`, async function () {
      this.timeout(MOST);
      expect(inShort(await tryAll(attacks, showing(tag, kind, 'several')))).to.deep.equal([]);
    });

    it('nor does it where facts are bare and addresses have a base to stand on, with the strings that are alive without a defence', async function () {
      this.timeout(MOST);
      const alive = source.isOwn ? slice : attacks.filter(({ rawEffect }) => rawEffect);
      expect(inShort(await tryAll(alive, showing(tag, kind, 'bare')))).to.deep.equal([]);
    });
  });
};

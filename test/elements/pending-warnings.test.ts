// Each element and view of a drug whose safety file is still on its way: no dose is shown before it is known what the drug warns of.
import { configure, settings } from '../../src/settings.js';
import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import { deepQueryAll, expect, nextFrame, textOf, until } from '../helpers.js';
import { place } from './common.js';

const WARNING = 'It can injure the liver: look for 3 months.';
const OTHER_WARNING = 'It can stop the heart.';
const FILES: Record<string, object> = {
  exemplaril: {
    kind: 'drug',
    title: 'Exemplaril',
    summary: 'A drug that is taken as 5 mg.',
    dosage: '5 mg a day',
    trials: ['trial-a'],
    safety: 'safety-a',
  },
  'safety-a': {
    kind: 'safety',
    title: 'Exemplaril',
    boxedWarning: [{ title: 'Liver injury', text: WARNING }],
    precautions: [{ title: 'Kidneys', text: 'Not more than 5 mg.' }],
  },
  other: {
    kind: 'drug',
    title: 'Otheril',
    dosage: '7 mg a day',
    safety: { boxedWarning: [{ title: 'Heart block', text: OTHER_WARNING }] },
  },
  'trial-a': { kind: 'trial', title: 'Trial A', summary: 'They took 5 mg a day.' },
  page: {
    kind: 'article',
    title: 'A page on Exemplaril',
    summary: 'What is known of 5 mg.',
    body: 'Take 5 mg a day.',
    drug: 'exemplaril',
    trials: ['trial-a'],
    comparison: ['exemplaril', 'other'],
  },
};

interface Surface {
  tag: string;
  source: object;
  /** What is right while the file is on its way, and what is shown then; unset, nothing of the drug. */
  right: string;
  meanwhile?: RegExp;
}

const viewer = (view: string, id: string, right: string, meanwhile?: RegExp): [string, Surface] => [
  `<artifact-viewer view="${view}"> of ${id}`,
  { tag: 'artifact-viewer', source: { artifactId: id, view }, right, ...(meanwhile && { meanwhile }) },
];

const SURFACES: Record<string, Surface> = Object.fromEntries<Surface>([
  [
    '<drug-infobox>',
    { tag: 'drug-infobox', source: { artifactId: 'exemplaril' }, right: 'It shows nothing of the drug.' },
  ],
  [
    '<safety-list>',
    { tag: 'safety-list', source: { artifactId: 'exemplaril' }, right: 'It has nothing else to show.' },
  ],
  [
    '<therapy-comparison>',
    {
      tag: 'therapy-comparison',
      source: { artifactIds: 'exemplaril other' },
      right: 'The column of the drug says that it is loading; the other has its own warning above its dose.',
      meanwhile: /Otheril.*It can stop the heart\..*exemplaril Loading….*7 mg/,
    },
  ],
  viewer('full', 'exemplaril', 'What the page has besides the drug’s facts stands below the words.', /They took 5 mg/),
  viewer('full', 'page', 'The text stands below the words.', /Take 5 mg/),
  viewer('infobox', 'exemplaril', 'It shows nothing of the drug.'),
  viewer('infobox', 'page', 'It shows nothing of the drug.'),
  viewer('safety', 'exemplaril', 'It has nothing else to show.'),
  viewer('safety', 'page', 'It has nothing else to show.'),
  viewer('article', 'exemplaril', 'It has no infobox to say it, and shows nothing.'),
  viewer('article', 'page', 'It has no infobox to say it, and shows nothing.'),
  viewer('compare', 'exemplaril', 'It shows nothing of the drug.'),
  viewer('compare', 'page', 'As the comparison alone.', /Otheril.*It can stop the heart\..*exemplaril Loading….*7 mg/),
  viewer('trials', 'exemplaril', 'It has no infobox to say it, and shows nothing.'),
  viewer('trials', 'page', 'It has no infobox to say it, and shows nothing.'),
]);

let sites = 0;

/** Answers from the files in the place of a server, but for the safety file, which is kept until it is released. */
const serveFiles = () => {
  const base = new URL(`/pending-${++sites}/`, location.href).href;
  const whole = window.fetch.bind(window);
  const { base: own } = settings;
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let wasAsked = false;
  let open = 0;
  window.fetch = async (...request) => {
    const url = request[0] instanceof Request ? request[0].url : String(request[0]);
    if (!url.startsWith(base)) return whole(...request);
    const id = url.slice(base.length).replace('.json', '');
    if (id === 'safety-a') {
      wasAsked = true;
      await released;
    } else open++;
    return new Response(JSON.stringify({ schemaVersion: 1, id, ...FILES[id] }), {
      status: FILES[id] ? 200 : 404,
      headers: { 'Content-Type': 'application/json' },
    });
  };
  configure({ base });
  return {
    release,
    wasAsked: () => wasAsked,
    asked: () => open,
    end: () => {
      release();
      window.fetch = whole;
      configure({ base: own });
    },
  };
};

const isDrawn = (element: ArtifactElement) =>
  [element, ...deepQueryAll<ArtifactElement>(element, '*')].every(({ isUpdatePending }) => !isUpdatePending);

/** Until all that can be shown is: nothing more is asked for, and nothing waits to be drawn, for several frames. */
const comesToRest = async (element: ArtifactElement, asked: () => number) => {
  for (let still = 0, last = -1; still < 5; await nextFrame()) {
    still = last === asked() && isDrawn(element) ? still + 1 : 0;
    last = asked();
  }
};

/** That no dose stands before the first of these words, and the name before them. */
const expectAbove = (text: string, words: string) => {
  const at = text.indexOf(words);
  expect(at, `“${words}” is in: ${text}`).to.be.at.least(0);
  expect(text.slice(0, at)).to.include('Exemplaril').and.not.to.include('5 mg');
};

describe('while a drug’s safety file is on its way', () => {
  for (const [name, { tag, source, right, meanwhile }] of Object.entries(SURFACES))
    it(`${name} has no dose without it. ${right}`, async () => {
      const files = serveFiles();
      try {
        const element = await place(tag, source);
        await until(files.wasAsked, 'the file is asked for');
        if (meanwhile) await until(() => meanwhile.test(textOf(element)), `${meanwhile.source} is shown`);
        await comesToRest(element, files.asked);
        const held = textOf(element);
        expect(held).not.to.include(WARNING);
        if (held.includes('5 mg')) expectAbove(held, 'Boxed warning Loading…');
        if (meanwhile) expect(held).to.match(meanwhile);
        else expect(held).not.to.match(/5 mg|[Nn]one|not in this record/);
        files.release();
        await until(() => textOf(element).includes(WARNING), 'the warning is there');
        await comesToRest(element, files.asked);
        const whole = textOf(element);
        expectAbove(whole, WARNING);
        expect(whole).to.include('5 mg').and.not.to.include('Loading…');
        expect(whole.split(WARNING)).to.have.length(2);
      } finally {
        files.end();
      }
    });
});

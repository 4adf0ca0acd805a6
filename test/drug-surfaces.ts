// A drug in each state that its boxed warning can be in, and each surface that shows it.
import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import { buildArtifact } from '../src/cli/build/artifact.js';
import { prerenderElement } from '../src/cli/build/prerender.js';
import type { Files, Site } from '../src/cli/build/site.js';
import { LoadError, takeFrom } from '../src/artifact/load.js';
import { configure } from '../src/settings.js';
import { fence, ENGINES } from './markdown/engines.js';

export const URL_OF_SITE = 'https://site.example/';
const SITE: Site = {
  url: URL_OF_SITE,
  name: 'Site',
  root: '/',
  script: { file: 'x.js', integrity: 'sha384-x' },
  styles: { file: 'x.css' },
  version: '1',
};
export const LIVER = 'It can injure the liver: look for 3 months.';
const HEART = 'It can stop the heart.';
const one = { title: 'Liver injury', text: LIVER, regulator: 'FDA' };
const two = { title: 'Heart block', text: HEART };
export const drug = (safety: unknown) => ({
  schemaVersion: 1,
  id: 'exemplaril',
  kind: 'drug',
  title: 'Exemplaril',
  summary: 'It is taken as 5 mg.',
  dosage: '5 mg a day',
  trials: ['trial-a'],
  ...(safety !== undefined && { safety }),
});
export const profile = (more: object) => ({
  schemaVersion: 1,
  id: 'safety-a',
  kind: 'safety',
  title: 'Safety of it',
  summary: 'Not more than 5 mg.',
  ...more,
});
const TRIAL = { schemaVersion: 1, id: 'trial-a', kind: 'trial', title: 'Trial A', summary: 'It took 5 mg a day.' };
const ARTICLE = {
  schemaVersion: 1,
  id: 'page',
  kind: 'article',
  title: 'A page on it',
  summary: 'What is known of 5 mg.',
  body: 'Take 5 mg a day.',
  drug: 'exemplaril',
  trials: ['trial-a'],
};

export interface State {
  safety: unknown;
  /** The safety file beside the drug; a string is the reason why it can't be loaded. */
  file?: object | 'missing' | 'broken';
  /** Whether the drug's own file is not there, which an article names. */
  hasNoDrug?: boolean;
  /** Further fields of the drug and of its trial. */
  drug?: object;
  trial?: object;
  /** What must be said, in this order. */
  says: readonly string[];
  /** What must never be said. */
  never?: RegExp;
}

const LOST = 'A boxed warning, or a part of one, could not be read. Read it in the drug’s label.';
export const UNKNOWN = 'Whether there is a boxed warning could not be looked up';
export const STATES: Record<string, State> = {
  one: { safety: { boxedWarning: [one] }, says: ['Boxed warning (FDA)', 'Liver injury', LIVER] },
  several: { safety: { boxedWarning: [one, two] }, says: ['Liver injury', LIVER, 'Heart block', HEART] },
  'by reference': { safety: 'safety-a', file: profile({ boxedWarning: [one] }), says: ['Liver injury', LIVER] },
  'reference missing': { safety: 'safety-a', file: 'missing', says: [UNKNOWN], never: /none|no boxed/i },
  'reference failing': {
    safety: 'safety-a',
    file: 'broken',
    says: [UNKNOWN],
    never: /none|no boxed/i,
  },
  'unreadable field': { safety: { boxedWarning: 7 }, says: [LOST], never: /none|no boxed|not in this record/i },
  'safety unreadable': { safety: 7, says: [LOST], never: /none|no boxed|not in this record/i },
  'blank text': {
    safety: { boxedWarning: [{ title: 'Liver injury', text: ' ' }] },
    says: ['Liver injury', 'The text is not reported. Read it in the drug’s label.'],
  },
  'not reported': { safety: { precautions: [] }, says: ['Boxed warning: not in this record.'] },
  'no safety named': { safety: undefined, says: ['Boxed warning: not in this record.'] },
  'unreadable by reference': {
    safety: 'safety-a',
    file: profile({ boxedWarning: 7 }),
    says: [LOST],
    never: /none|no boxed|not in this record/i,
  },
  'none by reference': { safety: 'safety-a', file: profile({ boxedWarning: [] }), says: ['Boxed warning: none.'] },
  none: { safety: { boxedWarning: [] }, says: ['Boxed warning: none.'] },
  'none in its record': {
    safety: { labelSections: [{ id: 'warnings', title: 'Warnings', text: 'Dizziness.' }] },
    says: ['The record of this label has no boxed warning.'],
  },
};

export const squeeze = (text: string) =>
  text
    .replaceAll(/[\u00A0\u202F]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
/** The words of markup as a reader of the page gets them, shadow trees in their places. */
export const wordsOf = (markup: string): string => {
  const { document } = new JSDOM(markup.replaceAll(/<template shadowroot[^>]*>|<\/template>/g, '')).window;
  document.querySelectorAll('script,style,head').forEach((node) => node.remove());
  return squeeze(document.body.textContent ?? '');
};
export const unescaped = (text: string) =>
  squeeze(text.replaceAll(/\\(?=[!-/:-@[-`{-~])|^> ?/gm, '').replaceAll('**', ''));

/** The files of a folder with this state; `undefined` for one that is not there. */
export const filesOf =
  ({ safety, file, hasNoDrug, drug: facts, trial }: State) =>
  (id: string): string | undefined => {
    const all: Record<string, unknown> = {
      ...(!hasNoDrug && { exemplaril: { ...drug(safety), ...facts } }),
      'trial-a': { ...TRIAL, ...trial },
      page: ARTICLE,
    };
    if (id !== 'safety-a') return all[id] === undefined ? undefined : JSON.stringify(all[id]);
    if (file === 'broken') return '{"kind":';
    return typeof file === 'object' ? JSON.stringify(file) : undefined;
  };

/** An element's markup, its files at hand. */
const element = (tag: Parameters<typeof prerenderElement>[0], properties: object, state: State): string => {
  const base = `${URL_OF_SITE}artifacts/`;
  configure({ base });
  takeFrom((url) => {
    const text = filesOf(state)(url.slice(base.length).replace('.json', ''));
    if (text !== undefined)
      try {
        return JSON.parse(text) as unknown;
      } catch {
        // As a browser tells it.
      }
    throw new LoadError({ reason: 'not-there', url, message: 'There is no such file.', remedy: '' });
  });
  try {
    return wordsOf(prerenderElement(tag, properties));
  } finally {
    takeFrom(undefined);
  }
};

/** All files that a build makes of an artifact. */
export const filesBuilt = (id: string, state: State, site: Site = SITE): Files => {
  const read = filesOf(state);
  return buildArtifact(id, site, { read, has: (other) => read(other) !== undefined }).files;
};

export const built = (id: string, state: State, path: RegExp): string => {
  const files = filesBuilt(id, state);
  return files[Object.keys(files).find((name) => path.test(name)) ?? ''] ?? '';
};

const ofLd = (text: string): string =>
  squeeze(
    (JSON.parse(text) as { '@graph': { '@type': string; name?: string; warning?: string[] }[] })['@graph']
      .filter((node) => node['@type'] === 'Drug')
      .map(({ name, warning = [] }) => [name, ...warning].join(' '))
      .join(' '),
  );
export const svgWords = (text: string) =>
  squeeze(wordsOf(text.replaceAll(/<title[^]*?<\/desc>/g, '').replaceAll('</text>', ' ')));

/** The infobox that a Markdown plugin makes of a fenced block. */
const fenced = (engine: string, state: State): string =>
  (ENGINES[engine] ?? assert.fail(engine))(fence('artifact drug-infobox', 'exemplaril'), {
    read: (id) => {
      const text = filesOf(state)(id);
      const isBroken = state.file === 'broken' && id === 'safety-a';
      return text === undefined || isBroken ? undefined : (JSON.parse(text) as unknown);
    },
  });

/** Each surface: the words that a reader or a program gets. */
export const SURFACES: Record<string, (state: State) => string> = {
  '<drug-infobox>': (state) => element('drug-infobox', { artifactId: 'exemplaril' }, state),
  '<safety-list>': (state) =>
    typeof state.safety === 'object' || typeof state.file === 'object'
      ? element('safety-list', { artifactId: 'exemplaril' }, state)
      : '',
  '<therapy-comparison>': (state) => element('therapy-comparison', { artifactIds: 'exemplaril' }, state),
  'the page of the drug': (state) => wordsOf(built('exemplaril', state, /index\.html$/)),
  'the page of an article': (state) => wordsOf(built('page', state, /index\.html$/)),
  'the page of a safety profile': (state) =>
    typeof state.file === 'object' ? wordsOf(built('safety-a', state, /index\.html$/)) : '',
  'the offline page of the drug': (state) => wordsOf(built('exemplaril', state, /artifacts\/.*\.html$/)),
  'the document of the drug': (state) => unescaped(built('exemplaril', state, /\.md$/)),
  'the document of an article': (state) => unescaped(built('page', state, /\.md$/)),
  'the picture of the drug': (state) => svgWords(built('exemplaril', state, /\.svg$/)),
  'the picture of an article': (state) => svgWords(built('page', state, /\.svg$/)),
  'the data of the drug': (state) => ofLd(built('exemplaril', state, /\.jsonld$/)),
  'the data of an article': (state) => ofLd(built('page', state, /\.jsonld$/)),
  ...Object.fromEntries(
    ['infobox', 'trials', 'safety', 'article', 'compare'].flatMap((view) =>
      ['exemplaril', 'page'].map((id) => [
        `view=${view} of ${id}`,
        (state: State) =>
          // A drug that names no safety profile has no such view: the viewer says so.
          (view === 'safety' && (state.safety === undefined || state.safety === 7 || typeof state.file === 'string')) ||
          (view === 'compare' && id === 'page')
            ? ''
            : element('artifact-viewer', { artifactId: id, view }, state),
      ]),
    ),
  ),
  ...Object.fromEntries(
    Object.keys(ENGINES).map((engine) => [
      `a fenced block without JavaScript, in ${engine}`,
      (state: State) => wordsOf(fenced(engine, state)),
    ]),
  ),
  'a fenced block with JavaScript': (state) => {
    const block = new JSDOM(fenced('marked', state)).window.document.querySelector('drug-infobox');
    const inside = block?.querySelector('script[type="application/json"]')?.textContent;
    const artifact = inside ? (JSON.parse(inside) as unknown) : undefined;
    const id = block?.getAttribute('artifact-id') ?? undefined;
    return element('drug-infobox', { artifact, artifactId: id }, state);
  },
};

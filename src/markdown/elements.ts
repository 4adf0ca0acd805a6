import { urlOf } from '../artifact/address.js';
import type { Kind } from '../artifact/schema/index.js';
import { VIEWS } from '../artifact/view.js';

/** What an attribute may hold: one of these words, an address, or any text. */
type Rule = readonly string[] | 'address' | 'text';

const SOURCE = {
  src: 'address',
  'artifact-id': 'text',
  record: 'text',
  trial: 'text',
  integrity: 'text',
  'link-base': 'address',
  theme: ['light', 'dark'],
} satisfies Record<string, Rule>;

/** The elements that a block may become: those that show an artifact by themselves. With their documented attributes. */
const ELEMENTS: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  'artifact-viewer': { ...SOURCE, view: VIEWS },
  'drug-infobox': SOURCE,
  'trial-card': { ...SOURCE, 'nct-id': 'text', endpoint: 'address' },
  'safety-list': SOURCE,
  'therapy-comparison': { ...SOURCE, 'artifact-ids': 'text' },
  'artifact-article': SOURCE,
  'artifact-contents': SOURCE,
  'artifact-links': SOURCE,
  'artifact-hypotheses': SOURCE,
  'artifact-metadata': SOURCE,
  'artifact-provenance': SOURCE,
  'artifact-editor-notes': SOURCE,
  'artifact-cite-panel': SOURCE,
  'artifact-embed-panel': SOURCE,
  'artifact-frame': {
    src: 'address',
    title: 'text',
    height: 'text',
    theme: ['light', 'dark'],
    loading: ['lazy', 'eager'],
  },
};

/** What is wrong with a block, in a sentence for the page's author. */
export class FenceError extends Error {
  override name = 'FenceError';
}

const list = (names: readonly string[]): string => names.join(', ');

const shown = (text: string): string => `“${text.length > 80 ? `${text.slice(0, 79)}…` : text}”`;

/** Whether a browser would take this for an address of the web: absolute with http or https, or relative to the page. */
const isAddress = (text: string): boolean => /^https?:/.test(urlOf(text, 'https://page.invalid/')?.href ?? '');

/** Lets only our own elements with their documented attributes through. @throws FenceError that names what is wrong and what is allowed. */
export const checkElement = (element: string, attributes: Readonly<Record<string, string>>): void => {
  const rules = Object.hasOwn(ELEMENTS, element) ? ELEMENTS[element] : undefined;
  if (!rules)
    throw new FenceError(
      `${shown(element)} is no element of artifact-viewer. Allowed are: ${list(Object.keys(ELEMENTS))}.`,
    );
  for (const [name, value] of Object.entries(attributes)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule)
      throw new FenceError(`<${element}> has no attribute ${shown(name)}. Allowed are: ${list(Object.keys(rules))}.`);
    if (typeof rule === 'object' && !rule.includes(value))
      throw new FenceError(`${name} can’t be ${shown(value)}. Allowed are: ${list(rule)}.`);
    if (rule === 'address' && !isAddress(value))
      throw new FenceError(
        `${name} can’t be ${shown(value)}. Allowed are addresses with http or https, and those relative to the page.`,
      );
  }
};

const KINDS: Readonly<Record<string, Kind>> = {
  'drug-infobox': 'drug',
  'trial-card': 'trial',
  'safety-list': 'safety',
};

/** The kind of artifact that an element picks out of what it is given; undefined where it shows any. */
export const kindOf = (element: string): Kind | undefined => KINDS[element];

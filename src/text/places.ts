import { type Html, trustAsHtml } from './html.js';

/** What stands in markup where no string can: authored text as clean nodes, an element that takes properties. */
export interface Place {
  /** Its name in markup: no other has it. */
  number: number;
  /** Makes it, when the markup is set in a page: nodes, words, `Html`, or an element of ours. */
  make: () => unknown;
  /** Identifies what it makes: while this is the same, what stands there can stay. */
  is: string;
}

/** Markup with what has its place in it. */
export interface Markup {
  html: Html;
  places: readonly Place[];
}

let open: Place[] | undefined;
let last = 0;

/** Runs a writer, and keeps what it has left a place for. */
export const markup = (write: () => Html): Markup => {
  const outer = open;
  const places: Place[] = [];
  open = places;
  try {
    return { html: write(), places };
  } finally {
    open = outer;
  }
};

/**
 * Leaves a place in the markup that is being written. No author's text can have its mark: none keeps a `data-` attribute.
 * @throws Error where no `markup` is being written.
 */
export const placeFor = (make: Place['make'], is: string): Html => {
  if (!open) throw new Error('A place can be left only while markup is written');
  open.push({ number: ++last, make, is });
  return trustAsHtml(`<i data-place="${last}"></i>`);
};

const numbers = new WeakMap<object, number>();
let lastNumber = 0;

/** A number that identifies an object. */
export const numberOf = (one: object | undefined): number => {
  if (!one) return 0;
  const number = numbers.get(one) ?? ++lastNumber;
  numbers.set(one, number);
  return number;
};

/** One of our elements, with properties that no attribute can hold. */
export class OwnElement {
  /** @param properties objects by property name. */
  constructor(
    readonly tag: string,
    readonly attributes: Readonly<Record<string, string>>,
    readonly properties: Readonly<Record<string, object>>,
  ) {}
}

/** Writes one of our elements. A different object in a property makes it a different element. */
export const ownElement = (...given: ConstructorParameters<typeof OwnElement>): Html => {
  const [tag, attributes, properties] = given;
  const own = Object.entries(properties).map(([name, value]) => [name, numberOf(value)]);
  return placeFor(() => new OwnElement(...given), [tag, Object.entries(attributes), own].join());
};

const MARK = /<i data-place="(\d+)"><\/i>/;

/** The parts of markup around its places, and between them what each place makes. */
export const partsOf = ({ html, places }: Markup): { text: string; made?: unknown }[] =>
  html.text
    .split(MARK)
    .map((part, index) =>
      index % 2 ? { text: '', made: places.find(({ number }) => number === Number(part))?.make() } : { text: part },
    );

/** Equal for equal markup, whatever the numbers of its places, which change with each writing. */
export const identityOf = ({ html, places }: Markup): string =>
  places.length > 0
    ? [html.text.replace(/ data-place="\d+"/g, ''), ...places.map(({ is }) => is)].join('\0')
    : html.text;

/** Stands between pieces of markup that are parsed at once. No author's text has a comment. */
export const BETWEEN = trustAsHtml('<!--|-->');

/** Whether a node of the page is that. */
export const isBetween = ({ nodeType, nodeValue }: Node): boolean => nodeType === 8 && nodeValue === '|';

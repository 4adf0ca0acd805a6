import { encodePart } from '../artifact/identifiers.js';
import { vetUrl } from './addresses.js';

/** Held by this module alone: without it neither class can be made, not even by way of a value's `constructor`. */
const KEY = {};

const assertKey = (key: unknown): void => {
  if (key !== KEY) throw new TypeError('Only src/text and the html tag can mark a string as safe');
};

/** Markup that is safe to set in a page. A private field marks it, which no JSON and no other object can have. */
class Html {
  readonly #text: string;
  constructor(key: unknown, text: string) {
    assertKey(key);
    this.#text = text;
  }
  static is(value: object): value is Html {
    return #text in value;
  }
  /** The markup. */
  get text(): string {
    return this.#text;
  }
  toString(): string {
    return this.#text;
  }
}

/** An address that is safe to follow. */
class Url {
  readonly #href: string;
  constructor(key: unknown, href: string) {
    assertKey(key);
    this.#href = href;
  }
  static is(value: object): value is Url {
    return #href in value;
  }
  /** The address, not escaped. */
  get href(): string {
    return this.#href;
  }
  toString(): string {
    return this.#href;
  }
}

export type { Html, Url };

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether a value is markup that the `html` tag or the cleaner has made. */
export const isHtml = (value: unknown): value is Html => isObject(value) && Html.is(value);

/** Whether a value is an address that has been vetted. */
export const isUrl = (value: unknown): value is Url => isObject(value) && Url.is(value);

/** Marks markup as safe. Only for the `html` tag and for the cleaner of authored text; a lint rule holds it. */
export const trustAsHtml = (markup: string): Html => new Html(KEY, markup);

/**
 * An authored address for an attribute such as `href`, vetted by `vetUrl`.
 * @returns undefined where it must not be followed: the attribute is left out, and the link's words stay.
 */
export const toUrl = (href: string, linkBase?: string): Url | undefined => {
  const url = vetUrl(href, linkBase);
  return url === undefined ? undefined : new Url(KEY, url);
};

/** The address of another place of the page, by its name in deep links. */
export const fragment = (id: string): Url => new Url(KEY, `#${encodePart(id)}`);

/** Inserts content into the markup of an empty element. */
export const inside = ({ text }: Html, content: Html): Html => {
  const end = text.lastIndexOf('</');
  return new Html(KEY, text.slice(0, end) + content.text + text.slice(end));
};

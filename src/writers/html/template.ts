import { escapeHtml } from '../../output/escape.js';
import { type Html, isHtml, isUrl, trustAsHtml, type Url } from '../../text/html.js';
import { BESIDE_BLOCKS, LINE_BREAKS } from './white-space.js';

/** Stands for nothing, as `undefined` and `null` do. It is Lit's own, so that both kinds of template take one value. */
export const nothing: unique symbol = Symbol.for('lit-nothing');

/** What a template can take; where which kind can stand is checked when it is written. */
export type Value = string | number | boolean | Html | Url | typeof nothing | null | undefined | Iterable<Value>;

/** Writes a value in its place, or throws. */
type Hole = (value: unknown) => string;

/** Elements whose content the parser reads as something else than text and tags, or that load, run or redirect. */
const REFUSED_TAGS =
  /^(?:script|style|textarea|title|template|xmp|listing|plaintext|noscript|noembed|noframes|iframe|frame|frameset|object|embed|base|link|meta|html|head|body|set|animate.*)$/i;
const REFUSED_ATTRIBUTES = /^(?:on.*|style|srcdoc|(?:image)?srcset|attributionsrc|ping)$/i;
const URL_ATTRIBUTES = /^(?:href|src|action|formaction|poster|cite|data|background|xlink:href)$/i;
/** SVG reads these as CSS, which can name an address. */
const CSS_ATTRIBUTES = /^(?:fill|stroke|filter|mask|clip-path|cursor|marker.*)$/i;
const VOID = /^(?:area|br|col|hr|img|input|source|track|wbr)$/i;
/** Elements out of which the parser would move a text, to before the table. */
const TABULAR = /^(?:table|thead|tbody|tfoot|tr|colgroup)$/i;

/** Stands in the source of a template for each of its values. */
const HOLE = '\0';
/** The parser would read something else, or take it for a hole. */
const UNREADABLE = /[\0\r]|\p{Surrogate}/u;

const TEXT = /[^<]+/y;
const TAG = /<(\/?)([a-z][\w-]*)/iy;
const ATTRIBUTE = /\s+([^\s"'<>/=\0]+)(?:\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|(\0|[^\s"'<>=`\0]+)(?=[\s/>])))?/y;
const END = /\s*(\/?)>/y;

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === nothing;

/** What a value is, in words: never the value, which may be long or authored. */
const kindOf = (value: unknown): string => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isHtml(value)) return 'an Html';
  return isUrl(value) ? 'a Url' : `a value of type ${typeof value}`;
};

/** A text or number as markup; undefined for all else, and for what is no number to read. */
const wordsOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return escapeHtml(value);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
};

/** A template: what stands around its holes, one string more than there are holes. */
class Template {
  readonly chunks = [''];
  readonly holes: Hole[] = [];
  readonly #shown: string;
  readonly #source: string;
  readonly #open: string[] = [];
  #at = 0;

  /** Parses the static strings. Throws where a value stands where none can be written safely. */
  constructor(strings: TemplateStringsArray) {
    this.#shown = strings.join('${…}').replace(LINE_BREAKS, ' ').slice(0, 200);
    // No data has `raw`: it could be neither the strings nor a part of them. Invalid escapes are undefined.
    if (!Object.hasOwn(strings, 'raw') || strings.some((part) => part === undefined || UNREADABLE.test(part)))
      throw this.#fault('A template has an escape or a character that HTML can’t have');
    this.#source = strings
      .join(HOLE)
      .split(/(<pre\b[\s\S]*?<\/pre>)/i)
      .map((part, index) => (index % 2 ? part : part.replace(BESIDE_BLOCKS, '').replace(LINE_BREAKS, ' ')))
      .join('');
    while (this.#at < this.#source.length) if (!this.#readText()) this.#readTag();
    if (this.#open.length > 0) throw this.#fault(`<${this.#open.at(-1)}> has no end in its template`);
  }

  #fault(text: string): TypeError {
    return new TypeError(`${text}: \`${this.#shown}\``);
  }

  #refusal(place: string, value: unknown): TypeError {
    return this.#fault(`The ${place} can’t be ${kindOf(value)}`);
  }

  /** What the pattern finds at this point of the source, and goes on behind it. */
  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }

  #put(text: string): void {
    this.chunks[this.chunks.length - 1] += text;
  }

  /** Puts a text with its holes. */
  #putWithHoles(text: string, hole: Hole): void {
    text.split(HOLE).forEach((part, index) => {
      if (index > 0) {
        this.holes.push(hole);
        this.chunks.push('');
      }
      this.#put(part);
    });
  }

  #readText(): boolean {
    const text = this.#take(TEXT)?.[0];
    if (text === undefined) return false;
    const parent = this.#open.at(-1);
    const place = parent === undefined ? 'content' : `content of <${parent}>`;
    const isTabular = parent !== undefined && TABULAR.test(parent);
    if (isTabular && text.replaceAll(HOLE, '').trim()) throw this.#fault(`No text can stand in <${parent}>`);
    const hole = (value: unknown): string => {
      const words = isTabular ? undefined : wordsOf(value);
      if (words !== undefined) return words;
      if (isHtml(value)) return value.text;
      if (isAbsent(value)) return '';
      if (typeof value !== 'object' || !(Symbol.iterator in (value as object))) throw this.#refusal(place, value);
      let all = '';
      for (const one of value as Iterable<unknown>) all += hole(one);
      return all;
    };
    this.#putWithHoles(text, hole);
    return true;
  }

  #readTag(): void {
    const [, slash, tag] = this.#take(TAG) ?? [];
    if (tag === undefined)
      throw this.#fault('A “<” begins no tag that can be read (“&lt;” is the character; comments stay in the code)');
    if (!slash) this.#readStartTag(tag);
    else if (this.#open.pop() === tag && this.#take(/\s*>/y)) this.#put(`</${tag}>`);
    else throw this.#fault(`</${tag}> ends no element of its template`);
  }

  #readStartTag(tag: string): void {
    if (REFUSED_TAGS.test(tag)) throw this.#fault(`A template can’t have <${tag}>`);
    this.#put(`<${tag}`);
    const names = new Set<string>();
    for (let found = this.#take(ATTRIBUTE); found; found = this.#take(ATTRIBUTE)) {
      const [, sign, name = ''] = /^([?.@]?)(.*)$/.exec(found[1] ?? '') ?? [];
      const place = `attribute “${name}” of <${tag}>`;
      if (/[.@]/.test(sign ?? '') || REFUSED_ATTRIBUTES.test(name) || !/^[a-z][\w:.-]*$/i.test(name))
        throw this.#fault(`A template can’t have the ${place}`);
      if (names.has(name.toLowerCase())) throw this.#fault(`The ${place} stands there twice`);
      names.add(name.toLowerCase());
      const value = found[2] ?? found[3] ?? found[4];
      if (sign) this.#putBoolean(name, place, value);
      else this.#putAttribute(name, place, value);
    }
    const end = this.#take(END);
    if (!end) throw this.#fault(`A template can’t be read in <${tag}>: values stand in text and in attributes’ values`);
    this.#put('>');
    if (VOID.test(tag)) return;
    if (end[1]) return this.#put(`</${tag}>`);
    this.#open.push(tag);
    // The parser drops a line break here. With one that is always there, it drops none of a value's.
    if (/^pre$/i.test(tag)) this.#put(this.#take(/\n/y)?.[0] ?? '\n');
  }

  #putBoolean(name: string, place: string, value: string | undefined): void {
    if (value !== HOLE) throw this.#fault(`The ${place} takes one value`);
    this.#putWithHoles(HOLE, (given) => {
      if (typeof given !== 'boolean' && !isAbsent(given)) throw this.#refusal(place, given);
      return given === true ? ` ${name}` : '';
    });
  }

  #putAttribute(name: string, place: string, value: string | undefined): void {
    const isAddress = URL_ATTRIBUTES.test(name);
    const holds = value?.includes(HOLE);
    if (holds && CSS_ATTRIBUTES.test(name)) throw this.#fault(`No value can stand in the ${place}`);
    if (holds && isAddress && value !== HOLE) throw this.#fault(`The ${place} takes one Url, and nothing beside it`);
    if (value === undefined) return this.#put(` ${name}`);
    const words = (given: unknown): string => {
      const all = isAddress ? (isUrl(given) ? escapeHtml(given.href) : undefined) : wordsOf(given);
      if (all === undefined) throw this.#refusal(place, given);
      return all;
    };
    if (value === HOLE) this.#putWithHoles(HOLE, (given) => (isAbsent(given) ? '' : ` ${name}="${words(given)}"`));
    else {
      this.#put(` ${name}="`);
      this.#putWithHoles(`${value.replaceAll('"', '&quot;').replace(LINE_BREAKS, ' ')}"`, (given) =>
        isAbsent(given) ? '' : words(given),
      );
    }
  }
}

const known = new WeakMap<TemplateStringsArray, Template>();

/**
 * Writes HTML, in Node and in browsers alike: a template with Lit's syntax that is a string.
 *
 * - Text takes strings and finite numbers, which are escaped, `Html` as it is, and iterables of these.
 * - `a="${x}"`, `a=${x}` and `a="x ${y}"` take strings and numbers. One that has only a value, and that absent, is left out.
 * - `?a=${x}` takes a boolean. Attributes that hold an address take a `Url`, alone.
 *
 * Absent is `undefined`, `null` or `nothing`. An element ends in the template in which it begins. White space is folded as it
 * is shown.
 * @throws TypeError for any other value, and, when a template is first used, for what can't be written safely: values in
 *   names of tags and attributes, listeners, properties, styles, comments, elements that run or load.
 */
export const html = (strings: TemplateStringsArray, ...values: Value[]): Html => {
  let template = known.get(strings);
  if (!template) known.set(strings, (template = new Template(strings)));
  const { chunks, holes } = template;
  let text = chunks[0] as string;
  for (let index = 0; index < holes.length; index++)
    text += (holes[index] as Hole)(values[index]) + (chunks[index + 1] as string);
  return trustAsHtml(text);
};

import { Hole, type Template } from './write-template.js';

/** Elements whose content a browser reads as something else than text and tags, or that load, run or redirect. */
const REFUSED_TAGS =
  /^(?:script|style|textarea|title|template|xmp|listing|plaintext|noscript|noembed|noframes|iframe|frame|frameset|object|embed|base|link|meta|html|head|body|set|animate.*)$/i;
const REFUSED_ATTRIBUTES = /^(?:on.*|style|srcdoc|(?:image)?srcset|attributionsrc|ping)$/i;
const URL_ATTRIBUTES = /^(?:href|src|action|formaction|poster|cite|data|background|xlink:href)$/i;
/** SVG reads these as CSS, which can name an address. */
const CSS_ATTRIBUTES = /^(?:fill|stroke|filter|mask|clip-path|cursor|marker.*)$/i;
const VOID = /^(?:area|br|col|hr|img|input|source|track|wbr)$/i;
/** Elements out of which a browser would move a text, to before the table. */
const TABULAR = /^(?:table|thead|tbody|tfoot|tr|colgroup)$/i;

/** Tags that stand in blocks of their own wherever our style sheets leave them: white space beside them is not shown. */
const BLOCK =
  '(?:article|aside|details|div|dl|fieldset|figure|figcaption|footer|header|li|nav|ol|section|table|tbody|td|tfoot|th|thead|tr|ul)';
/** White space beside the tags of blocks. A no-break space is shown anywhere. */
const BESIDE_BLOCKS = new RegExp(`(?<=</?${BLOCK}\\b[^<>]*>)[ \\t\\n]+|[ \\t\\n]+(?=</?${BLOCK}\\b)`, 'g');
/** A line break with what it is indented by: shown as one space. */
const LINE_BREAKS = /[ \t]*\n[ \t\n]*/g;

/** Stands in the source of a template for each of its values. */
const VALUE = '\0';
/** The browser would read something else, or the parser take it for a value. */
const UNREADABLE = /[\0\r]|\p{Surrogate}/u;

const TEXT = /[^<]+/y;
const TAG = /<(\/?)([a-z][\w-]*)/iy;
const ATTRIBUTE = /\s+([^\s"'<>/=\0]+)(?:\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|(\0|[^\s"'<>=`\0]+)(?=[\s/>])))?/y;
const END = /\s*(\/?)>/y;

type Strings = readonly (string | undefined)[];

/** Reads a template from its start to its end. */
class Parser {
  readonly chunks = [''];
  readonly holes: string[] = [];
  readonly #shown: string;
  readonly #source: string;
  readonly #open: string[] = [];
  #at = 0;

  constructor(strings: Strings) {
    this.#shown = strings.join('${…}').replace(LINE_BREAKS, ' ').slice(0, 200);
    // No data has `raw`: it could be neither the strings nor a part of them. Invalid escapes have no string.
    if (!Object.hasOwn(strings, 'raw') || strings.some((part) => typeof part !== 'string' || UNREADABLE.test(part)))
      throw this.#fault('A template has an escape or a character that HTML can’t have');
    this.#source = strings
      .join(VALUE)
      .split(/(<pre\b[\s\S]*?<\/pre>)/i)
      .map((part, index) => (index % 2 ? part : part.replace(BESIDE_BLOCKS, '').replace(LINE_BREAKS, ' ')))
      .join('');
    while (this.#at < this.#source.length) if (!this.#readText()) this.#readTag();
    if (this.#open.length > 0) throw this.#fault(`<${this.#open.at(-1)}> has no end in its template`);
  }

  #fault(text: string): TypeError {
    return new TypeError(`${text}: \`${this.#shown}\``);
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

  /** Puts a text with a hole for each of its values. */
  #putWithHoles(text: string, hole: string): void {
    text.split(VALUE).forEach((part, index) => {
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
    const isTabular = parent !== undefined && TABULAR.test(parent);
    if (isTabular && text.replaceAll(VALUE, '').trim()) throw this.#fault(`No text can stand in <${parent}>`);
    this.#putWithHoles(text, isTabular ? Hole.TABULAR : Hole.CONTENT);
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
    // A browser drops a line break here. With one that is always there, it drops none of a value's.
    if (/^pre$/i.test(tag)) this.#put(this.#take(/\n/y)?.[0] ?? '\n');
  }

  #putBoolean(name: string, place: string, value: string | undefined): void {
    if (value !== VALUE) throw this.#fault(`The ${place} takes one value`);
    this.#putWithHoles(VALUE, Hole.BOOLEAN + name);
  }

  #putAttribute(name: string, place: string, value: string | undefined): void {
    const isAddress = URL_ATTRIBUTES.test(name);
    const holds = value?.includes(VALUE);
    if (holds && CSS_ATTRIBUTES.test(name)) throw this.#fault(`No value can stand in the ${place}`);
    if (holds && isAddress && value !== VALUE) throw this.#fault(`The ${place} takes one Url, and nothing beside it`);
    if (value === undefined) this.#put(` ${name}`);
    else if (value === VALUE) this.#putWithHoles(VALUE, (isAddress ? Hole.ADDRESS : Hole.ATTRIBUTE) + name);
    else {
      this.#put(` ${name}="`);
      this.#putWithHoles(`${value.replaceAll('"', '&quot;').replace(LINE_BREAKS, ' ')}"`, Hole.PIECE);
    }
  }
}

/**
 * Parses the static strings of a template, here and in the build.
 * @param strings as a tag gets them, with `raw`.
 * @throws TypeError for what can't be written safely, with the template's start.
 */
export const parseTemplate = (strings: Strings): Template => {
  const { chunks, holes } = new Parser(strings);
  return { chunks, holes };
};

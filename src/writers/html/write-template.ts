import { escapeHtml } from '../../output/escape.js';
import { type Html, isHtml, isUrl, trustAsHtml } from '../../text/html.js';

/** Stands for nothing, as `undefined` and `null` do. It is Lit's own, so that both kinds of template take one value. */
export const nothing: unique symbol = Symbol.for('lit-nothing');

/** How a hole writes its value: one of these characters, then the name of the attribute if the hole writes it whole. */
export const Hole = {
  /** Text, numbers, `Html` and lists of these. */
  CONTENT: '.',
  /** `Html` and lists of it, where a browser would move text to before the table. */
  TABULAR: '#',
  /** Text or a number within the quotes of an attribute. */
  PIECE: '"',
  /** An attribute with a text or a number. */
  ATTRIBUTE: '=',
  /** An attribute with a `Url`. */
  ADDRESS: '@',
  /** An attribute that is there or not. */
  BOOLEAN: '?',
} as const;

/** A parsed template: the markup around its holes, one string more than there are holes, and how each hole writes its value. */
export interface Template {
  readonly chunks: readonly string[];
  readonly holes: readonly string[];
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === nothing;

/** What a value is, in words: never the value, which may be long or authored. */
const kindOf = (value: unknown): string => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isHtml(value)) return 'an Html';
  return isUrl(value) ? 'a Url' : `a value of type ${typeof value}`;
};

const refusal = ({ chunks, holes }: Template, index: number, value: unknown): TypeError => {
  const name = holes[index]?.slice(1);
  const before = chunks.slice(0, index + 1).join('${…}') + (name ? ` ${name}=` : '');
  return new TypeError(`The value after \`${before.slice(-200)}\` can’t be ${kindOf(value)}`);
};

/** A text or number as markup; undefined for anything else, including NaN and infinity. */
const wordsOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return escapeHtml(value);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
};

const contentOf = (template: Template, index: number, value: unknown): string => {
  const words = template.holes[index] === Hole.TABULAR ? undefined : wordsOf(value);
  if (words !== undefined) return words;
  if (isHtml(value)) return value.text;
  if (isAbsent(value)) return '';
  if (typeof value !== 'object' || !(Symbol.iterator in (value as object))) throw refusal(template, index, value);
  let all = '';
  for (const one of value as Iterable<unknown>) all += contentOf(template, index, one);
  return all;
};

/** A value that is there as the attribute that the hole writes, or as a piece of one; undefined if it can't be written. */
const attributeOf = (hole: string, value: unknown): string | undefined => {
  const name = hole.slice(1);
  if (hole[0] === Hole.BOOLEAN) return typeof value === 'boolean' ? (value ? ` ${name}` : '') : undefined;
  const isAddress = hole[0] === Hole.ADDRESS;
  const words = isAddress ? (isUrl(value) ? escapeHtml(value.href) : undefined) : wordsOf(value);
  return words === undefined || hole === Hole.PIECE ? words : ` ${name}="${words}"`;
};

/** Writes a template with its values. @throws TypeError for a value that its hole can't write. */
export const writeTemplate = (template: Template, values: readonly unknown[]): Html => {
  const { chunks, holes } = template;
  let text = chunks[0] as string;
  for (let index = 0; index < holes.length; index++) {
    const hole = holes[index] as string;
    const value = values[index];
    if (hole === Hole.CONTENT || hole === Hole.TABULAR) text += contentOf(template, index, value);
    else if (!isAbsent(value)) {
      const attribute = attributeOf(hole, value);
      if (attribute === undefined) throw refusal(template, index, value);
      text += attribute;
    }
    text += chunks[index + 1] as string;
  }
  return trustAsHtml(text);
};

const known = new WeakMap<TemplateStringsArray, Template>();

/** A hole at the start of the chunk after it. Behind an attribute stands a space, a “>” or another hole. */
const LEADING_HOLE = /^(?:[=@?][\w:.-]+|[^])/;

/** Writes a template that the build has parsed (src/build/templates.mjs): each string but the first begins with its hole. */
export const compiled = (strings: TemplateStringsArray, ...values: unknown[]): Html => {
  let template = known.get(strings);
  if (!template) {
    const holes = strings.slice(1).map((part) => (LEADING_HOLE.exec(part) as RegExpExecArray)[0]);
    const chunks = strings.map((part, index) => part.slice(holes[index - 1]?.length ?? 0));
    known.set(strings, (template = { chunks, holes }));
  }
  return writeTemplate(template, values);
};

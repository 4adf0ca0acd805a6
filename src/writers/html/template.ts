import type { Html, Url } from '../../text/html.js';
import { parseTemplate } from './parse-template.js';
import { type nothing, type Template, writeTemplate } from './write-template.js';

export { nothing } from './write-template.js';

/** What a template can take; where which kind can stand is checked when it is written. */
export type Value = string | number | boolean | Html | Url | typeof nothing | null | undefined | Iterable<Value>;

const known = new WeakMap<TemplateStringsArray, Template>();

/**
 * Writes HTML, in Node and in browsers alike: a template with Lit's syntax that is a string. The build parses the templates of
 * the script and of the command line, in which this function is therefore not.
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
  if (!template) known.set(strings, (template = parseTemplate(strings)));
  return writeTemplate(template, values);
};

import type { Citation } from '../../artifact/references.js';
import { noReference } from '../../content/references.js';
import { fragment } from '../../text/html.js';
import type { Cite, TextScope } from '../../text/render.js';
import { html, type Value } from './template.js';
import { citationName } from './reference-entry.js';

/** With this many numbers in a row and more, only the first and the last are shown. */
const RANGE = 3;

/** Numbers in groups that follow one another: 1, 3, 4, 5 → [1], [3, 4, 5]. */
const inRuns = (citations: readonly Citation[]): Citation[][] => {
  const runs: Citation[][] = [];
  for (const citation of citations) {
    const last = runs.at(-1);
    if (last && last.at(-1)?.number === citation.number - 1) last.push(citation);
    else runs.push([citation]);
  }
  return runs;
};

/** What keys lead to, by number, each once. */
const citationsOf = (keys: readonly string[], { artifact, references }: TextScope): Citation[] => {
  const found = new Map<number, Citation>();
  for (const key of keys) {
    const citation = references.find(artifact, key);
    if (citation) found.set(citation.number, citation);
  }
  return [...found.values()].sort((a, b) => a.number - b.number);
};

const between = (parts: readonly Value[]): Value => parts.map((part, index) => (index > 0 ? [', ', part] : part));

/**
 * The numbers of the sources that a statement cites, as in "[1, 3–5]": links to the entries in the list of sources. A key
 * without a reference is shown as "[key?]". Nothing in a boxed warning has a part.
 *
 * @csspart cite - The link of a source's number.
 * @csspart unresolved - A key that has no reference.
 */
export const citation: Cite = (keys, scope, lang) => {
  const { isWarning, references } = scope;
  const number = ({ number: to, ...entry }: Citation) =>
    html`<a
      part=${isWarning ? undefined : 'cite'}
      href=${fragment(`ref-${to}`)}
      aria-label=${citationName({ number: to, ...entry })}
      >${to}</a
    >`;
  const runs = inRuns(citationsOf(keys, scope));
  const unresolved = keys
    .filter((key) => !references.find(scope.artifact, key))
    .map(
      (key) =>
        html`<span class="unresolved" part=${isWarning ? undefined : 'unresolved'} title=${noReference(key)}
          >${key}?</span
        >`,
    );
  const parts = [
    ...runs.flatMap((run) => {
      const [first, last] = [run[0], run.at(-1)];
      return first && last && run.length >= RANGE ? [html`${number(first)}–${number(last)}`] : run.map(number);
    }),
    ...unresolved,
  ];
  if (parts.length === 0) return undefined;
  const numbers = runs.flat().map(({ number: one }) => one);
  numbers.forEach((one) => references.mention(one));
  // What a range leaves out is cited all the same.
  const all = runs.some((run) => run.length >= RANGE) ? numbers.join(' ') : undefined;
  return html`<sup class="cite" lang=${lang} data-refs=${all}>[${between(parts)}]</sup>`;
};

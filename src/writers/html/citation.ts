import type { Citation } from '../../artifact/references.js';
import { citedAs, noReference } from '../../content/references.js';
import { fragment } from '../../text/html.js';
import type { Cite, TextScope } from '../../text/render.js';
import { html, type Value } from './template.js';

/** With this many numbers in a row and more, only the first and the last are shown. */
const RANGE = 3;

/** A citation with what its link shows. */
type Cited = Citation & ReturnType<typeof citedAs>;

/** Numbers in groups that follow one another: 1, 3, 4, 5 → [1], [3, 4, 5]. A marked one stands by itself: a range would hide it. */
const inRuns = (citations: readonly Cited[]): Cited[][] => {
  const runs: Cited[][] = [];
  for (const citation of citations) {
    const last = runs.at(-1)?.at(-1);
    if (last?.number === citation.number - 1 && !last.mark && !citation.mark) runs.at(-1)?.push(citation);
    else runs.push([citation]);
  }
  return runs;
};

/** What keys lead to, by number, each once. */
const citationsOf = (keys: readonly string[], { artifact, references }: TextScope): Cited[] => {
  const found = new Map<number, Cited>();
  for (const key of keys) {
    const citation = references.find(artifact, key);
    if (citation) found.set(citation.number, { ...citation, ...citedAs(citation.number, citation.reference) });
  }
  return [...found.values()].sort((a, b) => a.number - b.number);
};

const between = (parts: readonly Value[]): Value => parts.map((part, index) => (index > 0 ? [', ', part] : part));

/**
 * The numbers of the sources that a statement cites, as in "[1, 3–5, 7?]": links to the entries in the list of sources. A key
 * without a reference is shown as "[key?]". Nothing in a boxed warning has a part.
 */
export const citation: Cite = (keys, scope, lang) => {
  const { isWarning, references } = scope;
  const number = ({ number: to, text, name, mark }: Cited) =>
    html`<a class=${mark} part=${isWarning ? undefined : 'cite'} href=${fragment(`ref-${to}`)} aria-label=${name}
      >${text}</a
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

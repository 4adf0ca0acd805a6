// The outputs of a record as its reader gets them: alone, or beside the files that it names.
import type { Problem } from '../src/artifact/parse.js';
import { type Companion, type Subject, subjectOf } from '../src/artifact/subject.js';
import type { Artifact } from '../src/artifact/schema/index.js';
import { type Published, jsonLd as jsonLdOf } from '../src/output/json-ld.js';
import { markdown as markdownOf, type MarkdownOptions } from '../src/writers/markdown.js';
import { svgCard as svgCardOf } from '../src/writers/svg.js';

/** A record and, by their ids, the files beside it. */
export const subject = <T extends Artifact>(
  artifact: T,
  others: readonly Artifact[] = [],
  problems: Problem[] = [],
): Subject<T> =>
  subjectOf({ artifact, problems }, (id): Companion => {
    const other = others.find((one) => one.id === id);
    return other
      ? { state: 'ready', artifact: other, problems: [] }
      : {
          state: 'failed',
          failure: { reason: 'not-there', message: 'There is no such file.', remedy: 'Check the id.' },
        };
  });

export const markdown = (
  artifact: Artifact,
  { safety, ...options }: MarkdownOptions & { safety?: Artifact | undefined } = {},
): string => markdownOf(subject(artifact, safety ? [safety] : []), options);

export const svgCard = (artifact: Artifact, page: string, safety?: Artifact): string =>
  svgCardOf(subject(artifact, safety ? [safety] : []), page);

export const jsonLd = (artifact: Artifact, { safety, ...at }: Published & { safety?: Artifact | undefined }) =>
  jsonLdOf(subject(artifact, safety ? [safety] : []), at);

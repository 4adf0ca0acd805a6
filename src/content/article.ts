import type { Article, Section } from '../artifact/schema/index.js';
import { msg, str } from '../i18n/messages.js';
import { noTherapies } from './comparison.js';
import { notInRecord } from './facts.js';
import { headings } from './headings.js';
import { type Block, type BlockOf, line, linked, own, prose } from './model.js';
import { formatNumber } from './numbers.js';

/** An editor's note on a passage, apart from its text. */
export const editorNotice = (note: string): BlockOf<'notice'> => ({
  kind: 'notice',
  tone: 'editor',
  says: [{ run: 'as', look: 'strong', of: [msg('Editor’s note')] }],
  of: prose(note),
});

/** Said under a heading that has nothing below it; nothing under any other. */
export const noText = ({ body, artifacts, comparison, sections }: Section): string | undefined =>
  body || artifacts?.length || comparison || sections?.length
    ? undefined
    : msg('The source has no text under this heading.');

const sectionBlock = (part: Section, compared: readonly string[]): Block => {
  const { title, body, editorNote, artifacts = [], comparison, sections = [] } = part;
  const bare = noText(part);
  return {
    kind: 'section',
    heading: [own(title)],
    of: [
      ...prose(body),
      ...(bare === undefined ? [] : line(bare)),
      ...(editorNote ? [editorNotice(editorNote)] : []),
      ...[...artifacts, ...(comparison ? compared : [])].map((id): Block => ({ kind: 'card', id })),
      ...(comparison && compared.length === 0 ? line(noTherapies()) : []),
      ...sections.map((one) => sectionBlock(one, compared)),
    ],
  };
};

/** What is said of a score, beside its drawing. @param score in words. */
export const scoreWords = (score: string): string => msg(str`${score} on a scale from 0 to 1`);

/** The hypotheses that are about the same thing, each with its score and its target; that none are recorded is said. */
export const hypothesesBody = (
  { source, hypotheses }: NonNullable<Article['relatedHypotheses']>,
  lang?: string,
): BlockOf<'section'> => ({
  kind: 'section',
  heading: [headings().hypotheses],
  of: [
    ...prose(source),
    hypotheses.length > 0
      ? {
          kind: 'table',
          label: headings().hypotheses,
          corner: [msg('Hypothesis')],
          columns: [[msg('Score')], [msg('Target')]],
          groups: [
            {
              rows: hypotheses.map(({ title, href, score, target }) => ({
                header: [linked(title, href)],
                cells: [
                  score === undefined
                    ? [notInRecord()]
                    : [{ run: 'num', text: formatNumber(score, lang), value: score }],
                  [target ? own(target) : notInRecord()],
                ],
              })),
            },
          ],
        }
      : { kind: 'line', runs: [msg('No related hypotheses are recorded.')] },
  ],
});

/** An article's text, section by section, with the artifacts that it names in their places. */
export const articleBody = (article: Article, lang?: string): Block[] => [
  ...prose(article.body),
  ...(article.sections ?? []).map((one) => sectionBlock(one, article.comparison ?? [])),
  ...(article.relatedHypotheses ? [hypothesesBody(article.relatedHypotheses, lang)] : []),
];

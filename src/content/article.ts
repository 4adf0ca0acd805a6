import type { Article, Section } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { notInRecord } from './facts.js';
import { type Block, md, own, prose, type Run, section } from './model.js';
import { formatNumber } from './numbers.js';

/** Text with a name, or the name as a link where it leads somewhere. */
export const linked = (label: string, href: string | undefined): Run =>
  href ? { run: 'link', label, href } : own(label);

const sectionBlock = ({ title, body, editorNote, artifacts = [], sections = [] }: Section): Block => ({
  kind: 'section',
  heading: [own(title)],
  of: [
    ...prose(body),
    ...(editorNote
      ? [{ kind: 'notice', tone: 'editor', says: [msg('Editor’s note'), ': ', md(editorNote)] } as const]
      : []),
    ...artifacts.map((id): Block => ({ kind: 'card', id })),
    ...sections.map(sectionBlock),
  ],
});

/** The hypotheses that are about the same thing, each with its score and its target. */
export const hypothesesBody = ({ relatedHypotheses }: Article, lang?: string): Block[] =>
  relatedHypotheses
    ? section(
        [msg('Related hypotheses')],
        [
          ...prose(relatedHypotheses.source),
          relatedHypotheses.hypotheses.length > 0
            ? {
                kind: 'table',
                label: msg('Related hypotheses'),
                corner: [msg('Hypothesis')],
                columns: [[msg('Score')], [msg('Target')]],
                groups: [
                  {
                    rows: relatedHypotheses.hypotheses.map(({ title, href, score, target }) => ({
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
      )
    : [];

/** An article's text, section by section, with the artifacts that it names in their places. */
export const articleBody = (article: Article, lang?: string): Block[] => [
  ...prose(article.body),
  ...(article.sections ?? []).map(sectionBlock),
  ...hypothesesBody(article, lang),
];

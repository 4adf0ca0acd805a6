import type { Subject } from '../../artifact/subject.js';
import { problemWords, type WarningBox, warningsOf, warningWords } from '../../content/warnings.js';
import { type Blocks, list, literal, quote, refs } from './text.js';

const box = ({ heading, title, text, says, unread, mentions, asOf, refs: keys }: WarningBox): string =>
  quote(
    [
      `**${literal(heading)}${title ? `: ${literal(title)}` : ''}**`,
      text && `${text}${refs(keys)}`,
      says && literal(says),
      list([
        ...unread.map((problem) => literal(problemWords(problem))),
        ...mentions.map(({ text: mention, refs: own }) => `${mention}${refs(own)}`),
      ]),
      asOf && `${literal(asOf)}.`,
    ]
      .filter(Boolean)
      .join('\n\n'),
  );

/** The boxed warnings, each whole in a quotation, or the words for why there is none. */
export const boxedWarnings = (subject: Subject): Blocks => {
  const { boxes, line } = warningWords(warningsOf(subject));
  return [...boxes.map(box), line && literal(line)];
};

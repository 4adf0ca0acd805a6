import { msg } from '../i18n/messages.js';
import { sourcedValues } from '../artifact/values.js';
import { lower } from './terms.js';
import type { AdverseEvent, EventGroup } from '../artifact/schema/index.js';

/** Whether each number is one of a group that was counted: then the groups are columns. */
export const isByGroup = (
  effects: readonly AdverseEvent[],
  groups: readonly EventGroup[] | undefined,
): groups is readonly EventGroup[] => {
  const titles = new Set(groups?.map(({ title }) => title));
  return (
    titles.size > 0 &&
    effects.some(({ incidence }) => incidence !== undefined) &&
    effects.every(
      (effect) =>
        effect.evidence === 'clinical trial' &&
        sourcedValues(effect.incidence).every(({ group }) => group !== undefined && titles.has(group)) &&
        // What needs more room than a line keeps its own.
        (['onset', 'presentation', 'mechanism', 'riskFactors', 'management', 'monitoring', 'grade'] as const).every(
          (field) => effect[field] === undefined,
        ),
    )
  );
};

/** What is the same for all effects, said once. */
export const commonTo = <K extends 'sourceVocabulary' | 'assessmentType'>(
  effects: readonly AdverseEvent[],
  field: K,
): string | undefined => {
  const [first] = effects;
  return first?.[field] !== undefined && effects.every((effect) => effect[field] === first[field])
    ? first[field]
    : undefined;
};

/** How all of the effects were named and found, in a sentence. */
export const eventSource = (effects: readonly AdverseEvent[]): string => {
  const vocabulary = commonTo(effects, 'sourceVocabulary');
  const assessment = commonTo(effects, 'assessmentType');
  return [vocabulary && `${msg('Terms')}: ${vocabulary}.`, assessment && `${msg('Assessment')}: ${lower(assessment)}.`]
    .filter(Boolean)
    .join(' ');
};

import { msg, str } from '../i18n/messages.js';
import { sourcedValues } from '../artifact/values.js';
import { formatPercent } from './numbers.js';
import { lower } from './terms.js';
import type { AdverseEvent, EventGroup, Numeric } from '../artifact/schema/index.js';

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

/** What of a group is counted in all, with the heading of each total. */
export const groupTotals = () =>
  [
    ['deaths', msg('Deaths (all causes)')],
    ['serious', msg('Serious adverse events')],
    ['other', msg('Other adverse events')],
  ] as const;

/** What a list of events is: in a trial all that happened, whatever its cause; else what is ascribed to the drug. */
export const eventsHeading = (isTrial: boolean): string =>
  isTrial ? msg('Adverse events (any cause)') : msg('Adverse effects');

/**
 * Which events a registry's list leaves out. Its threshold is one of non-serious events; those above it in any group are
 * listed for all groups, and serious events always are.
 * @param threshold in per cent.
 */
export const thresholdWords = (threshold: Numeric, lang?: string): string =>
  Number(threshold) > 0
    ? msg(
        str`Other (non-serious) events are listed only if more than ${formatPercent(threshold, lang)} of participants in at least one group had them; the totals of other events count only those listed.`,
      )
    : msg('Other (non-serious) events are listed however rare they are.');

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

import { type MissingCode, whyMissing } from '../artifact/missing.js';
import { type DateInOrder, earlierThan } from '../artifact/plausible.js';
import type { Problem } from '../artifact/parse.js';
import type { Outcome, Trial } from '../artifact/schema/index.js';
import { msg, str } from '../i18n/messages.js';
import { formatDate } from './dates.js';
import { missingWords } from './missing.js';
import { impossible } from './numbers.js';

const DATES = [
  'startDate',
  'primaryCompletionDate',
  'completionDate',
  'studyFirstPostDate',
  'resultsFirstPostDate',
  'lastUpdatePostDate',
] as const;

/** Studies without treatment have no phase; access outside of a study has no design, enrollment or outcomes. */
const NOT_APPLICABLE: Readonly<Record<string, readonly string[]>> = {
  OBSERVATIONAL: ['phases'],
  EXPANDED_ACCESS: ['phases', 'studyType', 'enrollment', 'outcomes'],
};

/** The fields that a reader looks for on a trial's card, each with its label, and where records have it. */
const fieldsOf = () =>
  [
    [msg('Status'), ['overallStatus'], ['statusModule']],
    [msg('Phase'), ['phases'], ['designModule']],
    [msg('Design'), ['studyType', 'allocation', 'interventionModel', 'masking', 'primaryPurpose'], ['designModule']],
    [msg('Enrollment'), ['enrollment'], ['designModule', 'enrollmentInfo']],
    [msg('Dates'), DATES, ['statusModule']],
    [msg('Population'), ['population', 'conditions'], ['conditionsModule']],
    [msg('Outcomes'), ['outcomes'], ['outcomesModule', 'outcomeMeasuresModule']],
  ] as const;

/**
 * What a trial's card says of the fields that the artifact lacks: each reason once, with the labels of its fields.
 * What this type of study does not have is not missed.
 */
export const lackedFields = (trial: Trial, problems: readonly Problem[] = []): [reason: string, labels: string[]][] => {
  const lacked = new Map<MissingCode, string[]>();
  for (const [label, names, holders] of fieldsOf()) {
    const [first] = names;
    if (names.some((name) => trial[name] !== undefined)) continue;
    if (NOT_APPLICABLE[trial.studyType ?? '']?.includes(first)) continue;
    const code = whyMissing(problems, [...names, ...holders, 'protocolSection']);
    lacked.set(code, [...(lacked.get(code) ?? []), label]);
  }
  return [...lacked].map(([code, labels]) => [missingWords(code), labels]);
};

/** A date of a trial in words, with the word that it can't be where it is before one that it follows. @param text the date. */
export const markedDate = (text: string, trial: Trial, field: DateInOrder): string =>
  earlierThan(trial, field) === undefined ? text : impossible(text);

/** Whether an outcome has results of any kind. */
export const hasOwnResults = ({ results, table, analyses, pValue }: Outcome): boolean =>
  Boolean(results?.length) || table !== undefined || Boolean(analyses?.length) || pValue !== undefined;

const withheld = ({ withheldResults = [] }: Trial, lang?: string): string[] => {
  const said = withheldResults.map(({ event, date }) => {
    const day = date === undefined ? msg('an unknown date') : formatDate(date, lang);
    switch (event) {
      case 'submitted':
        return msg(str`submitted on ${day}`);
      case 'returned':
        return msg(str`returned after quality control on ${day}`);
      case 'withdrawn':
        return msg(str`withdrawn by the sponsor on ${day}`);
      case 'delay certified':
        return date === undefined ? msg('delay certified') : msg(str`delay certified on ${day}`);
      case 'waived':
        return msg('waived');
    }
  });
  return withheldResults.some(({ event }) => event === 'submitted') ? [...said, msg('not posted yet')] : said;
};

/**
 * Why none of a trial's outcomes has results, said once beside them; undefined where any has.
 * `link` is where the registry has them, if this file lacks them.
 */
export const whyNoResults = (trial: Trial, lang?: string): { text: string; link?: string } | undefined => {
  const { hasResults, nctId, outcomes = [] } = trial;
  if (outcomes.some(hasOwnResults)) return undefined;
  if (hasResults === true)
    return {
      text: msg('The registry has results. They are not in this record.'),
      ...(nctId && { link: `https://clinicaltrials.gov/study/${nctId}?tab=results` }),
    };
  const reasons = withheld(trial, lang);
  if (hasResults === false || reasons.length > 0)
    return {
      text:
        reasons.length > 0
          ? msg(str`The registry has no results: ${reasons.join('; ')}.`)
          : msg('The registry has no results.'),
    };
  return outcomes.length > 0 ? { text: `${msg('Results')}: ${missingWords('not-in-record')}` } : undefined;
};

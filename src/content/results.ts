import { msg, str } from '../i18n/messages.js';
import { formatPrinted } from './numbers.js';
import { lower, words } from './terms.js';
import type { Analysis, Measurement, ResultPart, ResultTable } from '../artifact/schema/index.js';

/** What the numbers are: "Mean (standard deviation), years". */
export const measureCaption = ({ paramType, dispersionType, unitOfMeasure }: ResultPart): string =>
  [
    paramType &&
      words(paramType) +
        (dispersionType && !/^NA$|not applicable/i.test(dispersionType)
          ? ` (${dispersionType.includes('_') ? words(dispersionType) : dispersionType})`
          : ''),
    unitOfMeasure,
  ]
    .filter(Boolean)
    .join(', ');

/** "12.1 to 13.9": the two ends of a dispersion as printed; empty where there are none. */
export const measurementLimits = ({ lowerLimit, upperLimit }: Measurement, lang?: string): string => {
  const printed = (text: string | undefined) => (text === undefined ? msg('not given') : formatPrinted(text, lang));
  return lowerLimit === undefined && upperLimit === undefined
    ? ''
    : msg(str`${printed(lowerLimit)} to ${printed(upperLimit)}`);
};

/** The titles of the groups that an analysis compares. */
export const comparedGroups = ({ groupIds }: Analysis, table: ResultTable | undefined): string[] =>
  (groupIds ?? []).map((id) => table?.groups.find((group) => group.id === id)?.title ?? id);

/** The figures of an analysis as printed: the estimate, its dispersion, its interval, the p-value. Those that are not there are left out. */
export const analysisFigures = (
  {
    paramType,
    paramValue,
    dispersionType,
    dispersionValue,
    ciPctValue,
    ciNumSides,
    ciLowerLimit,
    ciUpperLimit,
    pValue,
  }: Analysis,
  lang?: string,
): string[] => {
  const printed = (text: string) => formatPrinted(text, lang);
  const sides = ciNumSides && lower(ciNumSides);
  const interval =
    ciLowerLimit !== undefined || ciUpperLimit !== undefined || ciPctValue !== undefined
      ? msg(
          str`${[ciPctValue !== undefined && `${printed(ciPctValue)}%`, sides].filter(Boolean).join(' ')} confidence interval ${ciLowerLimit === undefined ? msg('no lower limit') : printed(ciLowerLimit)} to ${ciUpperLimit === undefined ? msg('no upper limit') : printed(ciUpperLimit)}`,
        ).trim()
      : ciNumSides
        ? words(ciNumSides)
        : '';
  const p = pValue === undefined ? '' : /^\s*[<>≤≥=]/.test(pValue) ? `p ${printed(pValue)}` : `p = ${printed(pValue)}`;
  const dispersion =
    dispersionValue === undefined
      ? dispersionType && words(dispersionType)
      : `${dispersionType ? lower(dispersionType) : msg('dispersion')} ${printed(dispersionValue)}`;
  const estimate = [paramType, paramValue && printed(paramValue)].filter(Boolean).join(': ');
  return [estimate, dispersion, interval, p].flatMap((figure) => figure || []);
};

/** How an analysis was done, in the source's terms. */
export const analysisMethod = ({ statisticalMethod, nonInferiorityType, testedNonInferiority }: Analysis): string[] =>
  [
    statisticalMethod,
    nonInferiorityType && `${msg('Tested')}: ${lower(nonInferiorityType)}`,
    testedNonInferiority === undefined
      ? ''
      : testedNonInferiority
        ? msg('Non-inferiority tested: yes')
        : msg('Non-inferiority tested: no'),
  ].flatMap((term) => term || []);

/** What the source says of an analysis in sentences (Markdown), each under what it is about. */
export const analysisNotes = (analysis: Analysis): (readonly [label: string, text: string])[] =>
  (
    [
      [msg('Comparison'), analysis.groupDescription],
      [msg('Estimate'), analysis.estimateComment],
      [msg('Lower limit'), analysis.ciLowerLimitComment],
      [msg('Upper limit'), analysis.ciUpperLimitComment],
      [msg('p-value'), analysis.pValueComment],
      [msg('Method'), analysis.statisticalComment],
      [msg('Non-inferiority or equivalence'), analysis.nonInferiorityComment],
      [msg('Analysis'), analysis.otherAnalysisDescription],
    ] as const
  ).flatMap(([label, text]) => (text ? [[label, text] as const] : []));

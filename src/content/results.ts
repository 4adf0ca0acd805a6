import { msg, currentLanguage, str } from '../i18n/messages.js';
import { readPrinted } from '../artifact/numeric.js';
import { isNoProbability, isNoShare } from '../artifact/plausible.js';
import type { PrintedSpread, Value } from '../artifact/schema/common.js';
import { isCount, isPercent, isQuantity } from '../artifact/values.js';
import {
  formatNumber,
  formatPercent,
  formatPrinted,
  impossible,
  inPercent,
  markedInterval,
  markedSpread,
} from './numbers.js';
import { lower, words } from './terms.js';
import type { Analysis, Interval, Measurement, PValue, ResultPart, ResultTable } from '../artifact/schema/index.js';

/** What a spread is called: "Standard deviation", "95% confidence interval"; as its source names it where that says more. */
const spreadName = ({ kind, name, level }: PrintedSpread, lang?: string): string => {
  if (name !== undefined) return name.includes('_') ? words(name) : name;
  switch (kind) {
    case 'SD':
      return msg('Standard deviation');
    case 'SE':
      return msg('Standard error');
    case 'CI':
      return level === undefined
        ? msg('Confidence interval')
        : msg(str`${formatPercent(level, lang)} confidence interval`);
    case 'range':
      return msg('Full range');
    case 'IQR':
      return msg('Interquartile range');
    case 'other':
      return '';
  }
};

/** What the numbers are: "Mean (Standard deviation), years". */
export const measureCaption = ({ paramType, unitOfMeasure, rows }: ResultPart, lang?: string): string => {
  const spread = rows.flatMap(({ measurements }) => measurements).find((measured) => measured.spread)?.spread;
  const name = spread && spreadName(spread, lang);
  return [paramType && words(paramType) + (name ? ` (${name})` : ''), unitOfMeasure].filter(Boolean).join(', ');
};

/** A share of people, which lies between none and all; a change in percent may be any number. */
const SHARE = /^(?:percent(?:age)?|%)\s+of\b.*\b(?:participants|patients|subjects|people|persons|individuals)\b/i;
/** Whether numbers are shares of people, by their unit. */
export const isShareOfPeople = ({ unitOfMeasure = '' }: Pick<ResultPart, 'unitOfMeasure'>): boolean =>
  SHARE.test(unitOfMeasure);

const PERCENT = /^(?:percent(?:age)?\b(?!\s*points?\b)|%)/i;

/**
 * A measured value as its source prints it, and what stands after it: "4.5" and " (1.2), n = 41". "of" joins nothing but
 * a count with its denominator, and participants are no part of other units.
 * @returns the value: text that is ready where the source printed a number, else as the artifact has it.
 */
export const measurementFigures = (
  { value, spread, of, units }: Measurement,
  part: Pick<ResultPart, 'unitOfMeasure'>,
  lang?: string,
): { value: Value; printed: string | undefined; after: string } => {
  const text = typeof value === 'string' && readPrinted(value) ? value : undefined;
  const number = text === undefined ? undefined : formatPrinted(text, lang);
  const isPercent = number !== undefined && PERCENT.test(part.unitOfMeasure ?? '');
  const shown =
    number === undefined
      ? undefined
      : units !== undefined
        ? `${msg(str`${number} participants`)}, ${units}`
        : isPercent && !number.includes('%')
          ? inPercent(number, lang)
          : number;
  const end = (limit: string | undefined) => (limit === undefined ? msg('not given') : formatPrinted(limit, lang));
  const { value: deviation, from, to } = spread ?? {};
  const beside =
    deviation !== undefined
      ? formatPrinted(deviation, lang)
      : from !== undefined || to !== undefined
        ? msg(str`${end(from)} to ${end(to)}`)
        : '';
  return {
    value,
    printed: shown !== undefined && isShareOfPeople(part) && isNoShare(text) ? impossible(shown) : shown,
    after: [
      spread && beside && ` (${markedSpread(beside, spread, text)})`,
      units !== undefined && number === undefined && `, ${units}`,
      of && (isPercent ? ` (n = ${of})` : `, n = ${of}`),
    ]
      .filter(Boolean)
      .join(''),
  };
};

/** What a line's numbers are counted in: those who were analyzed are people or other units, whatever the measure's own unit is. */
export const partOfRow = (part: ResultPart, row: ResultPart['rows'][number]): Partial<ResultPart> =>
  tellsWhoWasAnalyzed(row) ? {} : part;

/** Whether a line counts who was analyzed, and is no result. */
export const tellsWhoWasAnalyzed = ({ title = '' }: ResultPart['rows'][number]): boolean => / analyzed$/i.test(title);

/** The number that an interval is about, in its unit. */
const centerOf = (value: Value): number | string | undefined =>
  isCount(value)
    ? (100 * value.n) / value.of
    : isPercent(value)
      ? value.percent
      : isQuantity(value)
        ? value.number
        : value === undefined || typeof value === 'object'
          ? undefined
          : value;

/** "95% confidence interval 25.7% to 70.2%", of shares with their sign. */
export const formatInterval = ({ level, low, high }: Interval, value: Value, lang?: string): string => {
  const end = isCount(value) || isPercent(value) ? formatPercent : formatNumber;
  return markedInterval(
    msg(str`${formatPercent(level, lang)} confidence interval ${end(low, lang)} to ${end(high, lang)}`),
    centerOf(value),
    low,
    high,
  );
};

/** "p < 0.001". */
export const formatPValue = ({ relation, p }: PValue, lang?: string): string => {
  const text = `p ${relation} ${formatNumber(p, lang)}`;
  return isNoProbability(p) ? impossible(text) : text;
};

/** The titles of the groups that an analysis compares. */
export const comparedGroups = ({ groupIds }: Analysis, table: ResultTable | undefined): string[] =>
  (groupIds ?? []).map((id) => table?.groups.find((group) => group.id === id)?.title ?? id);

const isInterval = ({
  ciLowerLimit,
  ciUpperLimit,
  ciPctValue,
}: Pick<Analysis, 'ciLowerLimit' | 'ciUpperLimit' | 'ciPctValue'>): boolean =>
  [ciLowerLimit, ciUpperLimit, ciPctValue].some((given) => given !== undefined);

/** The figures of an analysis as printed: the estimate, its dispersion, its interval, the p-value. Those that are not there are left out. */
export const analysisFigures = (
  { paramType, paramValue, spread, ciPctValue, ciNumSides, ciLowerLimit, ciUpperLimit, pValue }: Analysis,
  lang?: string,
): string[] => {
  const printed = (text: string) => formatPrinted(text, lang);
  const sides = ciNumSides && lower(ciNumSides);
  const hasInterval = isInterval({ ciLowerLimit, ciUpperLimit, ciPctValue });
  const limits = hasInterval
    ? msg(
        str`${[ciPctValue !== undefined && `${printed(ciPctValue)}%`, sides].filter(Boolean).join(' ')} confidence interval ${ciLowerLimit === undefined ? msg('no lower limit') : printed(ciLowerLimit)} to ${ciUpperLimit === undefined ? msg('no upper limit') : printed(ciUpperLimit)}`,
      ).trim()
    : '';
  const interval = markedInterval(limits, paramValue, ciLowerLimit, ciUpperLimit);
  const stated =
    pValue === undefined ? '' : /^\s*[<>≤≥=]/.test(pValue) ? `p ${printed(pValue)}` : `p = ${printed(pValue)}`;
  // A limit (< 0.001) is a probability too.
  const p = isNoProbability((pValue ?? '').replace(/^\s*[<>≤≥=]+/, '')) ? impossible(stated) : stated;
  const name = spread && spreadName(spread, lang);
  const dispersion =
    spread &&
    (spread.value === undefined
      ? name
      : `${name ? (currentLanguage() === 'en' ? name.toLowerCase() : name) : msg('dispersion')} ${markedSpread(printed(spread.value), spread, undefined)}`);
  const estimate = [paramType, paramValue && printed(paramValue)].filter(Boolean).join(': ');
  return [estimate, dispersion, interval, p].flatMap((figure) => figure || []);
};

/** How an analysis was done, in the source's terms. */
export const analysisMethod = (stated: Analysis): string[] => {
  const { statisticalMethod, nonInferiorityType, testedNonInferiority, ciNumSides } = stated;
  return [
    statisticalMethod,
    nonInferiorityType && `${msg('Tested')}: ${lower(nonInferiorityType)}`,
    testedNonInferiority === undefined
      ? ''
      : testedNonInferiority
        ? msg('Non-inferiority tested: yes')
        : msg('Non-inferiority tested: no'),
    // The sides of an interval say nothing of a p-value beside them.
    ciNumSides && !isInterval(stated) && msg(str`${words(ciNumSides)} confidence interval, not given`),
  ].flatMap((term) => term || []);
};

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

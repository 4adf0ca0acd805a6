import { msg, str } from '../i18n/messages.js';
import { words } from './terms.js';
import type { Eligibility, Publication } from '../artifact/schema/index.js';

/** The ages that could take part; what the registry leaves open is open. */
export const ages = ({ minimumAge, maximumAge }: Eligibility): string =>
  minimumAge && maximumAge
    ? msg(str`${minimumAge} to ${maximumAge}`)
    : minimumAge
      ? msg(str`${minimumAge} and older`)
      : maximumAge
        ? msg(str`Up to ${maximumAge}`)
        : '';

const PUBLICATIONS = ['RESULT', 'DERIVED', 'BACKGROUND'];

const publicationWords = (type: string): string => {
  switch (type) {
    case 'RESULT':
      return msg('Results of this study');
    case 'DERIVED':
      return msg('Derived: found by the registry');
    case 'BACKGROUND':
      return msg('Background');
    default:
      return words(type) || msg('Publications');
  }
};

/** A study's papers by what they are to it, its results first. */
export const publicationGroups = (papers: readonly Publication[]): { heading: string; papers: Publication[] }[] =>
  [...new Set(papers.map(({ type }) => type ?? ''))]
    .sort((a, b) => PUBLICATIONS.indexOf(a) - PUBLICATIONS.indexOf(b))
    .map((type) => ({
      heading: publicationWords(type),
      papers: papers.filter((paper) => (paper.type ?? '') === type),
    }));

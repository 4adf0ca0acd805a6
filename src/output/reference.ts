import { urlOf } from '../artifact/address.js';
import type { Artifact, Reference } from '../artifact/schema/index.js';
import { NOT_VERIFIED } from '../content/references.js';

/** A reference with the key that it is cited by. An entry of a page's reference list is one. */
export interface KeyedReference {
  readonly key: string;
  readonly reference: Reference;
}

/** A date of a CSL item. */
export type CslDate = NonNullable<Reference['issued']>;
/** A person or body of a CSL item. */
export type CslName = NonNullable<Reference['author']>[number];

/** A field as one line of text: line breaks and control characters become spaces. "" where it holds nothing that can be printed. */
export const line = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value)
        .replace(/[ \p{Cc}\u2028\u2029]+/gu, ' ')
        .trim()
    : '';

/** The names in a field such as `author`; an importer's data may hold anything there. */
export const namesIn = (value: unknown): CslName[] => (Array.isArray(value) ? (value as CslName[]) : []);

/** A person's family name with its particle, given name and suffix; or, in `body`, a name that is not divided so. */
export const nameParts = (name: CslName): { body: string; family: string; given: string; suffix: string } => {
  const family = line([line(name['non-dropping-particle']), line(name.family)].join(' '));
  const given = line([line(name.given), line(name['dropping-particle'])].join(' '));
  const suffix = line(name.suffix);
  return {
    body: line(name.literal) || (family && given ? '' : line([family || given, suffix].join(' '))),
    family,
    given,
    suffix,
  };
};

/** `[year, month, day]` of a date, as many as are known, or none; of a range, its first day. */
export const dateParts = (date: CslDate | undefined): number[] => {
  const parts =
    date?.['date-parts']?.[0] ?? /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date?.raw ?? '')?.slice(1) ?? [];
  const numbers = parts.map(Number);
  // CSL writes a season as a month past 12.
  const unknown = numbers.findIndex((number, index) => !(number > 0) || (index === 1 && number > 12));
  return unknown < 0 ? numbers : numbers.slice(0, unknown);
};

/** A date as its parts with a separator between, `2017-11-02`; "" where it has none. */
export const joinDate = (date: CslDate | undefined, separator = '-'): string =>
  dateParts(date)
    .map((part) => String(part).padStart(2, '0'))
    .join(separator);

/** A date that has no parts, in its source's words. */
export const dateWords = (date: CslDate | undefined): string =>
  dateParts(date).length > 0 ? '' : line(date?.literal ?? date?.raw);

/** A DOI without the resolver's address before it. */
export const doiOf = ({ DOI }: Reference): string =>
  line(DOI).replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '');

/** What a reader of the entry has to know: its note (a retraction), and why it could not be verified. */
export const remarks = ({ note, unverified }: Reference): string =>
  line([note, unverified && `${NOT_VERIFIED}: ${unverified}`].filter(Boolean).join(' '));

const cslDate = (date: string): CslDate => ({ 'date-parts': [date.split('-').map(Number)] });

/** Who answers for an artifact: its authors, else those whom its provenance names. */
const authorsOf = ({ author, provenance }: Artifact): CslName[] =>
  author?.length ? author : (provenance?.wasAttributedTo ?? []).map(({ label }) => ({ literal: label }));

/**
 * The CSL item by which an artifact is cited: of a registered trial, the registry's record by number, sponsor and address,
 * with a note of where it was read; of anything else, the artifact itself.
 *
 * @param url where the artifact is to be found.
 * @param accessed the day on which it was read, `2026-11-23`.
 */
export const citationOf = (artifact: Artifact, url: string | undefined, accessed?: string): Reference => {
  const own = artifactReference(artifact, url, accessed);
  if (artifact.kind !== 'trial' || !artifact.nctId) return own;
  const { nctId, leadSponsor } = artifact;
  const author = artifact.author?.length ? artifact.author : leadSponsor ? [{ literal: leadSponsor }] : undefined;
  const { author: _author, publisher: _publisher, ...rest } = own;
  return {
    ...rest,
    ...(author && { author }),
    publisher: 'ClinicalTrials.gov',
    number: nctId,
    URL: `https://clinicaltrials.gov/study/${nctId}`,
    ...(url !== undefined && { note: `Read at ${url}` }),
  };
};

/**
 * The CSL item of an artifact itself, for citing the card or page rather than what it is about.
 * Where nobody is named as its author, the site that publishes it is named as the publisher.
 *
 * @param url where the artifact is to be found; unset, the item has no address.
 * @param accessed the day on which it was read, `2026-11-23`.
 */
export const artifactReference = (artifact: Artifact, url: string | undefined, accessed?: string): Reference => {
  const author = authorsOf(artifact);
  const { asOf, version, lang } = artifact;
  const host = url === undefined ? undefined : urlOf(url)?.host;
  return {
    type: artifact.kind === 'article' ? 'webpage' : 'dataset',
    title: artifact.title,
    ...(author.length > 0 ? { author } : host !== undefined && { publisher: host }),
    ...(asOf && { issued: cslDate(asOf) }),
    ...(version && { version }),
    ...(lang && { language: lang }),
    ...(url !== undefined && { URL: url }),
    ...(url !== undefined && accessed && { accessed: cslDate(accessed) }),
  };
};

import { urlOf } from '../artifact/address.js';
import { rowGroups } from '../artifact/drug-rows.js';
import { isQuantity, currentValues } from '../artifact/values.js';
import { cautionsBeforeDoses, recallSays } from '../content/labels.js';
import { plainBox, warningsOf, warningWords } from '../content/warnings.js';
import type { Subject } from '../artifact/subject.js';
import { words } from '../content/terms.js';
import { identifierUrl, wellFormed } from '../artifact/identifiers.js';
import type {
  Article,
  Artifact,
  Drug,
  Fact,
  Identifier,
  Reference,
  SafetyProfile,
  Sourced,
  Trial,
  Value,
} from '../artifact/schema/index.js';
import { plainFact, plainText, plainValue } from './plain.js';
import { artifactReference, doiOf, joinDate, line, nameParts, namesIn } from './reference.js';

/** A node of JSON-LD. */
export interface Node {
  '@type': string;
  [property: string]: unknown;
}

/** Where an artifact and what belongs to it are published: absolute URLs. */
export interface Published {
  /** The artifact's page. */
  page: string;
  /** Its JSON. */
  json: string;
  /** The page of another artifact of the same site, by its id; unset, other artifacts are not linked. */
  pageOf?: (id: string) => string | undefined;
}

/** Leaves out what is not known: JSON-LD has no word for "not reported". */
const known = <T extends Record<string, unknown>>(fields: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Partial<T>;

const node = (type: string, fields: Record<string, unknown>): Node => ({ '@type': type, ...known(fields) });

/** A fact's versions in words. */
const names = (fact: Fact<Value> | undefined): string[] =>
  [...new Set(currentValues(fact).map((version) => plainFact([version])))].filter(Boolean);

/** The same, each as a thing with a name. */
const named = (type: string, fact: Fact<Value> | undefined): Node[] => names(fact).map((name) => node(type, { name }));

const people = (value: unknown): Node[] =>
  namesIn(value).map((name) => {
    const { body, family, given } = nameParts(name);
    return body
      ? node('Organization', { name: body })
      : node('Person', { name: [given, family].filter(Boolean).join(' '), familyName: family, givenName: given });
  });

const isHttp = (url: string | undefined): url is string =>
  url !== undefined && /^https?:/.test(url) && urlOf(url) !== undefined;

const citation = (reference: Reference): Node => {
  const doi = doiOf(reference);
  const url = doi ? `https://doi.org/${encodeURI(wellFormed(doi))}` : line(reference.URL);
  return node(reference.type?.startsWith('article') ? 'ScholarlyArticle' : 'CreativeWork', {
    name: plainText(line(reference.title)),
    author: people(reference.author),
    datePublished: joinDate(reference.issued),
    isPartOf: line(reference['container-title']) && node('Periodical', { name: line(reference['container-title']) }),
    identifier: [
      doi && node('PropertyValue', { propertyID: 'DOI', value: doi }),
      line(reference.PMID) && node('PropertyValue', { propertyID: 'PMID', value: line(reference.PMID) }),
    ].filter(Boolean),
    url: isHttp(url) ? url : undefined,
  });
};

const identifier = (scheme: string, value: string, url?: string): Node =>
  node('PropertyValue', { propertyID: scheme, value, url: isHttp(url) ? url : undefined });

/** Identifiers of a coding system, which schema.org keeps apart from other identifiers. */
const CODES = new Set(['unii', 'rxcui', 'atc', 'mesh', 'meddra', 'snomed', 'icd10', 'ndc']);

const codes = (identifiers: readonly Identifier[] = []): { code: Node[]; identifier: Node[] } => {
  const isCode = ({ scheme }: Identifier) => CODES.has(scheme.toLowerCase().replace(/[^a-z0-9]/g, ''));
  return {
    code: identifiers.filter(isCode).map((one) =>
      node('MedicalCode', {
        codingSystem: one.scheme,
        codeValue: one.value,
        url: isHttp(identifierUrl(one)) ? identifierUrl(one) : undefined,
      }),
    ),
    identifier: identifiers
      .filter((one) => !isCode(one))
      .map((one) => identifier(one.scheme, one.value, identifierUrl(one))),
  };
};

/** What a reader of the data must know of a drug's dangers: boxed warnings whole, or why there is none; recalls; the other warnings. */
const warnings = (subject: Subject): string[] => {
  const { boxes, line } = warningWords(warningsOf(subject));
  const {
    recalls = [],
    precautions = [],
    labelSections,
  } = subject.safety.state === 'ready' ? subject.safety.artifact : {};
  return [
    ...boxes
      .map((box) => plainBox(box, plainText))
      .map(({ heading, words: whole }) => `${plainText(heading)}. ${whole}`),
    ...(line ? [line] : []),
    ...recalls.map((recall) => [recallSays(recall), recall.reason].filter(Boolean).join('. ')),
    ...precautions.map(({ title, text }) => `${plainText(title)}. ${plainText(text)}`),
    // What a label tells in sections is counted and named: whole, it is longer than all the rest.
    ...(labelSections || precautions.length === 0 ? cautionsBeforeDoses(subject).map(plainText) : []),
  ];
};

/** The rows of a drug that schema.org's `Drug` has a property for. */
const OWN_TERMS = [
  'drugClass',
  'mechanismOfAction',
  'administrationRoute',
  'dosageForm',
  'dosage',
  'manufacturer',
] as const;

/** Words that mark a dose as one given in a trial: such a dose is not a dose schedule. */
const OF_A_TRIAL = /\b(?:trials?|stud(?:y|ies)|not (?:yet )?approved|unapproved|investigational|experimental)\b/i;

const dosesOf = (dosage: Drug['dosage'], ofTrials: boolean): Sourced<Value>[] =>
  currentValues(dosage).filter(
    ({ value, group = '', note = '' }) =>
      OF_A_TRIAL.test(`${group} ${note} ${typeof value === 'string' ? value : ''}`) === ofTrials && plainValue(value),
  );

/** A dose with whom it is for and what is to be known of it: a number alone is no dose. */
const dose = ({ value, group, note }: Sourced<Value>): Node =>
  node('DoseSchedule', {
    name: [plainValue(value), group && `(${group})`].filter(Boolean).join(' '),
    ...(isQuantity(value) && value.to === undefined && { doseValue: Number(value.number), doseUnit: value.unit }),
    targetPopulation: group,
    description: note && plainText(note),
  });

const drug = (subject: Subject<Drug>, id: string, { pageOf }: Published): Node => {
  const { artifact } = subject;
  return node('Drug', {
    '@id': id,
    name: artifact.title,
    alternateName: names(artifact.codeName),
    proprietaryName: names(artifact.brandName),
    nonProprietaryName: names(artifact.genericName),
    description: artifact.summary && plainText(artifact.summary),
    drugClass: named('DrugClass', artifact.drugClass),
    mechanismOfAction: plainFact(artifact.mechanismOfAction),
    administrationRoute: plainFact(artifact.administrationRoute),
    dosageForm: plainFact(artifact.dosageForm),
    doseSchedule: dosesOf(artifact.dosage, false).map(dose),
    manufacturer: named('Organization', artifact.manufacturer),
    legalStatus: artifact.approvals?.map(({ regulator, status, date, population, route, note }) =>
      node('DrugLegalStatus', {
        name: [status, date].filter(Boolean).join(' '),
        applicableLocation: node('AdministrativeArea', { name: regulator }),
        description: [population && plainText(population), route && `Route: ${route}`, note && plainText(note)]
          .filter(Boolean)
          .join('. '),
      }),
    ),
    ...codes(artifact.identifiers),
    warning: warnings(subject),
    // schema.org has no term of its own for these on a drug.
    additionalProperty: [
      ...rowGroups(artifact)
        .flatMap(({ rows }) => rows)
        .filter(({ fact }) => !OWN_TERMS.some((field) => artifact[field] === fact))
        .map(({ label, fact }) => node('PropertyValue', { name: plainText(label), value: plainFact(fact) }))
        .filter(({ value }) => value !== undefined),
      ...dosesOf(artifact.dosage, true).map((one) =>
        node('PropertyValue', {
          name: 'Dose in a trial',
          value: [plainValue(one.value), one.group && `(${one.group})`].filter(Boolean).join(' '),
          description: one.note && plainText(one.note),
        }),
      ),
    ],
    study: artifact.trials
      ?.map((trial) => pageOf?.(trial))
      .filter(Boolean)
      .map((page) => ({ '@id': `${page}#trial` })),
  });
};

/** The registry's statuses for which schema.org has a term (https://schema.org/MedicalStudyStatus). */
const STATUSES: Record<string, string> = {
  ACTIVE_NOT_RECRUITING: 'ActiveNotRecruiting',
  COMPLETED: 'Completed',
  ENROLLING_BY_INVITATION: 'EnrollingByInvitation',
  NOT_YET_RECRUITING: 'NotYetRecruiting',
  RECRUITING: 'Recruiting',
  SUSPENDED: 'Suspended',
  TERMINATED: 'Terminated',
  WITHDRAWN: 'Withdrawn',
};

/** What of a trial's design schema.org has a term for (https://schema.org/MedicalTrialDesign). Its terms for masking count from one, as the registry's do. */
const designs = ({ allocation, masking, armGroups, locations }: Trial): string[] => {
  const sites = locations?.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return [
    allocation === 'RANDOMIZED' && 'RandomizedTrial',
    masking === 'NONE' && 'OpenTrial',
    masking === 'SINGLE' && 'SingleBlindedTrial',
    masking === 'DOUBLE' && 'DoubleBlindedTrial',
    masking === 'TRIPLE' && 'TripleBlindedTrial',
    armGroups?.some(({ type }) => type === 'PLACEBO_COMPARATOR') && 'PlaceboControlledTrial',
    sites > 1 && 'MultiCenterTrial',
    sites === 1 && 'SingleCenterTrial',
    (locations?.length ?? 0) > 1 && 'InternationalTrial',
  ]
    .filter((term) => typeof term === 'string')
    .map((term) => `https://schema.org/${term}`);
};

const trial = (artifact: Trial, id: string): Node => {
  const { title, nctId, leadSponsor, collaborators = [] } = artifact;
  const url = nctId && `https://clinicaltrials.gov/study/${nctId}`;
  const isObservational = artifact.studyType === 'OBSERVATIONAL';
  const acronyms = currentValues(artifact.acronym).map(({ value }) => value);
  const statuses = [...new Set(currentValues(artifact.overallStatus).map(({ value }) => value))];
  return node(isObservational ? 'MedicalObservationalStudy' : 'MedicalTrial', {
    '@id': id,
    name: title,
    alternateName: [...new Set([artifact.briefTitle, artifact.officialTitle, ...acronyms])].filter(
      (name) => name !== undefined && name !== title,
    ),
    description: [artifact.summary && plainText(artifact.summary), plainFact(artifact.population)]
      .filter(Boolean)
      .join(' '),
    url,
    identifier: [
      ...(nctId ? [identifier('NCT', nctId, url)] : []),
      ...(artifact.secondaryIds ?? []).map((other) => identifier(other.type ? words(other.type) : 'Other', other.id)),
    ],
    // Where sources disagree each one's word stands there; an earlier state does not.
    status: statuses.map((status) =>
      Object.hasOwn(STATUSES, status) ? `https://schema.org/${STATUSES[status]}` : words(status),
    ),
    trialDesign: isObservational ? undefined : designs(artifact),
    healthCondition: artifact.conditions?.map((name) => node('MedicalCondition', { name })),
    sponsor: [leadSponsor, ...collaborators].filter(Boolean).map((name) => node('Organization', { name })),
    studyLocation: artifact.locations?.map(({ country }) => node('AdministrativeArea', { name: country })),
  });
};

/** What a safety profile measures: a data set with one variable an effect. @param drug what it is about, where that has a node. */
const dataset = (
  artifact: Artifact,
  profile: SafetyProfile,
  id: string,
  page: Node,
  drug: Node | { '@id': string } | undefined,
): Node =>
  node('Dataset', {
    '@id': id,
    name: artifact.kind === 'safety' ? artifact.title : `Adverse events: ${artifact.title}`,
    description: artifact.summary ? plainText(artifact.summary) : `Adverse events and warnings: ${artifact.title}`,
    url: page.url,
    license: page.license,
    creator: page.author,
    dateModified: page.dateModified,
    inLanguage: page.inLanguage,
    distribution: page.encoding,
    about: drug,
    variableMeasured: profile.adverseEvents?.map(({ term, incidence }) =>
      node('PropertyValue', { name: term, value: plainFact(incidence) }),
    ),
  });

const about = (artifact: Article, { pageOf }: Published): unknown[] =>
  [[artifact.drug, 'drug'], [artifact.safety, 'safety'], ...(artifact.trials ?? []).map((id) => [id, 'trial'])].flatMap(
    ([id, kind]) => {
      const page = id && pageOf?.(id);
      return page ? [{ '@id': `${page}#${kind}` }] : [];
    },
  );

/**
 * An artifact as JSON-LD in the terms of schema.org: its page (`MedicalWebPage`), and what the page is about (`Drug`,
 * `MedicalTrial`, `MedicalObservationalStudy` or `Dataset`). What a source does not tell is left out.
 */
export const jsonLd = (subject: Subject, at: Published): { '@context': string; '@graph': Node[] } => {
  const { artifact } = subject;
  const { title, summary, lang, asOf, license, version, references, author, url } = artifact;
  const thing = `${at.page}#${artifact.kind}`;
  const page = node('MedicalWebPage', {
    '@id': at.page,
    url: at.page,
    name: title,
    description: summary && plainText(summary),
    inLanguage: lang,
    // A registry's update, or the day of a look-up, is no review.
    lastReviewed: artifact.reviewed,
    dateModified: asOf,
    version,
    license: license && (isHttp(license) ? license : node('CreativeWork', { name: license })),
    author: people(author?.length ? author : artifactReference(artifact, undefined).author),
    isBasedOn: isHttp(url) && url !== at.page ? url : undefined,
    encoding: node('DataDownload', { contentUrl: at.json, encodingFormat: 'application/json' }),
    citation: Object.values(references ?? {}).map(citation),
    ...(artifact.kind === 'article' ? { about: about(artifact, at) } : { mainEntity: { '@id': thing } }),
  });
  return { '@context': 'https://schema.org', '@graph': [page, ...thingsOf(subject, thing, page, at)] };
};

/** A drug of which no more is known here than its name and its warnings. */
const drugIn = (subject: Subject, name: string, id?: string): Node | undefined => {
  const own = warnings(subject);
  return own.length > 0 || id === undefined
    ? node('Drug', { ...(id && { '@id': id }), name, warning: own })
    : undefined;
};

/** The nodes of what a page is about. */
const thingsOf = (subject: Subject, id: string, page: Node, at: Published): Node[] => {
  const { artifact } = subject;
  if (artifact.kind === 'article') {
    const { safety } = subject;
    const name = safety.state === 'ready' ? (safety.artifact.drug ?? safety.artifact.title) : artifact.title;
    const drugPage = artifact.drug && at.pageOf?.(artifact.drug);
    return [drugIn(subject, name, drugPage ? `${drugPage}#drug` : `${at.page}#drug`)].flatMap((one) => one ?? []);
  }
  if (artifact.kind === 'safety') {
    const own = warnings(subject);
    const about =
      artifact.drug !== undefined || own.length > 0 ? drugIn(subject, artifact.drug ?? artifact.title) : undefined;
    return [dataset(artifact, artifact, id, page, about)];
  }
  const thing = artifact.kind === 'drug' ? drug({ ...subject, artifact }, id, at) : trial(artifact, id);
  const profile = typeof artifact.safety === 'object' ? artifact.safety : undefined;
  return profile?.adverseEvents?.length
    ? [thing, dataset(artifact, profile, `${at.page}#safety`, page, { '@id': id })]
    : [thing];
};

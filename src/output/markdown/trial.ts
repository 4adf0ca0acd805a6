import type { Problem } from '../../artifact/parse.js';
import { formatDate } from '../../content/dates.js';
import { formatNumber } from '../../content/numbers.js';
import { formatPhases, lower, words } from '../../content/terms.js';
import { encodePart } from '../../artifact/identifiers.js';
import { ages, publicationGroups } from '../../content/registry.js';
import { lackedFields, markedDate } from '../../content/trial.js';
import type { Eligibility, Location, Publication, Trial, TrialDate } from '../../artifact/schema/index.js';
import { groupReport, outcomes } from './results.js';
import { safety } from './safety.js';
import { type Blocks, fact, factTable, heading, list, literal, part, table } from './text.js';

/** A registry's term, which may be any text. */
const said = (value: string): string => literal(words(value));

const date = (value: TrialDate | undefined): string =>
  value ? `${formatDate(value.date)}${value.type ? ` (${literal(lower(value.type))})` : ''}` : '';

const yesNo = (flag: boolean | undefined): string => (flag === undefined ? '' : flag ? 'Yes' : 'No');

const studyId = ({ id, type, domain, link }: NonNullable<Trial['orgStudyId']>): string => {
  const more = [type && said(type), domain && literal(domain)].filter(Boolean).join(', ');
  return `${link ? `[${literal(id)}](<${link}>)` : literal(id)}${more && ` (${more})`}`;
};

const nctLink = (nctId: string): string => `[${literal(nctId)}](https://clinicaltrials.gov/study/${encodePart(nctId)})`;

const pubmed = (pmid: string | undefined): string =>
  pmid ? ` [PMID ${literal(pmid)}](https://pubmed.ncbi.nlm.nih.gov/${encodePart(pmid)}/)` : '';

const expandedAccess = ({
  hasExpandedAccess,
  nctId,
  statusForNctId,
}: NonNullable<Trial['expandedAccessInfo']>): string =>
  [
    hasExpandedAccess === undefined ? '' : hasExpandedAccess ? words('AVAILABLE') : 'None',
    nctId && nctLink(nctId),
    statusForNctId && `(${literal(lower(statusForNctId))})`,
  ]
    .filter(Boolean)
    .join(' ');

const facts = (artifact: Trial, problems: readonly Problem[]): [label: string, text: string | undefined][] => {
  const {
    nctId,
    orgStudyId,
    secondaryIds,
    nctIdAliases,
    expandedAccessInfo,
    briefTitle,
    officialTitle,
    leadSponsor,
    collaborators,
  } = artifact;
  const design = [
    artifact.studyType,
    artifact.allocation,
    artifact.interventionModel,
    artifact.observationalModel,
    artifact.timePerspective,
    artifact.masking,
    artifact.primaryPurpose,
  ];
  return [
    ['Registry number', nctId && nctLink(nctId)],
    ['Earlier NCT numbers', nctIdAliases?.map(literal).join(', ')],
    ['The organization’s number', orgStudyId && studyId(orgStudyId)],
    ['Other numbers', secondaryIds?.map(studyId).join(', ')],
    ['Acronym', fact(artifact.acronym, literal)],
    ['Registry title', briefTitle && literal(briefTitle)],
    ['Official title', officialTitle && literal(officialTitle)],
    ['Status', fact(artifact.overallStatus, said)],
    ['Last known', artifact.lastKnownStatus && said(artifact.lastKnownStatus)],
    ['Why it stopped', artifact.whyStopped],
    [words('EXPANDED_ACCESS'), expandedAccessInfo && expandedAccess(expandedAccessInfo)],
    ['Phase', fact(artifact.phases, (phases) => literal(formatPhases(phases)))],
    ['Design', design.flatMap((term) => (term === undefined ? [] : said(term))).join(' · ')],
    ['Who is masked', artifact.whoMasked?.map(said).join(', ')],
    ['Masking', artifact.maskingDescription],
    ['How it is done', artifact.interventionModelDescription],
    [
      'Enrollment',
      fact(
        artifact.enrollment,
        ({ count, type }) => `${formatNumber(count)}${type ? ` (${literal(lower(type))})` : ''}`,
      ),
    ],
    ['Start', date(artifact.startDate)],
    ['Primary completion', markedDate(date(artifact.primaryCompletionDate), artifact, 'primaryCompletionDate')],
    ['Completion', markedDate(date(artifact.completionDate), artifact, 'completionDate')],
    ['First posted', date(artifact.studyFirstPostDate)],
    ['Results posted', date(artifact.resultsFirstPostDate)],
    ['Last update', date(artifact.lastUpdatePostDate)],
    ['Population', fact(artifact.population)],
    ['Conditions', artifact.conditions?.map(literal).join(', ')],
    ['Keywords', artifact.keywords?.map(literal).join(', ')],
    ['Sponsor', leadSponsor && literal(leadSponsor)],
    ['Collaborators', collaborators?.map(literal).join(', ')],
    ...lackedFields(artifact, problems).map(([reason, labels]): [string, string] => [reason, labels.join(', ')]),
  ];
};

const eligible = (eligibility: Eligibility): Blocks => [
  factTable([
    ['Sex', eligibility.sex && said(eligibility.sex)],
    ['Ages', literal(ages(eligibility))],
    ['Age groups', eligibility.stdAges?.map(said).join(', ')],
    [
      'Healthy volunteers',
      eligibility.healthyVolunteers === undefined ? '' : eligibility.healthyVolunteers ? 'Accepted' : 'Not accepted',
    ],
    ['By gender', yesNo(eligibility.genderBased)],
    ['Gender', eligibility.genderDescription],
    ['Drawn from', eligibility.studyPopulation],
    ['Sampling', eligibility.samplingMethod && said(eligibility.samplingMethod)],
  ]),
  eligibility.criteria,
];

const country = ({ country: name, count, sites = [] }: Location): string =>
  [
    `**${literal(name)}** (${formatNumber(count)})`,
    list(
      sites.map(
        ({ facility, city, state, status }) =>
          ([facility, city, state].flatMap((place) => (place ? literal(place) : [])).join(', ') ||
            'A site without a name') + (status ? ` (${literal(lower(status))})` : ''),
      ),
    ),
  ]
    .filter(Boolean)
    .join('\n');

const paper = ({ citation, pmid, retractions = [] }: Publication): string =>
  [
    ...retractions.map(
      ({ source, pmid: notice }) => `**Retracted**: ${source ? literal(source) : ''}${pubmed(notice)}.`,
    ),
    `${literal(citation)}${pubmed(pmid)}`,
  ].join(' ');

/** What the source tells beyond the fields that every trial has, each group under its heading. */
const registryDetails = ({ rows = [], recordDates = [] }: Trial): Blocks => [
  ...[...new Set(rows.map(({ group }) => group ?? 'More'))].flatMap((group) => [
    heading(3, literal(group)),
    factTable(rows.filter((row) => (row.group ?? 'More') === group).map(({ label, value }) => [label, fact(value)])),
  ]),
  ...part(3, 'History of the record', [
    factTable(
      recordDates.map(({ label, date: day, type }) => [
        literal(label),
        day === undefined ? 'Date not known' : date({ date: day, type }),
      ]),
    ),
  ]),
];

/** A trial: what it is, what it found and in how many, and all else that its registry has of it. */
export const trial = (artifact: Trial, problems: readonly Problem[]): Blocks => {
  const {
    armGroups = [],
    interventions = [],
    eligibility,
    conclusions = [],
    baseline = [],
    locations = [],
    publications = [],
  } = artifact;
  const { baselineCharacteristics, participantFlow } = artifact;
  return [
    factTable(facts(artifact, problems)),
    ...part(2, 'Brief summary', [artifact.briefSummary]),
    ...outcomes(artifact),
    ...part(2, 'Limitations and caveats', [artifact.limitationsAndCaveats]),
    ...part(2, 'Conclusions', [list(conclusions.map((conclusion) => fact(conclusion)))]),
    ...part(2, 'Detailed description', [artifact.detailedDescription]),
    ...part(2, 'Participant flow', participantFlow ? groupReport(participantFlow, 3) : []),
    ...part(2, 'Participants at baseline', [
      table(
        ['', ''],
        baseline.map(({ label, value }) => [literal(label), fact(value)]),
      ),
      ...(baselineCharacteristics ? groupReport(baselineCharacteristics, 3) : []),
    ]),
    ...part(2, 'Arms', [
      table(
        ['Arm', 'Type', 'n', 'Interventions', 'Description'],
        armGroups.map(({ label, type, count, description, interventionNames = [] }) => [
          literal(label),
          type ? said(type) : '',
          count === undefined ? '' : formatNumber(count),
          interventionNames.map(literal).join(', '),
          description ?? '',
        ]),
      ),
    ]),
    ...part(2, 'Interventions', [
      table(
        ['Intervention', 'Type', 'Given in', 'Description'],
        interventions.map(({ name, type, description, otherNames, armGroupLabels = [] }) => [
          [literal(name), ...(otherNames ?? []).map(literal)].join(', '),
          type ? said(type) : '',
          armGroupLabels.map(literal).join(', '),
          description ?? '',
        ]),
      ),
    ]),
    ...part(2, 'Who could take part', eligibility ? eligible(eligibility) : []),
    ...(artifact.safety ? safety(artifact.safety, 2) : []),
    ...part(2, 'Sites', [list(locations.map(country))]),
    ...part(
      2,
      'Publications',
      publicationGroups(publications).flatMap(({ heading: title, papers }) => [
        heading(3, literal(title)),
        list(papers.map(paper)),
      ]),
    ),
    ...part(2, 'Registry details', registryDetails(artifact)),
  ];
};

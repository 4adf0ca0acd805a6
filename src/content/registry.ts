import { encodePart } from '../artifact/identifiers.js';
import type { Eligibility, Location, Publication, Trial } from '../artifact/schema/index.js';
import { msg, str } from '../i18n/messages.js';
import { dateRun, factRow, row } from './facts.js';
import {
  type Block,
  type BlockOf,
  facts,
  type FactRow,
  joined,
  line,
  list,
  md,
  own,
  prose,
  type Run,
  type Runs,
  section,
  soft,
} from './model.js';
import { formatNumber } from './numbers.js';
import { groupReport } from './outcomes.js';
import { lower, words } from './terms.js';

/** How many are in an arm. */
export const armSize = (count: number, lang?: string): Run => ({
  run: 'num',
  text: `n = ${formatNumber(count, lang)}`,
  value: count,
});

/** The ages that could take part; what the registry leaves open is open. */
const ages = ({ minimumAge, maximumAge }: Eligibility): string =>
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
const publicationGroups = (papers: readonly Publication[]): { heading: string; papers: Publication[] }[] =>
  [...new Set(papers.map(({ type }) => type ?? ''))]
    .sort((a, b) => PUBLICATIONS.indexOf(a) - PUBLICATIONS.indexOf(b))
    .map((type) => ({
      heading: publicationWords(type),
      papers: papers.filter((paper) => (paper.type ?? '') === type),
    }));

/** The study at its registry. */
export const studyLink = (nctId: string): Run => ({
  run: 'link',
  label: nctId,
  href: `https://clinicaltrials.gov/study/${encodePart(nctId)}`,
});

const pubmedLink = (pmid: string | undefined): Run[] =>
  pmid ? [{ run: 'link', label: `PMID ${pmid}`, href: `https://pubmed.ncbi.nlm.nih.gov/${encodePart(pmid)}/` }] : [];

/** A paper in the registry's words; that it was retracted comes first. */
const paperRuns = ({ citation, pmid, retractions = [] }: Publication): Run[] => [
  ...retractions.flatMap(({ source, pmid: notice }): Run[] => [
    { run: 'as', look: 'strong', of: [msg('Retracted')] },
    ': ',
    ...joined([source ? [own(source)] : [], pubmedLink(notice)], ' '),
    '. ',
  ]),
  own(citation),
  ...(pmid ? [' ', ...pubmedLink(pmid)] : []),
];

/** A study's papers, each group under its heading. */
const publicationsBody = (papers: readonly Publication[]): Block[] =>
  publicationGroups(papers).flatMap(({ heading, papers: group }) =>
    section([heading], list(group.map((paper) => line(...paperRuns(paper))))),
  );

/** A site in one line: where, and whether it takes patients. */
const siteRuns = ({ facility, city, state, status }: NonNullable<Location['sites']>[number]): Run[] => [
  ...joined(
    [facility, city, state].map((place) => (place ? [own(place)] : [])),
    ', ',
  ),
  ...(facility || city || state ? [] : [msg('A site without a name')]),
  ...(status ? [soft(` (${lower(status)})`)] : []),
];

/** How many sites there are in how many countries. */
const sitesHeading = (locations: readonly Location[], lang?: string): string => {
  const total = formatNumber(
    locations.reduce((sum, { count }) => sum + count, 0),
    lang,
  );
  return locations.length === 1
    ? msg(str`Sites: ${total} in one country`)
    : msg(str`Sites: ${total} in ${formatNumber(locations.length, lang)} countries`);
};

/** The sites by country, and where to find whom to ask. */
const sitesBody = ({ locations = [], nctId }: Trial, lang?: string): Block[] =>
  locations.length === 0
    ? []
    : [
        ...list(
          locations.map(({ country, count, sites = [] }) => [
            ...line(own(country), ' ', { run: 'num', text: formatNumber(count, lang), value: count }),
            ...list(sites.map((site) => line(...siteRuns(site)))),
          ]),
          locations.some(({ sites }) => sites?.length) ? 'folded' : undefined,
        ),
        ...(nctId ? line(soft(msg('Whom to contact is on the registry’s page'), ': '), studyLink(nctId)) : []),
      ];

/** The arms and what was given in them. */
const armsBody = ({ armGroups = [], interventions = [] }: Trial, lang?: string): Block[] =>
  list(
    [
      ...armGroups.map(({ label, type, count, description, interventionNames }) => [
        ...line(own(label)),
        ...line(...joined([type ? [soft(words(type))] : [], count === undefined ? [] : [armSize(count, lang)]], ' · ')),
        ...prose(description),
        ...(interventionNames?.length ? line(soft(own(interventionNames.join(', ')))) : []),
      ]),
      ...interventions.map(({ name, type, description, otherNames, armGroupLabels }) => [
        ...line(own(name)),
        ...line(...(type ? [soft(words(type))] : [])),
        ...prose(description),
        ...(otherNames?.length ? line(soft(msg(str`Also called ${otherNames.join(', ')}`))) : []),
        ...(armGroupLabels?.length ? line(soft(msg('Given in'), ': ', own(armGroupLabels.join(', ')))) : []),
      ]),
    ],
    'named',
  );

const yesNo = (flag: boolean | undefined): Runs => (flag === undefined ? [] : [flag ? msg('Yes') : msg('No')]);

/** A registry's term as a line; nothing where there is none. */
const term = (value: string | undefined): Runs => (value ? [words(value)] : []);

const text = (markdown: string | undefined): Runs => (markdown ? [md(markdown)] : []);

const plain = (words: string | undefined): Runs => (words ? [own(words)] : []);

/** Who could take part: the registry's fields. */
const eligibilityRows = (eligibility: Eligibility): FactRow[] =>
  [
    row(msg('Sex'), ...term(eligibility.sex)),
    row(msg('Ages'), ...plain(ages(eligibility))),
    row(msg('Age groups'), ...plain(eligibility.stdAges?.map(words).join(', '))),
    row(
      msg('Healthy volunteers'),
      ...(eligibility.healthyVolunteers === undefined
        ? []
        : [eligibility.healthyVolunteers ? msg('Accepted') : msg('Not accepted')]),
    ),
    row(msg('By gender'), ...yesNo(eligibility.genderBased)),
    row(msg('Gender'), ...text(eligibility.genderDescription)),
    row(msg('Drawn from'), ...text(eligibility.studyPopulation)),
    row(msg('Sampling'), ...term(eligibility.samplingMethod)),
  ].filter((one) => one !== undefined);

/** Who could take part: the registry's fields, then its criteria in its own words. */
const eligibilityBody = (eligibility: Eligibility): Block[] => [
  ...facts(eligibilityRows(eligibility)),
  ...prose(eligibility.criteria),
];

/** A study's number elsewhere, with what kind of number it is. */
const studyIdRuns = ({ id, type, domain, link }: NonNullable<Trial['orgStudyId']>): Run[] => [
  link ? { run: 'link', label: id, href: link } : own(id),
  ...(type || domain ? [` (${[type && words(type), domain].filter(Boolean).join(', ')})`] : []),
];

const expandedAccess = ({
  hasExpandedAccess,
  nctId,
  statusForNctId,
}: NonNullable<Trial['expandedAccessInfo']>): Run[] => [
  ...joined(
    [
      hasExpandedAccess === undefined ? [] : [hasExpandedAccess ? words('AVAILABLE') : msg('None')],
      nctId ? [studyLink(nctId)] : [],
    ],
    ' ',
  ),
  ...(statusForNctId ? [` (${lower(statusForNctId)})`] : []),
];

/** The registry's fields that are not at the card's head. */
const ownRows = (trial: Trial): FactRow[] => {
  const { briefTitle, title, expandedAccessInfo: access, orgStudyId, secondaryIds = [] } = trial;
  return [
    row(msg('Registry title'), ...plain(briefTitle === title ? undefined : briefTitle)),
    row(msg('Official title'), ...plain(trial.officialTitle)),
    row(msg('Design'), ...text(trial.interventionModelDescription)),
    row(msg('Masking'), ...text(trial.maskingDescription)),
    row(msg('Conditions'), ...plain(trial.population === undefined ? undefined : trial.conditions?.join(', '))),
    row(msg('Keywords'), ...plain(trial.keywords?.join(', '))),
    row(msg('Sponsor'), ...plain(trial.leadSponsor)),
    row(msg('Collaborators'), ...plain(trial.collaborators?.join(', '))),
    row(msg('The organization’s number'), ...(orgStudyId ? studyIdRuns(orgStudyId) : [])),
    row(msg('Other identifiers'), ...joined(secondaryIds.map(studyIdRuns), ', ')),
    row(msg('Earlier NCT numbers'), ...plain(trial.nctIdAliases?.join(', '))),
    row(words('EXPANDED_ACCESS'), ...(access ? expandedAccess(access) : [])),
    ...(trial.outcomes ?? []).map((one) =>
      one.measure && one.measure !== one.title ? row(msg(str`Outcome “${one.title}”`), own(one.measure)) : undefined,
    ),
  ].filter((one) => one !== undefined);
};

/** What the source tells beyond the fields that every trial has, each group under its heading. */
const registryGroups = (trial: Trial, lang?: string): { heading?: string; rows: FactRow[] }[] => {
  const groups = new Map<string, FactRow[]>();
  for (const { group = msg('More'), label, value } of trial.rows ?? []) {
    const one = factRow(md(label), value, undefined, lang);
    if (one) groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  const history = (trial.recordDates ?? []).flatMap(
    ({ label, date, type }) =>
      row(
        own(label),
        date === undefined ? msg('Date not known') : dateRun(date, lang),
        ...(type ? [soft(` (${lower(type)})`)] : []),
      ) ?? [],
  );
  return [
    { rows: ownRows(trial) },
    ...[...groups].map(([heading, rows]) => ({ heading, rows })),
    { heading: msg('History of the record'), rows: history },
  ].filter(({ rows }) => rows.length > 0);
};

/** The same as blocks. */
const registryBody = (trial: Trial, lang?: string): Block[] => {
  const groups = registryGroups(trial, lang).map(({ heading, rows }) => ({
    heading: heading === undefined ? undefined : [own(heading)],
    rows,
  }));
  return groups.length > 0 ? [{ kind: 'facts', groups }] : [];
};

/** What of a trial a reader asks for: each part under its heading, as far as the record has it. */
export const trialDetails = (trial: Trial, lang?: string): BlockOf<'section'>[] => {
  const { baseline = [], baselineCharacteristics, participantFlow, eligibility, locations = [] } = trial;
  const { publications = [] } = trial;
  const atBaseline = msg('Participants at baseline');
  const flow = msg('Participant flow');
  return [
    ...section([msg('Detailed description')], prose(trial.detailedDescription)),
    ...section([flow], participantFlow ? groupReport(participantFlow, flow, lang) : []),
    ...section(
      [atBaseline],
      [
        ...facts(baseline.map(({ label, value }) => factRow(own(label), value, undefined, lang))),
        ...(baselineCharacteristics ? groupReport(baselineCharacteristics, atBaseline, lang) : []),
      ],
    ),
    ...section([msg('Arms and interventions')], armsBody(trial, lang)),
    ...section([msg('Eligibility')], eligibility ? eligibilityBody(eligibility) : []),
    ...section([sitesHeading(locations, lang)], sitesBody(trial, lang)),
    ...section([`${msg('Publications')}: ${formatNumber(publications.length, lang)}`], publicationsBody(publications)),
    ...section([msg('Registry details')], registryBody(trial, lang)),
  ];
};

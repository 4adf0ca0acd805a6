import { sentence, str } from '../../i18n/messages.js';
import { MISSING } from '../missing.js';
import { englishTerm } from '../terms.js';
import { type Path, type Problem } from '../copy.js';
import { isRecord } from '../schema/common.js';
import type { Location, Trial, TrialDate } from '../schema/index.js';
import { outcomesIn, resultsIn } from './clinical-trials-results.js';
import { registryRows } from './clinical-trials-rows.js';
import { defined, type Format, Place, refused, sorted, texts, unescaped, type ConvertedRecord } from './record.js';

/** The registry's modules; a request may ask for only one. */
const MODULE =
  /^(identification|status|sponsorCollaborators|oversight|description|conditions|design|armsInterventions|outcomes|eligibility|contactsLocations|references|ipdSharingStatement|participantFlow|baselineCharacteristics|outcomeMeasures|adverseEvents|moreInfo|miscInfo|(condition|intervention)Browse|largeDocument|annotation)Module$/;

/** The sections of a study; a request may ask for only one (`fields=`). */
const SECTIONS = ['protocolSection', 'resultsSection', 'derivedSection', 'documentSection', 'annotationSection'];

/** Whether a value is a study: a section that contains one of the registry's modules. A section's name alone is not specific enough. */
const isStudy = (data: unknown): data is Record<string, unknown> =>
  isRecord(data) &&
  SECTIONS.some((section) => {
    const modules = data[section];
    return (
      isRecord(modules) &&
      Object.entries(modules).some(
        ([key, module]) => MODULE.test(key) && isRecord(module) && Object.keys(module).length > 0,
      )
    );
  });

/** The list, or undefined if it is empty. */
const filled = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

const dateIn = (place: Place): TrialDate | undefined => {
  const date = place.at('date').date;
  return date === undefined ? undefined : { date, ...texts(place, 'type') };
};

const studyId = (place: Place) => {
  const id = place.at('id').text;
  return id === undefined ? undefined : { id, ...texts(place, 'type', 'domain', 'link') };
};

/** Makes "Inclusion Criteria:" a heading, which is a paragraph in the registry's text. */
const withHeadings = (criteria: string | undefined) =>
  criteria?.replace(
    /^ {0,3}(?=[^\n]*\bcriteria\b)([A-Z][^\n.;]{0,90}?):?[ \t]*(?=\n\s*\n|\n *[*-] |\n *\d+\. |$)/gim,
    (line, text: string) => (/\b(in|ex)clusion\b/i.test(text) ? `#### ${text}\n` : line),
  );

/** The sites by country, the country with the most sites first. */
const locationsIn = (place: Place): Location[] => {
  const countries = new Map<string, Location>();
  for (const site of place.list) {
    const country = site.at('country').text ?? `Country: ${MISSING[site.at('country').missing].toLowerCase()}`;
    const location = countries.get(country) ?? { country, count: 0, sites: [] };
    location.count++;
    location.sites?.push(texts(site, 'facility', 'city', 'state', 'status'));
    countries.set(country, location);
  }
  return [...countries.values()].sort((a, b) => b.count - a.count);
};

const RECORD_DATES = [
  ['First submitted', 'studyFirstSubmitDate'],
  ['First passed quality control', 'studyFirstSubmitQcDate'],
  ['Results first submitted', 'resultsFirstSubmitDate'],
  ['Results first passed quality control', 'resultsFirstSubmitQcDate'],
  ['Delay of results first certified', 'dispFirstSubmitDate'],
  ['Delay of results first passed quality control', 'dispFirstSubmitQcDate'],
  ['Last update submitted', 'lastUpdateSubmitDate'],
  ['Status verified', 'statusVerifiedDate'],
] as const;

const SUBMISSION_DATES = [
  ['Results submitted', 'releaseDate'],
  ['Results withdrawn by the sponsor', 'unreleaseDate'],
  ['Results returned after quality control', 'resetDate'],
] as const;

const VIOLATION_DATES = [
  ['created', 'creationDate'],
  ['issued', 'issuedDate'],
  ['released', 'releaseDate'],
  ['posted', 'postedDate'],
] as const;

/** The history of the record itself. */
const recordDatesIn = (study: Place): NonNullable<Trial['recordDates']> => {
  const status = study.at('protocolSection', 'statusModule');
  const tracking = study.at('derivedSection', 'miscInfoModule', 'submissionTracking');
  const annotations = study.at('annotationSection', 'annotationModule');
  const dated = (label: string, date: TrialDate | undefined) => (date ? [{ label, ...date }] : []);
  const day = (label: string, place: Place, unknown?: Place) => {
    const { date } = place;
    return date !== undefined ? [{ label, date }] : unknown?.flag ? [{ label }] : [];
  };
  return [
    ...RECORD_DATES.flatMap(([label, field]) => day(label, status.at(field))),
    ...dated('Delay of results first posted', dateIn(status.at('dispFirstPostDateStruct'))),
    ...day('Results expected to be submitted', tracking.at('estimatedResultsFirstSubmitDate')),
    ...dated('Quality control comments first posted', dateIn(tracking.at('firstMcpInfo', 'postDateStruct'))),
    ...tracking
      .at('submissionInfos')
      .list.flatMap((info) =>
        SUBMISSION_DATES.flatMap(([label, field]) => day(label, info.at(field), info.at(`${field}Unknown`))),
      ),
    ...annotations
      .at('unpostedAnnotation', 'unpostedEvents')
      .list.flatMap((event) =>
        day(
          `Results not posted: ${englishTerm(event.at('type').text ?? 'event').toLowerCase()}`,
          event.at('date'),
          event.at('dateUnknown'),
        ),
      ),
    ...annotations
      .at('violationAnnotation', 'violationEvents')
      .list.flatMap((event) =>
        VIOLATION_DATES.flatMap(([word, field]) => day(`Violation of FDAAA 801 ${word}`, event.at(field))),
      ),
    ...study
      .at('documentSection', 'largeDocumentModule', 'largeDocs')
      .list.flatMap((file) => day(`${file.at('label').text ?? 'Document'} uploaded`, file.at('uploadDate'))),
  ];
};

const WITHHELD = {
  RELEASE: 'submitted',
  RESET: 'returned',
  UNRELEASE: 'withdrawn',
} as const;

/** The history of results that the registry does not show, in chronological order. */
const withheldIn = (study: Place): Trial['withheldResults'] => {
  const status = study.at('protocolSection', 'statusModule');
  const certified = status.at('dispFirstSubmitDate').date ?? status.at('dispFirstPostDateStruct', 'date').date;
  const unposted = study
    .at('annotationSection', 'annotationModule', 'unpostedAnnotation', 'unpostedEvents')
    .list.map((event) => [event.at('type').text ?? '', event.at('date').date] as const);
  const tracked = study
    .at('derivedSection', 'miscInfoModule', 'submissionTracking', 'submissionInfos')
    .list.flatMap((info) =>
      ['RELEASE', 'UNRELEASE', 'RESET'].flatMap((type) => {
        const field = `${type.toLowerCase()}Date`;
        return info.at(field).isThere || info.at(`${field}Unknown`).flag ? [[type, info.at(field).date] as const] : [];
      }),
    );
  const events = (unposted.length > 0 ? unposted : tracked).flatMap(([type, date]) =>
    Object.hasOwn(WITHHELD, type) ? [{ event: WITHHELD[type as keyof typeof WITHHELD], ...defined({ date }) }] : [],
  );
  const submitted =
    events.length === 0 && study.at('hasResults').value === false && !status.at('resultsFirstPostDateStruct').isThere
      ? status.at('resultsFirstSubmitDate').date
      : undefined;
  return filled([
    ...(certified || status.at('delayedPosting').flag
      ? [{ event: 'delay certified' as const, ...defined({ date: certified }) }]
      : []),
    ...(status.at('resultsWaived').flag ? [{ event: 'waived' as const }] : []),
    ...events,
    ...(submitted ? [{ event: 'submitted' as const, date: submitted }] : []),
  ]);
};

const toTrial = (data: unknown, path: Path): ConvertedRecord => {
  const problems: Problem[] = [];
  const study = new Place(data, problems, path);
  const protocol = study.at('protocolSection');
  const module = (name: string) => protocol.at(`${name}Module`);
  const identification = module('identification');
  const status = module('status');
  const design = module('design');
  const conditions = module('conditions');
  const arms = module('armsInterventions');
  const eligibility = module('eligibility');
  const references = module('references');
  const sponsors = module('sponsorCollaborators');
  const info = design.at('designInfo');
  const masking = info.at('maskingInfo');
  const access = status.at('expandedAccessInfo');
  const count = design.at('enrollmentInfo', 'count').count;
  const nctId = /^NCT\d{8}$/.exec(identification.at('nctId').text ?? '')?.[0];
  const briefTitle = identification.at('briefTitle').text;
  const officialTitle = identification.at('officialTitle').text;
  const url = nctId && `https://clinicaltrials.gov/study/${nctId}`;
  const lastUpdatePostDate = dateIn(status.at('lastUpdatePostDateStruct'));
  const seeAlso = references.at('seeAlsoLinks').list.flatMap((link) => {
    const href = link.at('url').text;
    const label = unescaped(link.at('label').text) ?? href;
    return label === undefined ? [] : [{ label, href: href ?? '' }];
  });
  const criteria = defined({
    criteria: withHeadings(eligibility.at('eligibilityCriteria').text),
    ...texts(eligibility, 'sex', 'minimumAge', 'maximumAge'),
    ...texts(eligibility, 'genderDescription', 'studyPopulation', 'samplingMethod'),
    healthyVolunteers: eligibility.at('healthyVolunteers').flag,
    stdAges: eligibility.at('stdAges').texts,
    genderBased: eligibility.at('genderBased').flag,
  });
  const asOf = study.at('derivedSection', 'miscInfoModule', 'versionHolder').date;
  const artifact: Trial = defined({
    schemaVersion: 1,
    kind: 'trial',
    id: nctId ?? 'study',
    title: briefTitle ?? officialTitle ?? nctId ?? 'Untitled study',
    url,
    asOf: asOf ?? lastUpdatePostDate?.date,
    nctId,
    nctIdAliases: identification.at('nctIdAliases').texts,
    acronym: identification.at('acronym').text,
    briefTitle,
    officialTitle,
    orgStudyId: studyId(identification.at('orgStudyIdInfo')),
    secondaryIds: filled(identification.at('secondaryIdInfos').list.flatMap((id) => studyId(id) ?? [])),
    ...texts(module('description'), 'briefSummary', 'detailedDescription'),
    ...texts(status, 'overallStatus', 'lastKnownStatus', 'whyStopped'),
    expandedAccessInfo: access.isThere
      ? {
          ...defined({ hasExpandedAccess: access.at('hasExpandedAccess').flag }),
          ...texts(access, 'nctId', 'statusForNctId'),
        }
      : undefined,
    studyType: design.at('studyType').text,
    phases: design.at('phases').texts,
    ...texts(info, 'allocation', 'interventionModel', 'interventionModelDescription'),
    ...texts(info, 'observationalModel', 'timePerspective', 'primaryPurpose'),
    ...texts(masking, 'masking', 'maskingDescription'),
    whoMasked: masking.at('whoMasked').texts,
    enrollment: count === undefined ? undefined : { count, ...texts(design.at('enrollmentInfo'), 'type') },
    startDate: dateIn(status.at('startDateStruct')),
    primaryCompletionDate: dateIn(status.at('primaryCompletionDateStruct')),
    completionDate: dateIn(status.at('completionDateStruct')),
    studyFirstPostDate: dateIn(status.at('studyFirstPostDateStruct')),
    resultsFirstPostDate: dateIn(status.at('resultsFirstPostDateStruct')),
    lastUpdatePostDate,
    hasResults: study.at('hasResults').flag,
    withheldResults: study.at('hasResults').value === true ? undefined : withheldIn(study),
    conditions: conditions.at('conditions').texts,
    keywords: conditions.at('keywords').texts,
    armGroups: filled(
      arms.at('armGroups').list.map((arm) =>
        defined({
          label: arm.at('label').text ?? 'Unnamed arm',
          ...texts(arm, 'type', 'description'),
          interventionNames: arm.at('interventionNames').texts,
        }),
      ),
    ),
    interventions: filled(
      arms.at('interventions').list.map((one) =>
        defined({
          name: one.at('name').text ?? 'Unnamed intervention',
          ...texts(one, 'type', 'description'),
          otherNames: one.at('otherNames').texts,
          armGroupLabels: one.at('armGroupLabels').texts,
        }),
      ),
    ),
    outcomes: filled(outcomesIn(study)),
    ...resultsIn(study.at('resultsSection')),
    eligibility: Object.keys(criteria).length > 0 ? criteria : undefined,
    locations: filled(locationsIn(module('contactsLocations').at('locations'))),
    leadSponsor: sponsors.at('leadSponsor', 'name').text,
    collaborators: filled(sponsors.at('collaborators').list.flatMap((one) => one.at('name').text ?? [])),
    publications: filled(
      references.at('references').list.map((one) =>
        defined({
          citation: one.at('citation').text ?? 'Publication without a citation',
          ...texts(one, 'pmid', 'type'),
          retractions: filled(one.at('retractions').list.map((notice) => texts(notice, 'pmid', 'source'))),
        }),
      ),
    ),
    recordDates: filled(recordDatesIn(study)),
    rows: filled(registryRows(study, nctId)),
    links: seeAlso.length > 0 ? [{ title: 'See also', links: seeAlso }] : undefined,
    provenance: url
      ? { wasDerivedFrom: [{ label: `ClinicalTrials.gov, ${nctId}`, href: url, ...defined({ date: asOf }) }] }
      : undefined,
  });
  return { artifact, problems };
};

/** The retired formats: `FullStudiesResponse`, `StudyFieldsResponse`, or a single study from them. */
const RETIRED =
  /^(FullStud(ies|y)(Response|List)?|StudyFields(Response|List)?|FieldValuesResponse|Study|ProtocolSection)$/;

const RETIRED_MARK = /"(FullStud\w+|StudyFields\w*|APIVrs|Study|ProtocolSection|IdentificationModule|NCTId)":/g;

const isRetired = (data: unknown): boolean =>
  Array.isArray(data)
    ? isRetired(data[0])
    : isRecord(data) &&
      Object.keys(data).some((key) => RETIRED.test(key)) &&
      new Set(JSON.stringify(data).match(RETIRED_MARK)).size > 1;

/** The registry's CSV: the header has this column, and the rows have NCT numbers. */
const CSV = /^\uFEFF?(?:[^\n]*[,\t])?"?NCT Number"?\s*[,\t\n][^]*\bNCT\d{8}\b/i;

/** The maximum number of studies in one request. */
const MOST_IDS = 100;

/** ClinicalTrials.gov's API v2: https://clinicaltrials.gov/data-api/api */
export const clinicalTrials: readonly Format[] = [
  {
    name: 'a ClinicalTrials.gov study (API v2: an object with “protocolSection”)',
    matches: isStudy,
    convert: (data) => ({ records: [toTrial(data, [])] }),
  },
  {
    name: 'ClinicalTrials.gov search results (“studies”) or a list of studies',
    matches: (data) => {
      const studies: unknown = isRecord(data) ? data.studies : data;
      return (
        Array.isArray(studies) &&
        (studies.length > 0
          ? studies.some(isStudy)
          : isRecord(data) && Object.keys(data).every((key) => /^(studies|totalCount|nextPageToken)$/.test(key)))
      );
    },
    convert: (data) => {
      const answer = new Place(data);
      const { found, others: left } = sorted((isRecord(data) ? answer.at('studies') : answer).list, isStudy, 'a study');
      const [first, ...others] = found.map(({ value, path }) => toTrial(value, path));
      first?.problems.push(...left);
      return first
        ? { records: [first, ...others], total: answer.at('totalCount').count }
        : refused(
            sentence('The registry found no matching study.'),
            sentence('Try another search, or use an NCT number.'),
          );
    },
  },
  {
    matches: isRetired,
    convert: (data) => {
      const nctId = /NCT\d{8}/.exec(JSON.stringify(data))?.[0] ?? 'NCT…';
      return refused(
        sentence('This record is from ClinicalTrials.gov’s old API, which was retired in 2024.'),
        sentence(str`Fetch ${`https://clinicaltrials.gov/api/v2/studies/${nctId}`} instead.`),
      );
    },
  },
  {
    matches: (data) => typeof data === 'string' && CSV.test(data),
    convert: (data) => {
      const ids = [...new Set(String(data).match(/\bNCT\d{8}\b/g))];
      const asked = ids.slice(0, MOST_IDS);
      const url = `https://clinicaltrials.gov/api/v2/studies?format=json&pageSize=${asked.length}&filter.ids=${asked.join(',')}`;
      return refused(
        sentence('This is a CSV list of studies from ClinicalTrials.gov, without results, adverse events or arms.'),
        ids.length > MOST_IDS
          ? sentence(str`Fetch ${url} instead (the first ${MOST_IDS} of ${ids.length} studies).`)
          : sentence(str`Fetch ${url} instead.`),
      );
    },
  },
];

import { type Path, type Problem } from '../parse.js';
import { isRecord } from '../schema/common.js';
import type { Trial } from '../schema/index.js';
import { type Format, Place, refused, type Whole } from './record.js';

/** The parts of a study, any of which may be all that was asked for (`fields=`). */
const SECTIONS = ['protocolSection', 'resultsSection', 'derivedSection', 'documentSection', 'annotationSection'];

const isStudy = (data: unknown): data is Record<string, unknown> =>
  isRecord(data) && (SECTIONS.some((section) => isRecord(data[section])) || typeof data.hasResults === 'boolean');

const toTrial = (data: unknown, path: Path): Whole => {
  const problems: Problem[] = [];
  const study = new Place(data, problems, path);
  const identification = study.at('protocolSection', 'identificationModule');
  const nctId = /^NCT\d{8}$/.exec(identification.at('nctId').text ?? '')?.[0];
  const briefTitle = identification.at('briefTitle').text;
  const artifact: Trial = {
    schemaVersion: 1,
    kind: 'trial',
    id: nctId ?? 'study',
    title: briefTitle ?? nctId ?? 'A study whose record has no title',
    nctId,
    briefTitle,
  };
  return { artifact, problems };
};

/** `FullStudiesResponse`, `StudyFieldsResponse`, or one of their studies by itself. */
const RETIRED = /^(FullStud(ies|y)(Response|List)?|StudyFields(Response|List)?|FieldValuesResponse|Study|ProtocolSection)$/;

const isRetired = (data: unknown): boolean => (Array.isArray(data) ? isRetired(data[0]) : isRecord(data) && Object.keys(data).some((key) => RETIRED.test(key)));

/** ClinicalTrials.gov's API v2: https://clinicaltrials.gov/data-api/api */
export const clinicalTrials: readonly Format[] = [
  {
    name: 'a ClinicalTrials.gov study (API v2: an object with “protocolSection”)',
    matches: isStudy,
    convert: (data) => ({ records: [toTrial(data, [])] }),
  },
  {
    name: 'a ClinicalTrials.gov search answer (“studies”) or a list of studies',
    matches: (data) => {
      const studies: unknown = isRecord(data) ? data.studies : data;
      return Array.isArray(studies) && (studies.length > 0 ? studies.some(isStudy) : isRecord(data));
    },
    convert: (data) => {
      const answer = new Place(data);
      const [first, ...others] = (isRecord(data) ? answer.at('studies') : answer).list
        .filter(({ value }) => isStudy(value))
        .map(({ value, path }) => toTrial(value, path));
      return first
        ? { records: [first, ...others], total: answer.at('totalCount').count }
        : refused('The registry found no study.', 'Search for something else, or give an NCT number.');
    },
  },
  {
    matches: isRetired,
    convert: (data) => {
      const nctId = /NCT\d{8}/.exec(JSON.stringify(data))?.[0] ?? 'NCT…';
      return refused(
        'This is a record of ClinicalTrials.gov’s old API, which was retired in 2024.',
        `Fetch https://clinicaltrials.gov/api/v2/studies/${nctId} instead.`,
      );
    },
  },
];

import { sentence } from '../../i18n/messages.js';
import { withZeros } from '../numeric.js';
import { isRecord } from '../schema/common.js';
import type { Problem } from '../copy.js';
import type { Detail, Report, SafetyProfile } from '../schema/index.js';
import { dateOf, derivedFrom, idOf, resultsOf } from './openfda.js';
import { type Format, type FromRecord, marks, Place, refused, single, sorted } from './record.js';

/** Codes of ICH E2B as openFDA prints them: https://open.fda.gov/apis/drug/event/searchable-fields/ . Other codes are shown unchanged. */
const coded = (words: string, first = 1): Record<string, string> =>
  Object.fromEntries(words.split('|').map((word, index) => [String(index + first), word]));

const YES_NO = coded('yes|no|unknown');
const UNITS = coded('decades|years|months|weeks|days|hours|minutes', 800);
const INTERVALS = {
  ...UNITS,
  807: 'trimesters',
  810: 'cycles',
  811: 'trimesters',
  812: '(as needed)',
  813: '(total)',
};
const DOSE_UNITS = coded(
  'kg|g|mg|µg|ng|pg|mg/kg|µg/kg|mg/m²|µg/m²|L|mL|µL|Bq|GBq|MBq|kBq|Ci|mCi|µCi|nCi|mol|mmol|µmol|IU|kIU|MIU|IU/kg|mEq|%|drops|dosage forms',
);
const ROUTES = coded(
  'auricular|buccal|cutaneous|dental|endocervical|endosinusial|endotracheal|epidural|extra-amniotic|hemodialysis|intra corpus cavernosum|intra-amniotic|intra-arterial|intra-articular|intra-uterine|intracardiac|intracavernous|intracerebral|intracervical|intracisternal|intracorneal|intracoronary|intradermal|intradiscal|intrahepatic|intralesional|intralymphatic|intramedullar|intrameningeal|intramuscular|intraocular|intrapericardial|intraperitoneal|intrapleural|intrasynovial|intratumor|intrathecal|intrathoracic|intratracheal|intravenous bolus|intravenous drip|intravenous|intravesical|iontophoresis|nasal|occlusive dressing|ophthalmic|oral|oropharyngeal|other|parenteral|periarticular|perineural|rectal|respiratory (inhalation)|retrobulbar|subconjunctival|subcutaneous|subdermal|sublingual|topical|transdermal|transmammary|transplacental|unknown|urethral|vaginal',
);
const ORGANIZATIONS = coded(
  'pharmaceutical company|regulatory authority|health professional|regional centre|WHO centre|other',
);
const CODES: Record<string, Record<string, string>> = {
  serious: coded('serious|not serious'),
  reporttype: coded('spontaneous|from a study|other|not available to the sender'),
  fulfillexpeditecriteria: YES_NO,
  duplicate: { ...YES_NO, 1: 'yes' },
  qualification: coded('physician|pharmacist|other health professional|lawyer|consumer or other person'),
  sendertype: ORGANIZATIONS,
  receivertype: ORGANIZATIONS,
  patientsex: { 0: 'unknown', 1: 'male', 2: 'female' },
  patientagegroup: coded('neonate|infant|child|adolescent|adult|elderly'),
  reactionoutcome: coded('recovered|recovering|not recovered|recovered with sequelae|fatal|unknown'),
  drugcharacterization: coded('suspect|concomitant|interacting'),
  actiondrug: coded('withdrawn|dose reduced|dose increased|dose not changed|unknown|not applicable'),
  drugadditional: coded('yes|no|does not apply'),
  drugrecurreadministration: YES_NO,
  drugadministrationroute: ROUTES,
  patientonsetageunit: UNITS,
  drugtreatmentdurationunit: UNITS,
  drugintervaldosagedefinition: INTERVALS,
  drugstructuredosageunit: DOSE_UNITS,
  drugcumulativedosageunit: DOSE_UNITS,
};

/** The criteria that make a report serious, in the words of ICH E2A. */
const SERIOUSNESS: [field: string, words: string][] = [
  ['seriousnessdeath', 'death'],
  ['seriousnesslifethreatening', 'life-threatening'],
  ['seriousnesshospitalization', 'hospitalization'],
  ['seriousnessdisabling', 'disability'],
  ['seriousnesscongenitalanomali', 'congenital anomaly or birth defect'],
  ['seriousnessother', 'other medically important condition'],
];

/** Labels of fields whose names run words together. */
const LABELS: Record<string, string> = {
  safetyreportversion: 'Report version',
  receivedate: 'First received',
  receiptdate: 'Latest information received',
  transmissiondate: 'Date sent',
  reporttype: 'Report type',
  fulfillexpeditecriteria: 'Expedited',
  companynumb: 'Company’s report number',
  authoritynumb: 'Authority’s report number',
  occurcountry: 'Country of occurrence',
  primarysourcecountry: 'Source country',
  duplicate: 'Known duplicate',
  reportercountry: 'Reporter’s country',
  qualification: 'Reported by',
  literaturereference: 'Literature',
  duplicatesource: 'Duplicate source',
  duplicatenumb: 'Duplicate report number',
  senderorganization: 'Sent by',
  sendertype: 'Sender',
  receiverorganization: 'Received by',
  receivertype: 'Receiver',
  patientsex: 'Sex',
  patientweight: 'Weight (kg)',
  patientonsetage: 'Age at onset',
  patientagegroup: 'Age group',
  patientdeathdate: 'Date of death',
  narrativeincludeclinical: 'Narrative',
  drugindication: 'Indication',
  drugdosagetext: 'Dosage text',
  drugstructuredosagenumb: 'Dose',
  drugcumulativedosagenumb: 'Cumulative dose',
  drugseparatedosagenumb: 'Number of doses',
  drugintervaldosageunitnumb: 'Every',
  drugdosageform: 'Form',
  drugadministrationroute: 'Route',
  drugstartdate: 'From',
  drugenddate: 'Until',
  drugtreatmentduration: 'For',
  drugbatchnumb: 'Batch',
  drugauthorizationnumb: 'Application',
  actiondrug: 'Action taken',
  drugadditional: 'Improved after withdrawal or dose reduction',
  drugrecurreadministration: 'Recurred after readministration',
  activesubstancename: 'Substance',
};

/** Fields shown elsewhere, or of use to machines only. Hidden fields and the reasons are in `test/artifact/formats/openfda-hidden.ts`. */
const ELSEWHERE =
  /^(safetyreportid|serious|seriousness.*|reaction|drug|medicinalproduct|drugcharacterization|openfda|@.*|.*(format|unit|definition))$/;

/** The fields with the unit of a number. */
const UNIT_OF: Record<string, string> = {
  patientonsetage: 'patientonsetageunit',
  drugstructuredosagenumb: 'drugstructuredosageunit',
  drugcumulativedosagenumb: 'drugcumulativedosageunit',
  drugtreatmentduration: 'drugtreatmentdurationunit',
  drugintervaldosageunitnumb: 'drugintervaldosagedefinition',
};

const decoded = (field: string, code: string): string => {
  const codes = CODES[field] ?? {};
  const plain = code.replace(/^0+(?=.)/, '');
  return Object.hasOwn(codes, plain) ? (codes[plain] ?? code) : Object.keys(codes).length > 0 ? `code ${code}` : code;
};

const DOSE = ['drugstructuredosagenumb', 'drugseparatedosagenumb', 'drugintervaldosageunitnumb'] as const;

/** "500 mg, 4 times in 1 day", if a report gives both the number of doses and the period; the three fields are unclear separately. */
const doseOf = (drug: Place): string | undefined => {
  const [amount, times, interval] = DOSE.map((field) => drug.at(field).text);
  const code = drug.at('drugintervaldosagedefinition').text ?? '';
  if (times === undefined || interval === undefined || !Object.hasOwn(UNITS, code)) return undefined;
  const unit = decoded('drugintervaldosagedefinition', code);
  const often = `${withZeros(times)} ${times === '1' ? 'time' : 'times'} in ${withZeros(interval)} ${interval === '1' ? unit.replace(/s$/, '') : unit}`;
  if (amount === undefined) return often;
  const amountUnit = drug.at('drugstructuredosageunit').text;
  return `${withZeros(amount)}${amountUnit ? ` ${decoded('drugstructuredosageunit', amountUnit)}` : ''}, ${often}`;
};

/** All fields of an object as labels and values, including nested ones. */
const details = (place: Place): Detail[] => {
  const fields = Object.keys(isRecord(place.value) ? place.value : {});
  const dose = DOSE.some((field) => fields.includes(field)) ? doseOf(place) : undefined;
  const isDose = (field: string) => dose !== undefined && DOSE.some((one) => one === field);
  const first = fields.find(isDose);
  return fields.flatMap((field): Detail[] => {
    if (ELSEWHERE.test(field)) return [];
    if (dose !== undefined && isDose(field)) return field === first ? [{ label: 'Dose', value: dose }] : [];
    const inner = place.at(field);
    if (isRecord(inner.value)) return details(inner);
    if (Array.isArray(inner.value))
      return inner.list.flatMap((item) =>
        isRecord(item.value) ? details(item) : item.text ? [{ label: nameOf(field), value: item.text }] : [],
      );
    const text = inner.text;
    if (!text) return [];
    const unitField = UNIT_OF[field];
    const unit = unitField === undefined ? undefined : place.at(unitField).text;
    const value = /date$/.test(field) ? (dateOf(text) ?? text) : withZeros(decoded(field, text));
    return [{ label: nameOf(field), value: unit && unitField ? `${value} ${decoded(unitField, unit)}` : value }];
  });
};

const nameOf = (field: string): string =>
  LABELS[field] ??
  field
    .replace(/^(patient|drug)(?=.{3})/, '')
    .replaceAll('_', ' ')
    .replace(/^./, (letter) => letter.toUpperCase());

const toReport = (event: Place): Report => {
  const id = event.at('safetyreportid').text;
  const serious = event.at('serious').text;
  const criteria = SERIOUSNESS.flatMap(([field, words]) => (event.at(field).text === '1' ? words : []));
  const patient = event.at('patient');
  return {
    ...(id && { id }),
    // A report may list criteria of seriousness without the general field.
    ...((serious === '1' || criteria.length > 0) && { serious: true }),
    ...(serious === '2' && criteria.length === 0 && { serious: false }),
    ...(criteria.length > 0 && { seriousness: criteria }),
    reactions: patient.at('reaction').list.flatMap((reaction) => {
      const term = reaction.at('reactionmeddrapt').text;
      const outcome = reaction.at('reactionoutcome').text;
      const version = reaction.at('reactionmeddraversionpt').text;
      return term
        ? [
            {
              term,
              ...(outcome && { outcome: decoded('reactionoutcome', outcome) }),
              ...(version && { version: `MedDRA ${version}` }),
            },
          ]
        : [];
    }),
    drugs: patient.at('drug').list.map((drug) => {
      const role = drug.at('drugcharacterization').text;
      const generic = drug.at('openfda', 'generic_name');
      const generics = Array.isArray(generic.value) ? (generic.texts ?? []) : [];
      return {
        name: drug.at('medicinalproduct').text ?? 'Unnamed drug',
        ...(role && { role: decoded('drugcharacterization', role) }),
        details: [
          ...(generics.length > 0 ? [{ label: 'openFDA’s generic name', value: generics.join(', ') }] : []),
          ...details(drug),
        ],
      };
    }),
    details: details(event),
  };
};

const isEvent = (value: unknown): boolean =>
  isRecord(value) &&
  marks(value, 'safetyreportid receivedate receiptdate serious primarysource occurcountry') +
    marks(value.patient, 'reaction drug patientsex patientonsetage') >
    1;

/** Whether a value is a row of a count, which has exactly these two fields. */
const isCount = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value.count === 'number' &&
  Object.keys(value).length === 2 &&
  marks(value, 'term time') === 1;

/** The result with one safety profile, made from an answer of openFDA. */
const profile = (
  data: unknown,
  problems: Problem[],
  id: string,
  title: string,
  fields: Partial<SafetyProfile>,
): FromRecord => {
  const updated = new Place(data).at('meta', 'last_updated').value;
  const asOf = typeof updated === 'string' && /^\d{4}-\d\d-\d\d$/.test(updated) ? updated : undefined;
  const source = 'openFDA, reports to FAERS (the FDA’s Adverse Event Reporting System)';
  return single(
    {
      schemaVersion: 1,
      kind: 'safety',
      id,
      title,
      ...(asOf && { asOf }),
      ...fields,
      ...derivedFrom(source, 'event', asOf),
    },
    problems,
  );
};

/** The formats of openFDA's adverse event reports and counts. */
export const openfdaEvent: readonly Format[] = [
  {
    name: 'an openFDA adverse event report, or a response with several',
    matches: (data) => resultsOf(data).some(({ value }) => isEvent(value)),
    convert: (data) => {
      const { found, others: problems } = sorted(resultsOf(data), isEvent, 'a report');
      const reports = found.map(({ value, path }) => toReport(new Place(value, problems, path)));
      const total = new Place(data).at('meta', 'results', 'total').count;
      const only = reports.length === 1 ? reports[0]?.id : undefined;
      const title =
        reports.length === 1
          ? `Adverse event report${only ? ` ${only}` : ''}`
          : `${reports.length} adverse event reports`;
      return profile(data, problems, idOf('report', only, 'reports'), title, {
        reports,
        ...(total !== undefined && total > reports.length && { reportsInAll: total }),
      });
    },
  },
  {
    name: 'an openFDA count of adverse event reports (“results” with “term” or “time”, and “count”)',
    matches: (data) => isRecord(data) && resultsOf(data).some(({ value }) => isCount(value)),
    convert: (data) => {
      const problems: Problem[] = [];
      const counts = resultsOf(data).flatMap(({ value, path }) => {
        const row = new Place(value, problems, path);
        const count = row.at('count').count;
        const time = row.at('time').text;
        const term = time === undefined ? row.at('term').text : (dateOf(time) ?? time);
        return count === undefined || term === undefined ? [] : [{ term, count }];
      });
      if (counts.length === 0)
        return refused(sentence('None of the counts could be read.'), sentence('Repeat the openFDA query.'));
      const byDate = resultsOf(data).some(({ value }) => isRecord(value) && Object.hasOwn(value, 'time'));
      const by = byDate ? 'date' : 'term';
      return profile(data, problems, 'report-counts', `Adverse event reports by ${by}`, {
        reportCounts: { by, counts },
      });
    },
  },
];

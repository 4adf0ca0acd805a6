import { englishTerm } from '../terms.js';
import type { InfoboxRow } from '../schema/index.js';
import { defined, escaped, type Place } from './record.js';

/** Converts a field to the text of a row. */
const READERS = {
  flag: (place: Place) => {
    const { flag } = place;
    return flag === undefined ? undefined : flag ? 'Yes' : 'No';
  },
  text: (place: Place) => escaped(place.text),
  markup: (place: Place) => place.text,
  term: (place: Place) => escaped(place.text && englishTerm(place.text)),
  texts: (place: Place) => escaped(place.texts?.join(', ')),
  terms: (place: Place) => escaped(place.texts?.map(englishTerm).join(', ')),
};

type Field = readonly [label: string, field: string, reader: keyof typeof READERS];

/** Fields that are not needed on a card: by group, with their module. */
const GROUPS: readonly (readonly [group: string, module: string, fields: readonly Field[]])[] = [
  [
    'Design',
    'protocolSection.designModule',
    [
      ['Patient registry', 'patientRegistry', 'flag'],
      ['Target follow-up', 'targetDuration', 'text'],
      ['Biospecimens', 'bioSpec.retention', 'term'],
      ['Biospecimen description', 'bioSpec.description', 'markup'],
      ['Expanded access: individual patients', 'expandedAccessTypes.individual', 'flag'],
      ['Expanded access: intermediate-size population', 'expandedAccessTypes.intermediate', 'flag'],
      ['Expanded access: treatment protocol', 'expandedAccessTypes.treatment', 'flag'],
      ['Studies that refer to this expanded access', 'nPtrsToThisExpAccNctId', 'text'],
    ],
  ],
  [
    'Responsibility',
    'protocolSection.sponsorCollaboratorsModule.responsibleParty',
    [
      ['Responsible party', 'type', 'term'],
      ['Investigator', 'investigatorFullName', 'text'],
      ['Investigator’s title', 'investigatorTitle', 'text'],
      ['Investigator’s affiliation', 'investigatorAffiliation', 'text'],
      ['Responsible person', 'oldNameTitle', 'text'],
      ['Responsible organization', 'oldOrganization', 'text'],
    ],
  ],
  [
    'Responsibility',
    'protocolSection.identificationModule.organization',
    [
      ['Organization', 'fullName', 'text'],
      ['Type of organization', 'class', 'term'],
    ],
  ],
  [
    'Oversight',
    'protocolSection.oversightModule',
    [
      ['Data monitoring committee', 'oversightHasDmc', 'flag'],
      ['Studies an FDA-regulated drug', 'isFdaRegulatedDrug', 'flag'],
      ['Studies an FDA-regulated device', 'isFdaRegulatedDevice', 'flag'],
      ['Device not approved or cleared', 'isUnapprovedDevice', 'flag'],
      ['Pediatric postmarket surveillance of a device', 'isPpsd', 'flag'],
      ['Product made in and exported from the US', 'isUsExport', 'flag'],
      ['Violates FDAAA 801', 'fdaaa801Violation', 'flag'],
    ],
  ],
  [
    'Results',
    'protocolSection.statusModule',
    [
      ['Posting of results delayed', 'delayedPosting', 'flag'],
      ['Results waived', 'resultsWaived', 'flag'],
    ],
  ],
  [
    'Results',
    'annotationSection.annotationModule.unpostedAnnotation',
    [['Party responsible for unposted results', 'unpostedResponsibleParty', 'text']],
  ],
  [
    'Publication agreement',
    'resultsSection.moreInfoModule.certainAgreement',
    [
      ['Principal investigators are employees of the sponsor', 'piSponsorEmployee', 'flag'],
      ['Agreement restricts publication', 'restrictiveAgreement', 'flag'],
      ['Restriction', 'restrictionType', 'term'],
      ['Details', 'otherDetails', 'markup'],
    ],
  ],
  [
    'Data sharing',
    'protocolSection.ipdSharingStatementModule',
    [
      ['Plan to share', 'ipdSharing', 'term'],
      ['Plan description', 'description', 'markup'],
      ['What is shared', 'infoTypes', 'terms'],
      ['When', 'timeFrame', 'markup'],
      ['Access criteria', 'accessCriteria', 'markup'],
      ['Where', 'url', 'text'],
    ],
  ],
  ['Documents', 'documentSection.largeDocumentModule', [['No statistical analysis plan', 'noSap', 'flag']]],
  ['Sites', 'derivedSection.miscInfoModule', [['Countries no longer participating', 'removedCountries', 'texts']]],
];

/** The given texts in one line. */
const line = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(', ');

const megabytes = (bytes: number | undefined) => {
  if (bytes === undefined) return undefined;
  const tenths = Math.round(bytes / 1e5);
  return tenths === 0 ? 'under 0.1 MB' : `${Math.floor(tenths / 10)}.${tenths % 10} MB`;
};

/** A document's file: https://cdn.clinicaltrials.gov/large-docs/05/NCT04280705/Prot_001.pdf */
const fileLink = (filename: string, nctId: string | undefined) =>
  nctId && /^[\w.-]+$/.test(filename)
    ? `[${escaped(filename)}](https://cdn.clinicaltrials.gov/large-docs/${nctId.slice(-2)}/${nctId}/${filename})`
    : escaped(filename);

/** Rows for the fields of a study without a field of their own in an artifact. */
export const registryRows = (study: Place, nctId: string | undefined): InfoboxRow[] => {
  const rows: InfoboxRow[] = [];
  const add = (group: string, label: string, value: string | undefined) => value && rows.push({ group, label, value });

  for (const [group, module, fields] of GROUPS) {
    const place = study.at(...module.split('.'));
    for (const [label, field, reader] of fields) add(group, label, READERS[reader](place.at(...field.split('.'))));
  }
  for (const sponsor of [
    study.at('protocolSection', 'sponsorCollaboratorsModule', 'leadSponsor'),
    ...study.at('protocolSection', 'sponsorCollaboratorsModule', 'collaborators').list,
  ]) {
    const type = sponsor.at('class').text;
    add('Responsibility', escaped(sponsor.at('name').text) ?? 'Sponsor', type && escaped(englishTerm(type)));
  }
  for (const official of study.at('protocolSection', 'contactsLocationsModule', 'overallOfficials').list)
    add(
      'Responsibility',
      englishTerm(official.at('role').text ?? 'Official'),
      escaped(line(official.at('name').text, official.at('affiliation').text)),
    );
  for (const available of study.at('protocolSection', 'referencesModule', 'availIpds').list)
    add(
      'Data sharing',
      escaped(available.at('type').text) ?? 'Available',
      line(escaped(available.at('id').text), escaped(available.at('url').text), available.at('comment').text),
    );
  for (const file of study.at('documentSection', 'largeDocumentModule', 'largeDocs').list) {
    const value = line(fileLink(file.at('filename').text ?? '', nctId), megabytes(file.at('size').number));
    rows.push({
      group: 'Documents',
      label: escaped(file.at('label').text) ?? 'Document',
      value: { value, ...defined({ asOf: file.at('date').date }) },
    });
  }
  for (const [label, module] of [
    ['Conditions', 'conditionBrowseModule'],
    ['Interventions', 'interventionBrowseModule'],
  ] as const)
    add(
      'Index terms (MeSH)',
      label,
      study
        .at('derivedSection', module, 'meshes')
        .list.map((mesh) => escaped(`${mesh.at('term').text ?? ''} (${mesh.at('id').text ?? ''})`))
        .join(', '),
    );
  for (const event of study.at('annotationSection', 'annotationModule', 'violationAnnotation', 'violationEvents').list)
    add(
      'FDAAA 801 violations',
      escaped(englishTerm(event.at('type').text ?? 'Violation')),
      escaped(event.at('description').text) ?? 'Not described',
    );
  return rows;
};

import { encodePart } from '../identifiers.js';
import { isRecord } from '../schema/common.js';
import type { Drug, Fact, Identifier, InfoboxRow, LabelSection, SafetyProfile, Value } from '../schema/index.js';
import { boxedWarnings, labelSections, titleOf, type TopSection } from './label-sections.js';
import { isPackagingNote } from './label-safety.js';
import { quieter } from './label-text.js';
import { convertResults, dateOf, resultsOf, textsOf } from './openfda.js';
import { plain } from './plain.js';
import type { Format, Place, Whole } from './record.js';

/** What names a label, and what any label has: https://open.fda.gov/apis/drug/label/searchable-fields/ */
const BOOKKEEPING = /^(openfda|set_id|id|version|effective_time|@.*)$/;
const TELLTALE =
  /^(set_id|spl_.*|boxed_warning|indications_and_usage|contraindications|warnings(_and_cautions)?|adverse_reactions|dosage_and_administration|drug_interactions|(in)?active_ingredient|purpose|package_label_principal_display_panel)$/;

const isLabel = (value: unknown): boolean =>
  isRecord(value) &&
  (Object.keys(value).some((key) => TELLTALE.test(key)) ||
    (isRecord(value.openfda) && Object.keys(value).every((key) => BOOKKEEPING.test(key))));

/** The order of a label: what it is for, how it is taken, then what may harm, then all else. */
const ORDER = [
  'purpose active_ingredient indications_and_usage dosage_and_administration dosage_forms_and_strengths',
  'contraindications warnings_and_cautions warnings do_not_use ask_doctor ask_doctor_or_pharmacist when_using stop_use precautions general_precautions',
  'adverse_reactions drug_interactions use_in_specific_populations pregnancy_or_breast_feeding pregnancy keep_out_of_reach_of_children drug_abuse_and_dependence overdosage',
  'inactive_ingredient description clinical_pharmacology nonclinical_toxicology clinical_studies references how_supplied storage_and_handling',
  'information_for_patients spl_patient_package_insert spl_medguide questions recent_major_changes',
]
  .join(' ')
  .split(' ');
const LAST = [
  'spl_unclassified_section',
  'package_label_principal_display_panel',
  'spl_product_data_elements',
  'spl_indexing_data_elements',
];

const rank = (key: string): number => {
  const index = ORDER.indexOf(key);
  return index >= 0 ? index : ORDER.length + LAST.indexOf(key) + 1;
};

/**
 * A name out of the run of brand, generic name and ingredients. The active ingredients stand in it twice over
 * ("OCTINOXATE OCTINOXATE"): what is before the first of them is the brand.
 */
const nameIn = (elements: string): string | undefined => {
  const twice = /(?<=^|\s)(\S.{2,60}?)\s+\1(?=\s|$)/i.exec(elements)?.[1];
  const start = twice === undefined ? -1 : elements.toLowerCase().indexOf(twice.toLowerCase());
  const name = start > 0 ? elements.slice(0, start) : (twice ?? elements.split(' ').slice(0, 6).join(' '));
  return name.split(',')[0]?.trim() || undefined;
};

const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Several values: each of them told. */
const each = (texts: readonly string[]): Fact<Value> | undefined =>
  texts.length > 1 ? texts.map((value) => ({ value: plain(value) })) : texts[0] && plain(texts[0]);

const joined = (texts: readonly string[], show: (text: string) => string = String) =>
  texts.map((text) => plain(show(text))).join('; ') || undefined;

/** openFDA's names of identifiers, by the viewer's. */
const SCHEMES: [field: string, scheme: string][] = [
  ['application_number', 'Application'],
  ['product_ndc', 'NDC'],
  ['package_ndc', 'Package NDC'],
  ['original_packager_product_ndc', 'Original NDC'],
  ['unii', 'UNII'],
  ['rxcui', 'RxCUI'],
  ['nui', 'NUI'],
  ['upc', 'UPC'],
  ['spl_set_id', 'Set id'],
  ['spl_id', 'SPL id'],
];

/** Fields of the `openfda` block that have a place of their own in a drug, and those that have a row of their own. */
const ROWS: [field: string, label: string, show?: (text: string) => string][] = [
  ['substance_name', 'Substance'],
  ['product_type', 'Product type', (text) => quieter(text).replace(/\botc\b/i, 'OTC')],
  ['pharm_class_pe', 'Physiologic effect'],
  ['pharm_class_cs', 'Chemical structure'],
  ['rxstring', 'RxNorm name'],
  ['rxtty', 'RxNorm term type'],
  ['is_original_packager', 'Original packager', (text) => ({ true: 'Yes', false: 'No' })[text] ?? text],
];
const OWN_PLACE = [
  'brand_name',
  'generic_name',
  'manufacturer_name',
  'route',
  'pharm_class_epc',
  'pharm_class_moa',
  'dosage_form',
];

const toDrug = (label: Place): Whole => {
  const { value, problems } = label;
  const record = isRecord(value) ? value : {};
  const openfda = label.at('openfda');
  const of = (field: string) => textsOf(openfda.at(field));
  const elements = textsOf(label.at('spl_product_data_elements'))[0]?.slice(0, 10_000);
  const [brand, ...brands] = of('brand_name');
  const generic = of('generic_name');
  const names = [brand, ...brands, ...generic, ...of('substance_name')].flatMap((name) => name ?? []);
  // openFDA joins its names to a label by identifiers; where none of them occurs in the label they are another product's.
  const ownName = elements && nameIn(elements);
  const isMixedUp = elements && names.length > 0 && !names.some((name) => letters(elements).includes(letters(name)));
  const title = (isMixedUp ? ownName : names[0]) ?? ownName ?? 'A drug whose record has no name';
  const setId = label.at('set_id').text ?? of('spl_set_id')[0];
  const version = label.at('version').text;
  const printedDate = label.at('effective_time').text;
  const asOf = dateOf(printedDate);
  const maker = joined(of('manufacturer_name'));
  const url = setId && `https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=${encodePart(setId)}`;

  const identifiers: Identifier[] = SCHEMES.flatMap(([field, scheme]) =>
    of(field).map((id) => ({ scheme, value: id })),
  );
  const add = (scheme: string, id: string | undefined) => {
    if (id && !identifiers.some((one) => one.value === id)) identifiers.push({ scheme, value: id });
  };
  add('Set id', setId);
  add('SPL id', label.at('id').text);

  const rows: InfoboxRow[] = [];
  const row = (group: string, name: string, shown: string | undefined) => {
    if (shown) rows.push({ group, label: plain(name), value: shown });
  };
  if (isMixedUp)
    row(
      'Overview',
      'Name in doubt',
      plain(
        `openFDA calls this label “${names[0]}”, which does not occur in the label’s own product data (“${ownName}”). One of the two is another product’s.`,
      ),
    );
  for (const [field, name, show] of ROWS) row('Overview', name, joined(of(field), show));
  const known = new Set([...OWN_PLACE, ...SCHEMES.map(([field]) => field), ...ROWS.map(([field]) => field)]);
  for (const field of Object.keys(isRecord(record.openfda) ? record.openfda : {}))
    if (!known.has(field)) row('Overview', titleOf(field), joined(of(field)));
  row('Label', 'Effective', asOf ? undefined : printedDate && plain(printedDate));
  row('Label', 'Version', version && plain(version));

  const keys = Object.keys(record)
    .filter((key) => !BOOKKEEPING.test(key))
    .map((key) => (key.endsWith('_table') ? key.slice(0, -'_table'.length) : key));
  const fields = [...new Set(keys)]
    .sort((a, b) => rank(a) - rank(b))
    .map((key) => ({ key, texts: textsOf(label.at(key)), tables: textsOf(label.at(`${key}_table`)) }))
    .filter(({ texts, tables }) => texts.length + tables.length > 0);
  const boxed = fields.find(({ key }) => key === 'boxed_warning');
  const isOtc = !of('product_type').some((type) => /PRESCRIPTION/i.test(type));
  const notes = isOtc && boxed ? boxed.texts.filter(isPackagingNote) : [];
  const dangers = boxed?.texts.filter((text) => !notes.includes(text)) ?? [];
  const warnings = boxed && dangers.length + boxed.tables.length > 0 ? boxedWarnings({ ...boxed, texts: dangers }) : [];
  const sections = merged(labelSections(fields.filter((field) => field !== boxed)));
  const safety: SafetyProfile = {
    ...(warnings.length > 0 && {
      boxedWarning: warnings.map((warning) => ({ ...warning, refs: ['label'], ...(asOf && { asOf }) })),
    }),
    labelSections: [
      ...sections.filter((one) => one.isSafety).map(({ section }) => section),
      ...(notes.length > 0
        ? [
            {
              id: 'packaging-note',
              title: 'Packaging note',
              text: [
                'Printed in a box, as a boxed warning is; it is about the package, not about the drug.',
                ...notes.map(plain),
              ].join('\n\n'),
            },
          ]
        : []),
    ],
  };

  const artifact: Drug = {
    schemaVersion: 1,
    kind: 'drug',
    id: setId && /^[\w-]+$/.test(setId) ? `label-${setId}` : 'label',
    title,
    ...definedOnly({
      url,
      asOf,
      version,
      brandName: each([brand, ...brands].flatMap((name) => name ?? [])),
      genericName: each(generic),
      drugClass: joined(of('pharm_class_epc')),
      mechanismOfAction: joined(of('pharm_class_moa')),
      administrationRoute: joined(of('route'), quieter),
      dosageForm: joined(of('dosage_form'), quieter),
      manufacturer: maker,
    }),
    identifiers,
    rows,
    labelSections: sections.filter((one) => !one.isSafety).map(({ section }) => section),
    safety,
    references: {
      label: {
        type: 'document',
        title: `${title}: drug label`,
        ...definedOnly({
          publisher: of('manufacturer_name')[0],
          URL: url,
          issued: asOf && { 'date-parts': [asOf.split('-').map(Number)] },
        }),
        note: ['openFDA drug label', version && `version ${version}`].filter(Boolean).join(', '),
      },
    },
    provenance: { wasDerivedFrom: [{ label: 'openFDA drug label', ...definedOnly({ href: url, date: asOf }) }] },
  };
  return { artifact, problems };
};

/**
 * Sections with the same text (a table of "active ingredients and purposes" is under both) as one, and those of one name
 * (the panels of a package) as parts of one. A section about safety is merged with its like only: it must not go under another name.
 */
const merged = (sections: readonly TopSection[]): TopSection[] => {
  const seen = new Map<string, LabelSection>();
  const byTitle = new Map<string, LabelSection>();
  return sections.filter(({ key, isSafety, section }) => {
    const { text, title, sections: inner } = section;
    const same = text && !inner ? `${isSafety} ${text}` : undefined;
    const first = same === undefined ? undefined : seen.get(same);
    if (first) {
      if (first.title !== title) first.title = [first.title, title].filter(Boolean).join(' · ');
      return false;
    }
    if (same !== undefined) seen.set(same, section);
    const name = `${isSafety} ${key} ${title}`;
    const namesake = title && byTitle.get(name);
    if (namesake) (namesake.sections ??= []).push({ ...section, title: undefined });
    else byTitle.set(name, section);
    return !namesake;
  });
};

/** Without the fields that are not there. */
const definedOnly = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined | ''> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as {
    [K in keyof T]: Exclude<T[K], undefined | ''>;
  };

/** openFDA's drug labels, in an answer or by themselves: https://open.fda.gov/apis/drug/label/ */
export const openfdaLabel: Format = {
  name: 'an openFDA drug label (an object with “openfda” or “set_id”, or an answer with “results”)',
  matches: (data) => resultsOf(data).some(({ value }) => isLabel(value)),
  convert: (data) => convertResults(data, isLabel, toDrug),
};

import { encodePart } from '../identifiers.js';
import { isRecord } from '../schema/common.js';
import type { Drug, LabelSection, SafetyProfile } from '../schema/index.js';
import { isPackagingNote } from './label-safety.js';
import { boxedWarnings, labelSections, type TopSection } from './label-sections.js';
import { notApproved } from './marketing.js';
import { dateOf, idOf, openfdaFormat, textsOf } from './openfda.js';
import { Product } from './openfda-product.js';
import { plain } from './plain.js';
import { defined, marks, Place, type ConvertedRecord } from './record.js';

/** Fields that identify a label and are not part of its text: https://open.fda.gov/apis/drug/label/searchable-fields/ */
const BOOKKEEPING = /^(openfda|set_id|id|version|effective_time|@.*)$/;
/** Common label sections. One name alone is not specific to labels. */
const SECTION =
  /^(boxed_warning|indications_and_usage|contraindications|warnings(_and_cautions)?|adverse_reactions|dosage_and_administration|drug_interactions|(in)?active_ingredient|purpose)$/;
/** Spellings of the boxed warning field. */
const BOXED = /^(black_?)?box(ed)?_?warnings?$/i;
/** Words that mention a boxed warning. */
const MENTION = /black[- ]?box|box(ed)? warning/i;
/** Product names and index data, which are not text of the label. */
const DATA = /^spl_(product|indexing)_data_elements$/;

const isLabel = (value: unknown): boolean =>
  isRecord(value) &&
  marks(
    value,
    'set_id effective_time spl_product_data_elements spl_unclassified_section package_label_principal_display_panel',
  ) +
    Number(isRecord(value.openfda)) +
    Number(Object.entries(value).some(([key, text]) => SECTION.test(key) && Array.isArray(text))) >
    1;

/** The order of sections: indications, dosage, safety, then the rest. */
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
 * The brand name from a string of brand, generic name and ingredients. Active ingredients occur twice in it ("OCTINOXATE
 * OCTINOXATE"); the text before the first is the brand.
 */
const nameIn = (elements: string): string | undefined => {
  const twice = /(?<=^|\s)(\S.{2,60}?)\s+\1(?=\s|$)/i.exec(elements)?.[1];
  const start = twice === undefined ? -1 : elements.toLowerCase().indexOf(twice.toLowerCase());
  const name = start > 0 ? elements.slice(0, start) : (twice ?? elements.split(' ').slice(0, 6).join(' '));
  return name.split(',')[0]?.trim() || undefined;
};

/** The letters and digits of a text. */
const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * Why openFDA's block may belong to another product: it is joined to the label by identifiers, and the join is wrong if
 * the label's own list of contents has none of its names or substances. Undefined if there is no doubt.
 */
const doubt = (product: Product, elements: string | undefined, setId: string | undefined): string | undefined => {
  const occursIn = (names: readonly string[], text: string) =>
    names.some((name) => letters(text).includes(letters(name)));
  const wrong = (names: readonly string[]) => elements && names.length > 0 && !occursIn(names, elements);
  const substances = product.of('substance_name');
  const sets = product.of('spl_set_id');
  return wrong(product.names)
    ? `openFDA calls this label “${product.names[0]}”, which does not occur in the label’s own product data (“${nameIn(elements ?? '')}”).`
    : wrong(substances)
      ? `openFDA gives this label the substance “${substances[0]}”, which does not occur in the label’s own product data.`
      : setId && sets.length > 0 && !sets.includes(setId)
        ? `openFDA’s product data belong to the label ${sets[0]}, but this is the label ${setId}.`
        : undefined;
};

/** Every text in a field, at any depth: a warning in an unexpected structure is still a warning. */
const textsIn = (value: unknown, depth = 0): string[] =>
  typeof value === 'object' && value && depth < 9
    ? Object.values(value).flatMap((inner) => textsIn(inner, depth + 1))
    : typeof value === 'boolean'
      ? []
      : textsOf(new Place(value));

const toDrug = (label: Place): ConvertedRecord => {
  const { value, problems } = label;
  const record = isRecord(value) ? value : {};
  const elements = textsOf(label.at('spl_product_data_elements'))[0]?.slice(0, 10_000);
  const ownSet = label.at('set_id').text;
  const given = new Product(label.at('openfda'));
  const inDoubt = doubt(given, elements, ownSet);
  const product = inDoubt ? new Product(new Place(undefined)) : given;
  const title = product.names[0] ?? (elements && nameIn(elements)) ?? 'Unnamed drug';
  const setId = ownSet ?? product.of('spl_set_id')[0];
  const version = label.at('version').text;
  const printedDate = label.at('effective_time').text;
  const asOf = dateOf(printedDate);
  const url = setId && `https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=${encodePart(setId)}`;

  const { identifiers, rows } = product;
  const add = (scheme: string, id: string | undefined) => {
    if (id && !identifiers.some((one) => one.value === id)) identifiers.push({ scheme, value: id });
  };
  add('Set id', setId);
  add('SPL id', label.at('id').text);
  if (printedDate && !asOf) rows.push({ group: 'Label', label: 'Effective', value: plain(printedDate) });
  if (version) rows.push({ group: 'Label', label: 'Version', value: plain(version) });

  const keys = Object.keys(record)
    .filter((key) => !BOOKKEEPING.test(key))
    .map((key) => (key.endsWith('_table') ? key.slice(0, -'_table'.length) : key));
  const fields = [...new Set(keys)]
    .sort((a, b) => rank(a) - rank(b))
    .map((key) => ({ key, texts: textsIn(record[key]), tables: textsIn(record[`${key}_table`]) }))
    .filter(({ texts, tables }) => texts.length + tables.length > 0);
  const isPrescription = product.of('product_type').some((type) => /PRESCRIPTION/i.test(type));
  const notes = fields
    .filter(({ key }) => BOXED.test(key) && !isPrescription && !inDoubt)
    .flatMap(({ texts }) => texts.filter(isPackagingNote));
  const warnings = fields
    .filter(({ key }) => BOXED.test(key))
    .map((field) => ({ ...field, texts: field.texts.filter((text) => !notes.includes(text)) }))
    .filter(({ texts, tables }) => texts.length + tables.length > 0)
    .flatMap(boxedWarnings);
  // A record without the field may still mention a boxed warning, and an empty field does not mean that there is none.
  const mentions =
    warnings.length > 0
      ? []
      : [
          ...keys.filter((key) => BOXED.test(key) && label.at(key).isThere && !fields.some((one) => one.key === key)),
          ...fields.flatMap(({ key, texts, tables }) =>
            BOXED.test(key)
              ? []
              : [...texts, ...tables].flatMap((text) => text.match(/[^.]*/g)?.find((part) => MENTION.test(part)) ?? []),
          ),
        ];
  const sections = merged(labelSections(fields.filter(({ key }) => !BOXED.test(key))));
  const hasNoText = keys.every((key) => DATA.test(key));
  const safety: SafetyProfile = {
    ...(warnings.length > 0 && {
      boxedWarning: warnings.map((warning) => ({
        ...warning,
        refs: ['label'],
        ...(asOf && { asOf }),
        regulator: 'FDA',
      })),
    }),
    ...(mentions.length > 0 && {
      boxedWarningMentions: mentions.map((text) => ({ text: plain(text.trim()), refs: ['label'] })),
    }),
    ...(!hasNoText && {
      labelSections: [
        ...sections.filter((one) => one.isSafety).map(({ section }) => section),
        ...(notes.length > 0
          ? [
              {
                id: 'packaging-note',
                title: 'Packaging note',
                text: [
                  'Printed in a box like a boxed warning, but about the package, not the drug.',
                  ...notes.map(plain),
                ].join('\n\n'),
              },
            ]
          : []),
      ],
    }),
  };
  const [number] = product.of('application_number');
  const approval =
    notApproved({
      number,
      isHomeopathic:
        !number &&
        !isPrescription &&
        fields.some(({ key, texts }) => !DATA.test(key) && texts.some((text) => /\bhomeopath|\bHPUS\b/i.test(text))),
    }) ??
    (number || hasNoText
      ? undefined
      : { regulator: 'FDA', status: 'Approval not known: no application number in this record' });

  const artifact: Drug = {
    schemaVersion: 1,
    kind: 'drug',
    id: idOf('label', setId),
    title,
    ...defined({ url, asOf, version }),
    ...product.fields,
    ...(approval && { approvals: [approval] }),
    identifiers,
    rows,
    label: { regulator: 'FDA', ...(asOf && { effectiveDate: asOf }), ...(hasNoText && { hasNoText }) },
    labelSections: [
      ...sections.filter((one) => !one.isSafety).map(({ section }) => section),
      ...(inDoubt
        ? [
            {
              id: 'in-doubt',
              title: 'Doubtful: openFDA’s product data',
              text: `${plain(`${inDoubt} One of the two belongs to another product, so none of the following is recorded as a fact about this drug.`)}\n\n${given.lines}`,
            },
          ]
        : []),
    ],
    safety,
    references: {
      label: {
        type: 'document',
        title: `${title}: drug label`,
        ...defined({
          publisher: product.of('manufacturer_name')[0],
          URL: url,
          issued: asOf ? { 'date-parts': [asOf.split('-').map(Number)] } : undefined,
        }),
        note: ['openFDA drug label', version && `version ${version}`].filter(Boolean).join(', '),
      },
    },
    provenance: { wasDerivedFrom: [{ label: 'openFDA drug label', ...defined({ href: url, date: asOf }) }] },
  };
  return { artifact, problems };
};

/**
 * Merges sections with the same text (a table of "active ingredients and purposes" is under both), and makes sections with
 * the same name (the panels of a package) parts of one. Safety sections are merged only with each other: they must not go under another name.
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

/** The format of openFDA's drug labels, in a response or alone: https://open.fda.gov/apis/drug/label/ */
export const openfdaLabel = openfdaFormat(
  'an openFDA drug label (an object with “openfda” or “set_id”, or a response with “results”)',
  'a drug label',
  isLabel,
  toDrug,
);

import { withZeros } from '../../../artifact/numeric.js';
import { encodePart } from '../../../artifact/identifiers.js';
import { isSafety } from '../../../artifact/formats/label-safety.js';
import { quieter } from '../../../artifact/formats/label-text.js';
import { notApproved } from '../../../artifact/formats/marketing.js';
import { dateOf } from '../../../artifact/formats/openfda.js';
import { plain } from '../../../artifact/formats/plain.js';
import { splTable, type XmlElement } from '../../../artifact/formats/spl-table.js';
import type { BoxedWarning, Drug, Identifier, LabelSection } from '../../../artifact/schema/index.js';
import { Refusal } from '../../command.js';
import type { Source } from '../../source.js';
import { slugOf } from '../page/markdown.js';
import type { Reader } from './reader.js';
import { childOf, childrenOf, elementsIn, outermostIn, parseXml, textOf } from './xml.js';

/** LOINC codes of the sections that the viewer treats specially: https://www.fda.gov/industry/structured-product-labeling-resources/section-headings-loinc */
const SECTIONS: Record<string, string> = {
  '34066-1': 'boxed_warning',
  '34067-9': 'indications_and_usage',
  '34068-7': 'dosage_and_administration',
  '34070-3': 'contraindications',
  '34071-1': 'warnings',
  '34072-9': 'general_precautions',
  '34073-7': 'drug_interactions',
  '34077-8': 'teratogenic_effects',
  '34079-4': 'labor_and_delivery',
  '34080-2': 'nursing_mothers',
  '34081-0': 'pediatric_use',
  '34082-8': 'geriatric_use',
  '34084-4': 'adverse_reactions',
  '34088-5': 'overdosage',
  '42227-9': 'drug_abuse_and_dependence',
  '42228-7': 'pregnancy',
  '42232-9': 'precautions',
  '43678-2': 'dosage_forms_and_strengths',
  '43684-0': 'use_in_specific_populations',
  '43685-7': 'warnings_and_cautions',
  '50565-1': 'keep_out_of_reach_of_children',
  '50566-9': 'stop_use',
  '50567-7': 'when_using',
  '50568-5': 'ask_doctor_or_pharmacist',
  '50569-3': 'ask_doctor',
  '50570-1': 'do_not_use',
  '53414-9': 'pregnancy_or_breast_feeding',
  '54433-8': 'user_safety_warnings',
  '55105-1': 'purpose',
  '55106-9': 'active_ingredient',
  '60561-8': 'other_safety_information',
};

const words = (element: XmlElement | undefined): string => (element ? textOf(element).replace(/\s+/g, ' ').trim() : '');

/** Inline text as Markdown. Superscripts are kept: 10¹⁴ must not become 1014. */
const inline = (element: XmlElement): string =>
  element.children
    .map((child): string => {
      if (typeof child === 'string')
        return `${/^\s/.test(child) ? ' ' : ''}${plain(child.trim())}${/\s$/.test(child) ? ' ' : ''}`;
      const inner = inline(child);
      switch (child.name) {
        case 'sup':
        case 'sub':
          return `<${child.name}>${inner}</${child.name}>`;
        case 'br':
          return ' ';
        case 'footnote':
          return ` (${inner})`;
        // Spaces keep figures in adjacent paragraphs or cells from becoming one number.
        case 'paragraph':
        case 'list':
        case 'item':
        case 'caption':
        case 'table':
        case 'tr':
        case 'th':
        case 'td':
          return ` ${inner} `;
        default:
          return inner;
      }
    })
    .join('');

const oneLine = (element: XmlElement): string => inline(element).replace(/\s+/g, ' ').trim();

/** A paragraph, escaped so that it does not begin a list or heading. */
const paragraph = (element: XmlElement): string =>
  oneLine(element)
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^[-+=#]/, '\\$&');

const listOf = (list: XmlElement, depth = 0): string =>
  childrenOf(list, 'item')
    .map((item, index) => {
      const lists = childrenOf(item, 'list');
      const inner = lists.flatMap((one) => [
        ...childrenOf(one, 'caption').map((caption) => `${'   '.repeat(depth + 1)}- ${oneLine(caption)}`),
        listOf(one, depth + 1),
      ]);
      const own = { ...item, children: item.children.filter((child) => !lists.some((one) => one === child)) };
      const mark = list.attributes.listType === 'ordered' ? `${index + 1}.` : '-';
      return [`${'   '.repeat(depth)}${mark} ${oneLine(own)}`, ...inner].join('\n');
    })
    .join('\n');

/** The blocks of a narrative text. Text outside of any block is a block, too. */
const blocksOf = ({ children }: XmlElement): string[] => {
  const blocks: string[] = [];
  let loose: XmlElement = { name: '', attributes: {}, children: [] };
  const flush = () => {
    if (words(loose)) blocks.push(paragraph(loose));
    loose = { ...loose, children: [] };
  };
  for (const child of children) {
    if (typeof child === 'string' || !/^(paragraph|list|table|renderMultiMedia)$/.test(child.name)) {
      loose.children.push(child);
      continue;
    }
    flush();
    if (child.name === 'list') blocks.push(...childrenOf(child, 'caption').map(paragraph), listOf(child));
    else if (child.name === 'table') blocks.push(splTable(child).markdown());
    else if (child.name === 'paragraph') blocks.push(paragraph(child));
  }
  flush();
  return blocks.filter(Boolean);
};

/** A label's sections in three groups: boxed warnings, safety, and the rest. */
interface Sorted {
  boxed: BoxedWarning[];
  safety: LabelSection[];
  rest: LabelSection[];
}

/** Sorts a section and its subsections. A safety section is grouped with the others, wherever the label nests it. */
const sort = (
  element: XmlElement,
  sorted: Sorted,
  ids: Set<string>,
  within?: LabelSection[],
  inSafety = false,
): void => {
  const title = words(childOf(element, 'title'));
  const code = childOf(element, 'code');
  const key = SECTIONS[code?.attributes.code ?? ''];
  const asKey = title.toLowerCase().replace(/[^a-z]+/g, '_');
  const text = childrenOf(element, 'text').flatMap(blocksOf).join('\n\n');
  const inner = childrenOf(element, 'component').flatMap((one) => childrenOf(one, 'section'));
  if (key === 'boxed_warning' || /^(black_?)?box(ed)?_?warning/.test(asKey)) {
    const whole: LabelSection[] = [];
    for (const section of inner) sort(section, sorted, ids, whole, true);
    const flat = (sections: readonly LabelSection[]): string[] =>
      sections.flatMap((one) => [
        one.title ? `**${plain(one.title)}**` : '',
        one.text ?? '',
        ...flat(one.sections ?? []),
      ]);
    sorted.boxed.push({
      ...(title && !/^boxed warning$/i.test(title) && { title }),
      text: [text, ...flat(whole)].filter(Boolean).join('\n\n'),
    });
    return;
  }
  const isAboutSafety = isSafety(key ?? asKey) || isSafety('spl_unclassified_section', title || text);
  const base = (key ?? slugOf(title)).replaceAll('_', '-') || 'section';
  let id = base;
  for (let number = 2; ids.has(id); number++) id = `${base}-${number}`;
  ids.add(id);
  const sections: LabelSection[] = [];
  const section: LabelSection = { id, ...(title && { title }), ...(text && { text }) };
  const target = isAboutSafety && !inSafety ? sorted.safety : (within ?? sorted.rest);
  const place = target.length;
  for (const one of inner) sort(one, sorted, ids, sections, isAboutSafety || inSafety);
  if (sections.length > 0) section.sections = sections;
  if (text || sections.length > 0) target.splice(place, 0, section);
};

/** The product data in the label. */
const productOf = (all: readonly XmlElement[]) => {
  const product = all.find((one) => one.name === 'manufacturedProduct' && childOf(one, 'name'));
  const attribute = (element: XmlElement | undefined, name = 'displayName') => element?.attributes[name];
  const outer = product && all.find((one) => one.children.includes(product));
  const within = (name: string) => outer && elementsIn(outer).find((one) => one.name === name);
  const approval = within('approval');
  const ingredients = childrenOf(product, 'ingredient').filter((one) =>
    /^ACTI/.test(attribute(one, 'classCode') ?? ''),
  );
  // SPL writes the unit of counted items as “1”, and the denominator of a strength as `1 mL`; both ones are omitted.
  const amount = (element: XmlElement | undefined, isIn = false) => {
    const [value, unit] = [withZeros(attribute(element, 'value') ?? ''), attribute(element, 'unit')];
    return [isIn && value === '1' ? undefined : value, unit === '1' ? undefined : unit].filter(Boolean).join(' ');
  };
  return {
    name: words(childOf(product, 'name')),
    generic: words(childOf(product, 'asEntityWithGeneric', 'genericMedicine', 'name')),
    form: attribute(childOf(product, 'formCode')),
    route: attribute(within('routeCode')),
    ndc: attribute(childOf(product, 'code'), 'code'),
    number: attribute(childOf(approval, 'id'), 'extension'),
    category: attribute(childOf(approval, 'code')),
    ingredients: ingredients.map((one) =>
      [
        words(childOf(one, 'ingredientSubstance', 'name')),
        [amount(childOf(one, 'quantity', 'numerator')), amount(childOf(one, 'quantity', 'denominator'), true)]
          .filter(Boolean)
          .join(' per '),
      ]
        .filter(Boolean)
        .join(' '),
    ),
    uniis: ingredients.flatMap((one) => attribute(childOf(one, 'ingredientSubstance', 'code'), 'code') ?? []),
    products: new Set(all.flatMap((one) => (one.name === 'manufacturedProduct' && words(childOf(one, 'name'))) || [])),
  };
};

const rootOf = ({ file, text }: Source): XmlElement => {
  try {
    return parseXml(text);
  } catch (error) {
    const [why = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw new Refusal(`${file} is an SPL label, but its XML is invalid (${why}). Download it again.`);
  }
};

/** Reads a label in Structured Product Labeling (HL7 v3 XML), as downloaded from DailyMed. */
export const readSpl: Reader = (source, _told, findings) => {
  const root = rootOf(source);
  const all = elementsIn(root);
  const sorted: Sorted = { boxed: [], safety: [], rest: [] };
  const ids = new Set<string>();
  for (const section of outermostIn(root, 'section')) sort(section, sorted, ids);
  const kind = childOf(root, 'code')?.attributes.displayName ?? 'document type not stated';
  if (sorted.boxed.length + sorted.safety.length + sorted.rest.length === 0)
    throw new Refusal(
      `${source.file} is an SPL document without label text (${quieter(kind)}). Import the drug’s label instead.`,
    );
  // A warning may consist of an image only.
  const unread = sorted.boxed.filter(({ text }) => !text);
  for (const { title } of unread)
    findings.add(
      source,
      'warning',
      Math.max(0, source.text.indexOf('34066-1')),
      title ?? 'Boxed warning',
      'The label has a boxed warning without text (it may be an image). It was not imported; read the label.',
    );
  const boxed = sorted.boxed.filter(({ text }) => text);
  const product = productOf(all);
  const setId = childOf(root, 'setId')?.attributes.root;
  const version = childOf(root, 'versionNumber')?.attributes.value;
  const asOf = dateOf(childOf(root, 'effectiveTime')?.attributes.value?.slice(0, 8));
  const maker = words(childOf(root, 'author', 'assignedEntity', 'representedOrganization', 'name'));
  const title = product.name || words(childOf(root, 'title')).slice(0, 200) || 'Unnamed drug';
  const url = setId && `https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=${encodePart(setId)}`;
  if (product.products.size > 1)
    findings.add(
      source,
      'left out',
      0,
      [...product.products].join(', '),
      'The label covers several products. Form, route, ingredients and numbers are from the first; the text covers all of them.',
    );
  if (all.some(({ name }) => name === 'highlight'))
    findings.add(
      source,
      'left out',
      0,
      'Highlights',
      'The highlights summarize the label’s sections, which were imported in full.',
    );
  const text = words(root);
  const approval = notApproved({
    category: product.category,
    number: product.number,
    isHomeopathic: !product.number && /\bhomeopath|\bHPUS\b/i.test(text),
  });
  const identifiers: Identifier[] = [
    ['Application', product.number],
    ['NDC', product.ndc],
    ...product.uniis.map((unii) => ['UNII', unii]),
    ['Set id', setId],
  ].flatMap(([scheme, value]) => (scheme && value ? [{ scheme, value }] : []));
  const drug: Drug = {
    schemaVersion: 1,
    kind: 'drug',
    id: setId && /^[\w-]+$/.test(setId) ? `label-${setId}` : `label-${slugOf(title) || 'spl'}`,
    title,
    ...(url && { url }),
    ...(asOf && { asOf }),
    ...(version && { version }),
    ...(product.name && { brandName: plain(product.name) }),
    ...(product.generic && { genericName: plain(product.generic) }),
    ...(product.form && { dosageForm: plain(quieter(product.form)) }),
    ...(product.route && { administrationRoute: plain(quieter(product.route)) }),
    ...(maker && { manufacturer: plain(maker) }),
    ...(approval && { approvals: [approval] }),
    ...(identifiers.length > 0 && { identifiers }),
    rows: [
      { group: 'Label', label: 'Type', value: plain(quieter(kind)) },
      ...(product.category ? [{ group: 'Label', label: 'Marketing category', value: plain(product.category) }] : []),
      ...(product.ingredients.length > 0
        ? [{ group: 'Overview', label: 'Active ingredients', value: plain(product.ingredients.join('; ')) }]
        : []),
    ],
    label: { regulator: 'FDA', ...(asOf && { effectiveDate: asOf }) },
    labelSections: sorted.rest,
    safety: {
      ...(unread.length > 0 && {
        boxedWarningMentions: unread.map(({ title }) => ({ text: plain(title ?? 'A boxed warning without text') })),
      }),
      ...(boxed.length > 0 && {
        boxedWarning: boxed.map((one) => ({ ...one, regulator: 'FDA', ...(asOf && { asOf }) })),
      }),
      labelSections: sorted.safety,
    },
    provenance: {
      wasDerivedFrom: [{ label: 'SPL label (DailyMed)', ...(url && { href: url }), ...(asOf && { date: asOf }) }],
      wasGeneratedBy: [{ label: 'Import by artifact-viewer' }],
    },
  };
  return { artifacts: [drug] };
};

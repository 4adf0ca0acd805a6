import type { Drug, Fact, Identifier, InfoboxRow, Value } from '../schema/index.js';
import { isRecord } from '../schema/common.js';
import { titleOf } from './label-sections.js';
import { quieter } from './label-text.js';
import { textsOf } from './openfda.js';
import { plain } from './plain.js';
import { defined, type Place } from './record.js';

/** A fact with each of the values. */
export const each = (texts: readonly string[]): Fact<Value> | undefined =>
  texts.length > 1 ? texts.map((value) => ({ value: plain(value) })) : texts[0] && plain(texts[0]);

export const joined = (texts: readonly string[], show: (text: string) => string = String) =>
  texts.map((text) => plain(show(text))).join('; ') || undefined;

/** openFDA's identifier fields with their schemes in the viewer. */
const SCHEMES: readonly [field: string, scheme: string][] = [
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

/** Fields of the `openfda` block that have a field in a drug, and those with a row of their own. */
const ROWS: readonly [field: string, label: string, show?: (text: string) => string][] = [
  ['substance_name', 'Substance'],
  ['product_type', 'Product type', (text) => typeInWords(text)],
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

/** A product type in words: `HUMAN OTC DRUG` → "Human OTC drug". */
export const typeInWords = (text: string): string => quieter(text).replace(/\botc\b/i, 'OTC');

/** The `openfda` block of a record: product data that openFDA adds from its other datasets. */
export class Product {
  constructor(readonly place: Place) {}

  /** The texts of a field. */
  of(field: string): string[] {
    return textsOf(this.place.at(field));
  }

  /** All names of the product and its substances in the block. */
  get names(): string[] {
    return ['brand_name', 'generic_name', 'substance_name'].flatMap((field) => this.of(field));
  }

  get identifiers(): Identifier[] {
    return SCHEMES.flatMap(([field, scheme]) => this.of(field).map((value) => ({ scheme, value })));
  }

  /** The fields of a drug in the block. */
  get fields(): Partial<Drug> {
    return defined({
      brandName: each(this.of('brand_name')),
      genericName: each(this.of('generic_name')),
      drugClass: joined(this.of('pharm_class_epc')),
      mechanismOfAction: joined(this.of('pharm_class_moa')),
      administrationRoute: joined(this.of('route'), quieter),
      dosageForm: joined(this.of('dosage_form'), quieter),
      manufacturer: joined(this.of('manufacturer_name')),
    });
  }

  /** The other fields as rows; unknown fields under their own names. */
  get rows(): InfoboxRow[] {
    const own = new Set([...OWN_PLACE, ...SCHEMES.map(([field]) => field), ...ROWS.map(([field]) => field)]);
    const { value } = this.place;
    const others = Object.keys(isRecord(value) ? value : {})
      .filter((field) => !own.has(field))
      .map((field): (typeof ROWS)[number] => [field, titleOf(field)]);
    return [...ROWS, ...others].flatMap(([field, label, show]) => {
      const shown = joined(this.of(field), show);
      return shown ? [{ group: 'Overview', label: plain(label), value: shown }] : [];
    });
  }

  /** Each field as a line of Markdown, for a block that is shown but not trusted. */
  get lines(): string {
    const { value } = this.place;
    return Object.keys(isRecord(value) ? value : {})
      .map((field) => `- ${plain(titleOf(field))}: ${joined(this.of(field)) ?? ''}`)
      .join('\n');
  }
}

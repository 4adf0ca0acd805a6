import { basename, extname } from 'node:path';
import type { Article, Artifact, Drug, MetadataEntries, Reference, References, Safety, Trial } from '../types.js';
import { isRecord } from '../../../artifact/schema/common.js';
import type { Source } from '../../source.js';
import type { Findings } from '../finding.js';
import { referencesOfValue } from '../references/csl.js';
import { isBoxedField } from './boxed.js';
import { checkText, type Cleaned } from './checks.js';
import { type Chrome, chromeOf } from './chrome.js';
import { cruftEdits } from './cruft.js';
import { drugOf, type DrugPage, namesOf, type Stamp } from './drug.js';
import { flatEdits, isFlat } from './flat.js';
import { frontMatterOf } from './front-matter.js';
import { findInfobox, type Infobox } from './infobox.js';
import { keysIn, parseMarkdown, plainText, slugOf } from './markdown.js';
import { containerEdits } from './markup/containers.js';
import { inlineEdits } from './markup/inline.js';
import { type Damaged, damagedNumbers } from './numbers.js';
import { safetyOf } from './safety.js';
import { allParts, outlineOf, type Part, sectionsOf, takeBeside } from './sections.js';
import { trialsOf } from './trials.js';

/** The artifacts made from a page: the article, and the drug, its safety and its trials if the page describes them. */
export interface ImportedPage {
  article: Article;
  drug?: Drug;
  safety?: Safety;
  trials: Trial[];
  /** The drug's brand name, if the title has one; pages with the same brand are about the same drug. */
  brand?: string;
  /** The page's normalized text, for comparison with other pages. */
  cleaned: Cleaned;
}

/** Information about a page that is not in its file. */
export interface PageContext {
  /** The page's address, if the user specified it. */
  url: string | undefined;
  /** References from files beside the page or specified by the user. */
  references: References;
  /** The names of those files, for the report. */
  referencesFile: string | undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() ? value.trim() : typeof value === 'number' ? String(value) : undefined;

const isId = (value: string | undefined): value is string =>
  value !== undefined && /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/.test(value);

const dateOf = (value: unknown): string | undefined => /^\d{4}(-\d{2}(-\d{2})?)?/.exec(text(value) ?? '')?.[0];

const authorsOf = (value: unknown): { literal: string }[] => {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((one) => {
    const name = text(one) ?? (typeof one === 'object' && one !== null && 'name' in one ? text(one.name) : undefined);
    return name ? [{ literal: name }] : [];
  });
};

const lastSegment = (url: string | undefined): string | undefined => {
  if (!url || !URL.canParse(url)) return undefined;
  return new URL(url).pathname.split('/').filter(Boolean).at(-1);
};

const isText = (value: unknown): boolean => text(value) !== undefined;
const isDate = (value: unknown): boolean => dateOf(value) !== undefined;
const isAuthors = (value: unknown): boolean =>
  (Array.isArray(value) ? value : [value]).every(
    (one: unknown) => isText(one) || (isRecord(one) && isText(one.name) && Object.keys(one).length === 1),
  );

/**
 * Front matter names for the fields of an article; the first with a valid value is used. All others go into the metadata
 * table.
 */
const FIELDS: [names: string[], fits: (value: unknown) => boolean][] = [
  [['title'], isText],
  [['id'], (value) => isId(text(value))],
  [['slug'], (value) => isId(text(value))],
  [['description', 'summary', 'abstract'], isText],
  [['lang', 'language'], isText],
  [['updated', 'last_modified', 'modified', 'lastmod', 'date'], isDate],
  [['url', 'canonical'], isText],
  [['permalink'], isText],
  [['author', 'authors'], isAuthors],
  [['license', 'licence'], isText],
  [['references'], (value) => isRecord(value) || Array.isArray(value)],
  [['bibliography'], (value) => isText(value) || Array.isArray(value)],
  [['version'], isText],
];

/** The first of a field's names whose value is valid. */
const usedOf = (data: Record<string, unknown>, names: readonly string[], fits: (value: unknown) => boolean) =>
  names.find((name) => fits(data[name]));

/** Nested names and values, flattened: `taxonomies.tags`. */
const flattened = (data: Record<string, unknown>, path = ''): [name: string, value: unknown][] =>
  Object.entries(data).flatMap(([name, value]): [string, unknown][] =>
    isRecord(value) ? flattened(value, `${path}${name}.`) : [[`${path}${name}`, value]],
  );

const metadataOf = (data: Record<string, unknown>): MetadataEntries => {
  const used = FIELDS.map(([names, fits]) => usedOf(data, names, fits));
  const rest = Object.entries(data).filter(
    ([name, value]) =>
      value !== undefined &&
      !used.includes(name) &&
      // Empty fields are ignored.
      !(value === null && FIELDS.some(([names]) => names.includes(name))),
  );
  return flattened(Object.fromEntries(rest)).map(([name, value]) => ({
    name,
    value:
      value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null)
          ? isBoxedField(name)
            ? value.map((one) => `- ${String(one)}`).join('\n')
            : value.join(', ')
          : JSON.stringify(value),
  }));
};

/** References that citations name by an identifier: `[@doi:10.1093/…]` says where the work is, but not its title. */
const byIdentifier = (key: string): Reference | undefined => {
  const [, scheme = '', value = ''] = /^(doi|pmid|pmc|pmcid|url|https?):(.+)$/i.exec(key) ?? [];
  const unverified = 'Only the identifier in the citation is known; title and authors were not looked up.';
  const title = key;
  switch (scheme.toLowerCase()) {
    case 'doi':
      return { type: 'document', title, DOI: value, unverified };
    case 'pmid':
      return { type: 'document', title, PMID: value, unverified };
    case 'pmc':
    case 'pmcid':
      return { type: 'document', title, PMCID: value, unverified };
    case 'url':
      return { type: 'webpage', title: value, URL: value, unverified };
    case 'http':
    case 'https':
      return { type: 'webpage', title: key, URL: key, unverified };
    default:
      return undefined;
  }
};

/** The known references that an artifact cites. */
const citedIn = (artifact: Artifact, all: References): References => {
  const keys = new Set(keysIn(JSON.stringify(artifact)));
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null)
      for (const [name, item] of Object.entries(value)) {
        if (name === 'refs' && Array.isArray(item)) item.forEach((key) => keys.add(String(key)));
        else walk(item);
      }
  };
  walk(artifact);
  return Object.fromEntries(
    [...keys].flatMap((key) => (Object.hasOwn(all, key) && all[key] ? [[key, all[key]] as const] : [])),
  );
};

const UNCHECKED = {
  text: 'Imported from a page automatically. The import report lists its guesses, which nobody has confirmed yet.',
};

const isDrugPage = (title: string, parts: readonly Part[], metadata: MetadataEntries): boolean => {
  const kind = metadata.find(({ name }) => /^(entity_type|type|kind|category)$/i.test(name))?.value;
  if (typeof kind === 'string') return /therapeutic|drug|medication|treatment/i.test(kind);
  const telling = [
    /^approval status/i,
    /^specific treatments/i,
    /^indications?/i,
    /^side effects|^adverse/i,
    /^mechanism of action/i,
    /^dos(ing|age)/i,
    /^contraindications/i,
    /boxed warning/i,
  ];
  return (
    /\(.+\)/.test(title) && telling.filter((pattern) => parts.some((part) => pattern.test(part.title))).length >= 3
  );
};

/** Adds cards to sections: the card of a trial to the section about it, the safety list to a section on safety. */
const placeCards = (article: Article, cards: ReadonlyMap<string, string[]>): void => {
  const walk = (sections: Article['sections']): void =>
    sections?.forEach((section) => {
      const ids = cards.get(section.id);
      if (ids) section.artifacts = ids;
      walk(section.sections);
    });
  walk(article.sections);
};

/** Promotes the fields under `extra` (Zola) and `params` (Hugo) to the page's own. */
const promoted = ({ extra, params, ...own }: Record<string, unknown>): Record<string, unknown> => ({
  ...(isRecord(params) ? params : { params }),
  ...(isRecord(extra) ? extra : { extra }),
  ...own,
});

/** A page's text after each step of its preparation, and what was found. */
interface Prepared {
  page: Cleaned;
  data: Record<string, unknown>;
  chrome: Chrome;
  /** Set if the page was plain text, with the title read from it. */
  flat: { title?: string } | undefined;
  references: References;
  damaged: Damaged[];
  box: Infobox | undefined;
  /** The offset at which the front matter ends in the file. */
  matterEnd: number;
}

const prepare = (file: Source, known: References, findings: Findings): Prepared => {
  const matter = frontMatterOf(file, findings);
  const data = promoted(matter.data);
  const chrome = chromeOf(file, findings);
  let source = file.edit([...chrome.edits, ...matter.edits]);
  source = source.edit(containerEdits(source, findings));
  source = source.edit(inlineEdits(source, findings));
  const references: References = { ...referencesOfValue(data.references ?? [], file, findings), ...known };
  const flat = isFlat(source.text) ? flatEdits(source, findings) : undefined;
  if (flat) source = source.edit(flat.edits);
  else {
    const cruft = cruftEdits(source, parseMarkdown(source.text), references, findings);
    source = source.edit(cruft.edits);
    Object.assign(references, cruft.references);
  }
  const numbers = damagedNumbers(source, parseMarkdown(source.text), findings);
  source = source.edit(numbers.edits);
  const cleaned = (of: Source): Cleaned => ({ source: of, text: of.text, tree: parseMarkdown(of.text) });
  const box = findInfobox(cleaned(source));
  if (box) {
    const places = box.rows.map(({ start }) => source.placeOf(start));
    source = source.edit([{ start: box.start, end: box.end, text: '' }]);
    box.rows.forEach((row, index) => (row.place = places[index]));
  }
  return { page: cleaned(source), data, chrome, flat, references, damaged: numbers.found, box, matterEnd: matter.end };
};

/** Imports a wiki page: Markdown with or without front matter, or a page saved as plain text. */
export const importPage = (file: Source, context: PageContext, findings: Findings): ImportedPage => {
  const {
    page,
    data,
    chrome,
    flat,
    references: all,
    damaged,
    box,
    matterEnd,
  } = prepare(file, context.references, findings);
  const { source } = page;
  const given = Object.keys({
    ...context.references,
    ...(isRecord(data.references) || Array.isArray(data.references) ? all : {}),
  });

  const outline = outlineOf(page, text(data.title) ?? flat?.title, findings);
  const beside = takeBeside(outline);
  const title = outline.title ?? basename(source.file, extname(source.file)).replaceAll(/[-_.]+/g, ' ');
  const metadata = [...metadataOf(data), ...chrome.metadata];
  const url = context.url ?? text(data.url) ?? text(data.canonical) ?? chrome.url;
  const merged = metadata
    .map(({ value }) =>
      typeof value === 'string' ? /merged_at['"]?:\s*['"]?(\d{4}-\d{2}-\d{2})/.exec(value)?.[1] : undefined,
    )
    .find(Boolean);
  const asOf =
    ['updated', 'last_modified', 'modified', 'lastmod', 'date'].map((name) => dateOf(data[name])).find(Boolean) ??
    merged;

  // ——— Names ———
  const isDrug = Boolean(box) || isDrugPage(title, allParts(outline.parts), metadata);
  const slug = [text(data.slug), text(metadata.find(({ name }) => name === 'slug')?.value)].find(isId);
  const brand = slugOf(title.replace(/\s*\(.*$/, '')) || slugOf(title) || 'page';
  const fileName = flat ? undefined : slugOf(basename(source.file).replace(/\.(md|markdown|rmd|txt)$/i, ''));
  const own = [text(data.id), lastSegment(url), slug, fileName, isDrug ? brand : slugOf(title)].find(isId) ?? 'page';
  const drugId = slug ?? (isDrug && own !== brand && !lastSegment(url) ? own : brand);
  const id = isDrug && own === drugId ? `wiki-${own}` : own;

  const stamp: Stamp = { key: `page-${id}`, asOf };
  all[stamp.key] = {
    type: 'webpage',
    title,
    ...(url && URL.canParse(url) && { publisher: new URL(url).host, URL: url }),
    ...(asOf && { issued: { 'date-parts': [asOf.split('-').map(Number)] } }),
    ...(!url && {
      unverified: `Imported from the file ${basename(source.file)}, which does not state the page’s address.`,
    }),
  };
  for (const key of keysIn(page.text)) {
    const reference = Object.hasOwn(all, key) ? undefined : byIdentifier(key);
    if (!reference) continue;
    all[key] = reference;
    findings.add(
      source,
      'reading',
      page.text.indexOf(key),
      `[@${key}]`,
      'This work is in no reference file. Its reference contains the identifier only.',
    );
  }

  // ——— Text ———
  const anchors = new Set(allParts(outline.parts).map((part) => part.id));
  checkText(page, { references: all, base: url, anchors }, findings);
  const sections = sectionsOf(outline.parts, page, findings);

  const base = {
    schemaVersion: 1 as const,
    ...(text(data.lang ?? data.language) && { lang: text(data.lang ?? data.language) }),
    ...(url && { url }),
    ...(asOf && { asOf }),
  };
  const provenance = {
    wasDerivedFrom: [
      {
        label: `${title}, ${url && URL.canParse(url) ? new URL(url).host : basename(source.file)}`,
        ...(url && { href: url }),
        ...(asOf && { date: asOf }),
      },
    ],
    wasGeneratedBy: [{ label: 'Import by artifact-viewer' }],
  };
  const confirmed = damaged
    .filter(({ accepted }) => accepted !== undefined)
    .map(({ printed, accepted }) => ({
      text: `The source prints “${printed}”; a person confirmed that it means ${accepted}.`,
      printed,
    }));
  const suspicious = damaged
    .filter(({ accepted }) => accepted === undefined)
    .map(({ printed }) => ({
      text: 'A number in the source looks damaged and is shown as printed. Check the source before using it.',
      printed,
    }));
  const editorNotes = [UNCHECKED, ...suspicious, ...confirmed];

  const summary = ['description', 'summary', 'abstract'].map((name) => text(data[name])).find(Boolean);
  const author = ['author', 'authors'].map((name) => authorsOf(data[name])).find(({ length }) => length > 0) ?? [];
  const article: Article = {
    ...base,
    id,
    kind: 'article',
    title,
    ...(summary !== undefined && { summary }),
    ...(data.version !== undefined && { version: text(data.version) }),
    ...(author.length > 0 && { author }),
    ...(text(data.license ?? data.licence) && {
      license: text(data.license ?? data.licence),
    }),
    ...(outline.body && { body: outline.body }),
    ...(sections.length > 0 && { sections }),
    ...(beside.links.length > 0 && { links: beside.links }),
    ...(beside.relatedHypotheses && { relatedHypotheses: beside.relatedHypotheses }),
    ...(metadata.length > 0 && { metadata }),
    provenance: { ...provenance, ...(chrome.provenance && { note: chrome.provenance }) },
    editorNotes,
  };
  const finish = <T extends Artifact>(artifact: T): T => {
    const references = citedIn(artifact, all);
    return Object.keys(references).length > 0 ? { ...artifact, references } : artifact;
  };
  const uncited = given.filter(
    (key) => !key.startsWith('footnote-') && key !== stamp.key && !keysIn(page.text).includes(key),
  );
  if (uncited.length > 0) {
    const finding = findings.add(
      source,
      'left out',
      0,
      uncited.join(', '),
      `References that the page does not cite${context.referencesFile ? ` (in ${context.referencesFile})` : ''}.`,
    );
    finding.original = uncited.join(', ');
  }
  // ——— Facts ———
  const bare = title.replace(/\s*\(.*$/, '');
  const found = namesOf(title, plainText(page.text));
  const names = [
    ...new Set([found.brand ?? bare, bare, ...found.generics, ...(found.code ? [found.code] : [])]),
  ].filter((name) => name.length > 1);
  const input: DrugPage = { page, file, matterEnd, outline, stamp, findings, metadata, damaged, drugId, names };
  const safety = safetyOf(`safety-${brand}`, `Safety of ${title}`, isDrug ? title : undefined, input);
  const safetyPart = safety && outline.parts.find((part) => /^(safety|side effects|adverse)/i.test(part.title));
  const cards = new Map<string, string[]>();
  if (safetyPart && safety) cards.set(safetyPart.id, [safety.id]);
  if (safety) article.safety = safety.id;
  const finishedSafety = safety && finish({ ...safety, ...base, provenance, editorNotes });
  if (!isDrug) {
    placeCards(article, cards);
    return { article: finish(article), ...(finishedSafety && { safety: finishedSafety }), trials: [], cleaned: page };
  }
  const drug: Drug = { ...drugOf(title, box, input), ...base };
  const told = trialsOf(input);
  const trials = told.map(({ trial }) => ({ ...trial, ...base, provenance, editorNotes: [UNCHECKED] }));
  for (const { trial, partId } of told) if (partId) cards.set(partId, [...(cards.get(partId) ?? []), trial.id]);
  placeCards(article, cards);
  if (trials.length > 0) article.trials = trials.map((trial) => trial.id);

  return {
    article: finish(article),
    drug: finish({
      ...drug,
      ...(trials.length > 0 && {
        identifiers: trials.flatMap(({ nctId }) => (nctId ? [{ scheme: 'NCT', value: nctId, refs: [stamp.key] }] : [])),
        trials: trials.map((trial) => trial.id),
      }),
      ...(safety && { safety: safety.id }),
      ...(beside.links.length > 0 && {
        links: beside.links.filter(({ title: heading }) => !/^see also$/i.test(heading)),
      }),
      provenance,
      editorNotes,
    }),
    ...(finishedSafety && { safety: finishedSafety }),
    ...(found.brand && { brand: found.brand }),
    trials: trials.map(finish),
    cleaned: page,
  };
};

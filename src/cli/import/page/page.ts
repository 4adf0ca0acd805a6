import { basename, extname } from 'node:path';
import type { Article, Artifact, Drug, MetadataEntries, Reference, References, Safety, Trial } from '../types.js';
import { applyEdits, type Edit, type Source } from '../../source.js';
import type { Findings } from '../finding.js';
import { referencesOfValue } from '../references/csl.js';
import { checkText, type Cleaned } from './checks.js';
import { chromeOf } from './chrome.js';
import { cruftEdits } from './cruft.js';
import { drugOf, type DrugPage, type Stamp } from './drug.js';
import { flatEdits, isFlat } from './flat.js';
import { frontMatterOf } from './front-matter.js';
import { findInfobox } from './infobox.js';
import { keysIn, parseMarkdown, slugOf } from './markdown.js';
import { damagedNumbers } from './numbers.js';
import { safetyOf } from './safety.js';
import { allParts, outlineOf, type Part, sectionsOf, takeBeside } from './sections.js';
import { trialsOf } from './trials.js';

/** What a page became. The article is first; the drug, its safety and its trials follow where the page tells them. */
export interface ImportedPage {
  article: Article;
  drug?: Drug;
  safety?: Safety;
  trials: Trial[];
  /** The page's text as it was understood, for comparing it with other pages. */
  cleaned: Cleaned;
}

/** What the page's file does not tell. */
export interface PageContext {
  /** The page's address, where the user gives it. */
  url: string | undefined;
  /** References from files beside the page or given by the user. */
  references: References;
  /** What that file of references is called, for the report. */
  referencesFile: string | undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() ? value.trim() : typeof value === 'number' ? String(value) : undefined;

const isId = (value: string | undefined): value is string =>
  value !== undefined && /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/.test(value);

const dateOf = (value: unknown): string | undefined => /^\d{4}(-\d{2}(-\d{2})?)?/.exec(text(value) ?? '')?.[0];

const namesOf = (value: unknown): { literal: string }[] => {
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

/** Front matter that has a field of its own in an article; the rest is told in the metadata table. */
const KNOWN = [
  'title',
  'id',
  'slug',
  'description',
  'summary',
  'abstract',
  'lang',
  'language',
  'date',
  'updated',
  'last_modified',
  'modified',
  'lastmod',
  'url',
  'permalink',
  'canonical',
  'author',
  'authors',
  'license',
  'licence',
  'references',
  'bibliography',
  'version',
];

const metadataOf = (data: Record<string, unknown>): MetadataEntries =>
  Object.entries(data)
    .filter(([name]) => !KNOWN.includes(name))
    .map(([name, value]) => ({
      name,
      value:
        value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
          ? value
          : Array.isArray(value) && value.every((one) => typeof one !== 'object')
            ? value.join(', ')
            : JSON.stringify(value),
    }));

/** References that citations name by an identifier: `[@doi:10.1093/…]` tells where the work is, if not what it is called. */
const byIdentifier = (key: string): Reference | undefined => {
  const [, scheme = '', value = ''] = /^(doi|pmid|pmc|pmcid|url|https?):(.+)$/i.exec(key) ?? [];
  const unverified = 'Read from the citation’s key: title and authors were not looked up.';
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

/** The references that an artifact cites, out of all that are known. */
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
  text: 'Made from a page by a program. Its guesses are listed in the import’s report, and nobody has confirmed them yet.',
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

/** Puts what belongs beside a part there: the card of the trial that it tells of, the safety list of a safety part. */
const placeCards = (article: Article, cards: ReadonlyMap<string, string[]>): void => {
  const walk = (sections: Article['sections']): void =>
    sections?.forEach((section) => {
      const ids = cards.get(section.id);
      if (ids) section.artifacts = ids;
      walk(section.sections);
    });
  walk(article.sections);
};

/** Reads a wiki page: Markdown with or without front matter, or a page saved as bare text. */
export const importPage = (source: Source, context: PageContext, findings: Findings): ImportedPage => {
  const matter = frontMatterOf(source, findings);
  const chrome = chromeOf(source, findings);
  const edits: Edit[] = [...chrome.edits];
  if (matter.end > 0) edits.push({ start: 0, end: matter.end, text: '' });
  const flat = isFlat(source.text.slice(matter.end));
  const lost = flat ? flatEdits(source, edits, findings) : undefined;
  if (lost) edits.push(...lost.edits);

  const given: References = {
    ...referencesOfValue(matter.data.references ?? [], source, findings),
    ...context.references,
  };
  const all: References = { ...given };
  if (!flat) {
    const cruft = cruftEdits(source, parseMarkdown(source.text), all, findings);
    edits.push(...cruft.edits);
    Object.assign(all, cruft.references);
  }
  const gone = edits.filter((edit) => edit.text === '');
  const numbers = damagedNumbers(source, findings, (offset) =>
    gone.some(({ start, end }) => offset >= start && offset < end),
  );
  edits.push(...numbers.edits);

  const first = applyEdits(source.text, edits);
  let page: Cleaned = { source, text: first.text, tree: parseMarkdown(first.text), originOf: first.originOf };
  const box = findInfobox(page);
  if (box) {
    const before = page;
    const cut = applyEdits(before.text, [{ start: box.start, end: box.end, text: '' }]);
    page = {
      source,
      text: cut.text,
      tree: parseMarkdown(cut.text),
      originOf: (offset) => before.originOf(cut.originOf(offset)),
    };
    box.rows.forEach((row) => (row.start = Math.min(row.start, before.text.length)));
  }

  const outline = outlineOf(page, text(matter.data.title) ?? lost?.title, findings);
  const beside = takeBeside(outline);
  const title = outline.title ?? basename(source.file, extname(source.file)).replaceAll(/[-_.]+/g, ' ');
  const metadata = [...metadataOf(matter.data), ...chrome.metadata];
  const url = context.url ?? text(matter.data.url) ?? text(matter.data.canonical) ?? chrome.url;
  const merged = metadata
    .map(({ value }) =>
      typeof value === 'string' ? /merged_at['"]?:\s*['"]?(\d{4}-\d{2}-\d{2})/.exec(value)?.[1] : undefined,
    )
    .find(Boolean);
  const asOf =
    ['updated', 'last_modified', 'modified', 'lastmod', 'date']
      .map((name) => dateOf(matter.data[name]))
      .find(Boolean) ?? merged;

  // ——— Names ———
  const isDrug = Boolean(box) || isDrugPage(title, allParts(outline.parts), metadata);
  const slug = [text(matter.data.slug), text(metadata.find(({ name }) => name === 'slug')?.value)].find(isId);
  const brand = slugOf(title.replace(/\s*\(.*$/, '')) || slugOf(title) || 'page';
  const fileName = flat ? undefined : slugOf(basename(source.file).replace(/\.(md|markdown|rmd|txt)$/i, ''));
  const own =
    [text(matter.data.id), lastSegment(url), slug, fileName, isDrug ? brand : slugOf(title)].find(isId) ?? 'page';
  const drugId = slug ?? (isDrug && own !== brand && !lastSegment(url) ? own : brand);
  const id = isDrug && own === drugId ? `wiki-${own}` : own;

  const stamp: Stamp = { key: `page-${id}`, asOf };
  all[stamp.key] = {
    type: 'webpage',
    title,
    ...(url && URL.canParse(url) && { publisher: new URL(url).host, URL: url }),
    ...(asOf && { issued: { 'date-parts': [asOf.split('-').map(Number)] } }),
    ...(!url && { unverified: `The page was given as the file ${basename(source.file)}, which names no address.` }),
  };
  for (const key of keysIn(page.text)) {
    const reference = Object.hasOwn(all, key) ? undefined : byIdentifier(key);
    if (!reference) continue;
    all[key] = reference;
    findings.add(
      source,
      'guess',
      page.originOf(page.text.indexOf(key)),
      `[@${key}]`,
      'No file tells this work: its entry holds the identifier only.',
    );
  }

  // ——— Text ———
  const anchors = new Set(allParts(outline.parts).map((part) => part.id));
  checkText(page, { references: all, base: url, anchors }, findings);
  const damaged = numbers.found.map(({ printed, finding, start }) => ({
    start,
    printed,
    accepted: finding.proposal?.accepted ? finding.proposal.text : undefined,
  }));
  const damagedIn = (part: Part) =>
    damaged
      .filter(({ printed, accepted }) => accepted === undefined && part.body.includes(printed))
      .map(({ printed }) => printed);
  const sections = sectionsOf(outline.parts, page, findings, damagedIn);

  const base = {
    schemaVersion: 1 as const,
    ...(text(matter.data.lang ?? matter.data.language) && { lang: text(matter.data.lang ?? matter.data.language) }),
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
      text: `The source prints “${printed}”; a person confirmed the reading ${accepted}.`,
      printed,
    }));
  const suspicious = damaged
    .filter(({ accepted }) => accepted === undefined)
    .map(({ printed }) => ({
      text: 'A number of the source looks damaged and is kept as printed: check it there before you use it.',
      printed,
    }));
  const editorNotes = [UNCHECKED, ...suspicious, ...confirmed];

  const article: Article = {
    ...base,
    id,
    kind: 'article',
    title,
    ...(text(matter.data.description ?? matter.data.summary ?? matter.data.abstract) && {
      summary: text(matter.data.description ?? matter.data.summary ?? matter.data.abstract),
    }),
    ...(matter.data.version !== undefined && { version: text(matter.data.version) }),
    ...(namesOf(matter.data.author ?? matter.data.authors).length > 0 && {
      author: namesOf(matter.data.author ?? matter.data.authors),
    }),
    ...(text(matter.data.license ?? matter.data.licence) && {
      license: text(matter.data.license ?? matter.data.licence),
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
  const uncited = Object.keys(given).filter((key) => !keysIn(page.text).includes(key));
  if (uncited.length > 0) {
    const finding = findings.add(
      source,
      'left out',
      0,
      uncited.join(', '),
      `References that the page does not cite${context.referencesFile ? ` (from ${context.referencesFile})` : ''}.`,
    );
    finding.original = uncited.join(', ');
  }
  if (!isDrug) return { article: finish(article), trials: [], cleaned: page };

  // ——— Facts ———
  const input: DrugPage = { page, outline, stamp, findings, damaged };
  const drug: Drug = { ...drugOf(drugId, title, box, input), ...base };
  const safety = safetyOf(`safety-${brand}`, `Safety of ${title}`, title, input);
  const told = trialsOf(input);
  const trials = told.map(({ trial }) => ({ ...trial, ...base, provenance, editorNotes: [UNCHECKED] }));
  const cards = new Map<string, string[]>();
  for (const { trial, partId } of told) if (partId) cards.set(partId, [...(cards.get(partId) ?? []), trial.id]);
  const safetyPart = safety && outline.parts.find((part) => /^(safety|side effects|adverse)/i.test(part.title));
  if (safetyPart && safety) cards.set(safetyPart.id, [safety.id]);
  placeCards(article, cards);
  article.drug = drugId;
  if (safety) article.safety = safety.id;
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
    ...(safety && { safety: finish({ ...safety, ...base, provenance, editorNotes }) }),
    trials: trials.map(finish),
    cleaned: page,
  };
};

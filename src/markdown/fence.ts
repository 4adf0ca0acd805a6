import type { Element, ElementContent } from 'hast';
// Not by the index: Docusaurus reads its configuration as CommonJS, which has no way to the library that hashes.
import { fromRecord } from '../artifact/formats/index.js';
import { defined } from '../artifact/formats/record.js';
import type { Problem } from '../artifact/parse.js';
import { pick } from '../artifact/pick.js';
import { type Companion, subjectOf } from '../artifact/subject.js';
import type { Artifact } from '../artifact/schema/index.js';
import { scriptJson } from '../output/head.js';
import { type Block, readBlock } from './block.js';
import { FenceError, kindOf } from './elements.js';
import { contentOf } from './fallback.js';
import { fromFolder } from './folder.js';

/** What the plugins of all three Markdown engines take. */
export interface FenceOptions {
  /** The folder that holds the artifacts, as `<id>.json` each. In Node only. */
  artifacts?: string | undefined;
  /**
   * Gives the JSON of an artifact, parsed, by the id or address that a block names, or undefined where it is not known.
   * It is asked before `artifacts`. What it throws stands in the page.
   */
  read?: ((source: string) => unknown) | undefined;
  /** Where the page of an artifact is, for a link to one that is not known here: `/artifact/`, to which its id is added. */
  pages?: string | undefined;
}

/** JSON with the artifact that was read of it. */
interface Known {
  json: unknown;
  artifact: Artifact;
  /** The fields that could not be read. */
  problems: readonly Problem[];
}

type Read = (source: string) => Known | undefined;

const parsed = (json: unknown, where: string, name?: string): Known => {
  const read = fromRecord(json);
  if (!read.records) {
    const { message, remedy } = read.refusal ?? {};
    const said = read.problems
      .slice(0, 3)
      .map(({ path, expected, found }) => `${path}: expected ${expected}, found ${found}`);
    throw new FenceError(`${where} can’t be shown. ${[message, remedy, said.join('; ')].filter(Boolean).join(' ')}`);
  }
  const named = ({ artifact }: { artifact: Artifact }) =>
    artifact.id === name || (artifact.kind === 'trial' && artifact.nctId === name);
  return { json, ...((name && read.records.find(named)) || read.records[0]) };
};

const reader = ({ artifacts, read }: FenceOptions): Read => {
  const folder = artifacts === undefined ? undefined : fromFolder(artifacts);
  return (source) => {
    const json = read?.(source) ?? folder?.(source);
    return json === undefined ? undefined : parsed(json, `“${source}”`);
  };
};

/** What an element shows of an artifact, which may be another artifact: an article's drug, a drug's trial. Undefined where that is not known. */
const part = (known: Known, element: string, name: string | undefined, read: Read, depth = 0): Known | undefined => {
  const kind = kindOf(element);
  if (!kind) return known;
  const found = pick(known.artifact, kind, name);
  if ('missing' in found)
    throw new FenceError(
      `<${element}> can’t show “${known.artifact.id}”: expected ${found.missing.expected}, found ${found.missing.found}.`,
    );
  if ('artifact' in found) return { ...known, artifact: found.artifact };
  // One artifact leads to a second, and that to a third at most: what goes round in circles ends.
  if (depth > 2) return undefined;
  const ids = 'id' in found ? [found.id] : found.ids;
  for (const id of ids) {
    const next = read(id);
    if (next && (!('nctId' in found) || (next.artifact.kind === 'trial' && next.artifact.nctId === found.nctId)))
      return part(next, element, name, read, depth + 1);
  }
  return undefined;
};

/** The earlier of two dates of any precision; a review that is due for one part is due for the whole. */
const earlier = (a: string | undefined, b: string | undefined): string | undefined =>
  a && b ? (a < b ? a : b) : (a ?? b);

/**
 * A drug with the warnings of its safety profile in it, where that is an artifact of its own. An infobox would
 * fetch that afterwards, and grow. Undefined where it can't be put in without a change of meaning.
 */
const withWarning = (drug: Known, read: Read): Known | undefined => {
  const { json, artifact, problems } = drug;
  if (artifact.kind !== 'drug' || typeof artifact.safety !== 'string') return drug;
  const known = read(artifact.safety);
  // What could not be read is told by its problems: without them a warning that is there would count as not in the record.
  if (known?.artifact.kind !== 'safety' || known.problems.length > 0) return undefined;
  const { boxedWarning, boxedWarningMentions, recalls, precautions, labelSections, asOf, reviewBy } = known.artifact;
  const { references = {} } = known.artifact;
  const own = artifact.references ?? {};
  if (
    Object.keys(references).some(
      (key) => Object.hasOwn(own, key) && JSON.stringify(own[key]) !== JSON.stringify(references[key]),
    )
  )
    return undefined;
  const safety = defined({
    boxedWarning: boxedWarning?.map((warning) => ({ asOf, ...warning })),
    boxedWarningMentions,
    recalls,
    precautions,
    labelSections,
  });
  const cited = JSON.stringify(safety);
  const theirs = Object.entries(references).filter(([key]) => cited.includes(key));
  const merged = {
    safety,
    references: { ...own, ...Object.fromEntries(theirs) },
    reviewBy: earlier(artifact.reviewBy, reviewBy),
  };
  return {
    json: { ...(json as object), ...merged },
    artifact: { ...artifact, ...merged },
    problems,
  };
};

const element = (tagName: string, properties: Record<string, string>, children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});

const text = (value: string): ElementContent => ({ type: 'text', value });

/** What stands in the place of an artifact that is not known while the page is built: its name, and where it can be found. */
const linkTo = ({ attributes, title }: Block, { pages }: FenceOptions): ElementContent[] => {
  const { src, 'artifact-id': id, 'nct-id': nctId, 'artifact-ids': ids, title: frameTitle } = attributes;
  const href = nctId
    ? `https://clinicaltrials.gov/study/${encodeURIComponent(nctId)}`
    : (src ?? (pages !== undefined && id ? `${pages}${id}` : undefined));
  const name = text(title ?? frameTitle ?? nctId ?? id ?? ids ?? src ?? '');
  return [element('p', {}, [href === undefined ? name : element('a', { href }, [name])])];
};

/** What is known of another artifact, by its id. */
const companion =
  (read: Read) =>
  (id: string): Companion => {
    const known = read(id);
    if (known) return { state: 'ready', artifact: known.artifact, problems: [...known.problems] };
    const failure = { reason: 'not-there', message: `It stands in “${id}”.`, remedy: '' } as const;
    return { state: 'failed', failure };
  };

/** What an artifact says, with all that is to be known before one relies on it. */
const fallback = ({ artifact, problems }: Known, read: Read, base: string | undefined): ElementContent[] =>
  contentOf(subjectOf({ artifact, problems: [...problems] }, companion(read)), base);

/** A drug as its infobox shows it: what it leads to stands elsewhere. */
const infobox = (known: Known): Known =>
  known.artifact.kind === 'drug'
    ? { ...known, artifact: { ...known.artifact, trials: undefined, links: undefined } }
    : known;

/** The artifact in the page, and its content for readers without JavaScript and for the host's search. */
const build = (block: Block, options: FenceOptions): Element => {
  const { element: tag, attributes } = block;
  const read = reader(options);
  const { src, 'artifact-id': id, record, trial, integrity, 'link-base': linkBase } = attributes;
  const name = record ?? trial;
  const base = linkBase !== undefined && URL.canParse(linkBase) ? linkBase : undefined;
  if (tag === 'artifact-frame' || attributes['nct-id']) return element(tag, attributes, linkTo(block, options));
  if (attributes['artifact-ids']) {
    const all = attributes['artifact-ids'].split(/\s+/).filter(Boolean).map(read);
    const isKnown = all.every((one) => one !== undefined);
    return element(
      tag,
      attributes,
      isKnown ? all.flatMap((one) => fallback(infobox(one), read, base)) : linkTo(block, options),
    );
  }
  const whole = block.json === undefined ? read(id ?? src ?? '') : parsed(block.json, 'This block', name);
  const shown = whole && part(whole, tag, name, read);
  if (!shown) return element(tag, attributes, linkTo(block, options));
  const complete = tag === 'drug-infobox' ? withWarning(shown, read) : shown;
  const known = complete ?? shown;
  const content = fallback(tag === 'drug-infobox' ? infobox(known) : known, read, base);
  // A hash holds for the file as it is fetched; and what is not complete is fetched by the element, which asks for the rest.
  if (block.json === undefined && (integrity !== undefined || !complete)) return element(tag, attributes, content);
  const { src: _src, 'artifact-id': _id, ...others } = attributes;
  const json = scriptJson(known.json).replace(/>/g, '\\u003E');
  return element(tag, others, [element('script', { type: 'application/json' }, [text(json)]), ...content]);
};

/**
 * Makes the element of a fenced ```` ```artifact ```` block. A block that can't be read becomes a sentence in the page
 * that says what is wrong with it and what is allowed.
 *
 * @param info what stands after the word `artifact` in its first line.
 * @param code what is in it.
 */
export const toElement = (info: string, code: string, options: FenceOptions = {}): Element => {
  try {
    const made = build(readBlock(info, code), options);
    // A search that takes the tags off must not make one word of the last and the first of two paragraphs.
    return { ...made, children: made.children.flatMap((child) => [child, text('\n')]) };
  } catch (error) {
    const { message } = error as Error;
    return element('p', { role: 'alert' }, [
      element('strong', {}, [text('This artifact can’t be shown.')]),
      text(` ${message}`),
    ]);
  }
};

/** Whether a fenced block is one of ours, by its info string; then what stands after its name. */
export const infoOf = (info: string): string | undefined =>
  /^artifact(?:\s+(.*))?$/s.exec(info.trim())?.[1] ?? (info.trim() === 'artifact' ? '' : undefined);

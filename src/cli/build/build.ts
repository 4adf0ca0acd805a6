import { readFile, rename, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { decode } from '../../artifact/text.js';
import { Refusal } from '../command.js';
import { expandFiles } from '../files.js';
import type { Entry } from './artifact.js';
import { headerFiles, headerRules } from './headers.js';
import { listData, listPages, missingPage } from './listing.js';
import { readRecord, type Record, recordedIds, removeBuilt } from './records.js';
import type { SearchPart } from './search.js';
import { contentHash, siteOf } from './site.js';
import { inThreads } from './threads.js';
import { prepareSite, writeFiles } from './write.js';

/** The part of a site that one of several machines builds: the first of three is `{ number: 1, of: 3 }`. */
export interface Shard {
  number: number;
  of: number;
}

/** The options of a build. */
export interface Order {
  /** The folder of artifacts. */
  from: string;
  out: string;
  /** The address of the site: absolute, ending in `/`. */
  url: string;
  name: string;
  jobs?: number | undefined;
  shard?: Shard | undefined;
  version: string;
  signal: AbortSignal;
  /** Called with progress messages. */
  told?: (text: string) => void;
}

/** A problem with an artifact, for its author. */
export interface Fault {
  file: string;
  message: string;
}

/** The result of a build. */
export interface Outcome {
  artifacts: number;
  /** The number of artifacts built; the others were up to date. */
  built: number;
  removed: number;
  faults: Fault[];
  /** True if the build was interrupted; the next run continues it. */
  stopped: boolean;
}

/** The artifact files of a folder by ID, which is the file name without its extension. */
const sourcesIn = async (folder: string): Promise<{ sources: Map<string, string>; faults: Fault[] }> => {
  const sources = new Map<string, string>();
  const faults: Fault[] = [];
  for (const file of await expandFiles([folder], ['json'])) {
    const id = basename(file, '.json');
    const other = sources.get(id);
    if (other !== undefined)
      faults.push({
        file,
        message: `has the same name as ${other} and would have the same address: rename one of them. It was left out`,
      });
    else if (!/^\w[\w.-]*$/.test(id) || id === 'index')
      faults.push({
        file,
        message:
          'can’t have a page under this name. Use only letters, digits, hyphens, periods and underscores, and not “index”',
      });
    else if (/\.(?:csl|text)$/.test(id))
      faults.push({
        file,
        message:
          'has the name of a file that build writes itself: rename it so that it does not end in .csl.json or .text.json',
      });
    else sources.set(id, file);
  }
  return { sources, faults };
};

/** Whether the output for an artifact is up to date: the same program and settings, and no input file has changed. */
const isUpToDate = (
  record: Record | undefined,
  version: string,
  hashes: ReadonlyMap<string, string>,
): record is Record =>
  record?.version === version &&
  Object.entries(record.needs).every(([need, hash]) => hashes.get(need) === hash) &&
  record.missing.every((id) => !hashes.has(id));

const faultsOf = (file: string, id: string, { entry, missing, problems }: Record): Fault[] => [
  ...missing.map((other) => ({
    file,
    message: `refers to the artifact “${other}”, which is not in the folder: a broken link. Add ${other}.json, or correct the ID`,
  })),
  ...problems.map(({ path, expected, found }) => ({
    file,
    message: `${path}: expected ${expected}, found ${found}. The field was left out`,
  })),
  ...(entry.id === id ? [] : [{ file, message: `has the ID “${entry.id}”` }]),
];

/** Builds a site, or one machine's part of it. */
export const buildSite = async (order: Order): Promise<Outcome> => {
  const { from, out, shard, signal, told } = order;
  const { sources, faults } = await sourcesIn(from);
  const { site, files: common } = await siteOf(order.url, order.name, order.version);
  await prepareSite(out);

  const hashes = new Map<string, string>();
  for (const [id, file] of sources) hashes.set(id, contentHash(decode(await readFile(file)) ?? ''));
  const ids = [...sources.keys()].sort();
  const mine = shard ? ids.filter((_, index) => index % shard.of === shard.number - 1) : ids;

  const records = new Map<string, Record>();
  const stale: string[] = [];
  for (const id of mine) {
    const record = await readRecord(out, id);
    if (isUpToDate(record, site.version, hashes)) records.set(id, record);
    else stale.push(id);
  }

  let done = 0;
  const started = performance.now();
  const jobs = order.jobs ?? availableParallelism();
  const say = (last: string) => {
    const seconds = (performance.now() - started) / 1000;
    const left = done > 0 ? Math.round((seconds / done) * (stale.length - done)) : undefined;
    told?.(`${done} of ${stale.length} built${left === undefined ? '' : `, about ${left} s left`}: ${last}`);
  };
  say('starting');
  await inThreads(
    stale,
    jobs,
    { site, sources, out },
    (result) => {
      done++;
      const file = sources.get(result.id) ?? result.id;
      if ('record' in result) records.set(result.id, result.record);
      else if ('refused' in result) faults.push({ file, message: `has no page: ${result.refused}` });
      else throw new Error(`${file}: ${result.broken}`);
      say(file);
    },
    signal,
  );
  for (const [id, record] of [...records].sort(([a], [b]) => (a < b ? -1 : 1)))
    faults.push(...faultsOf(sources.get(id) ?? id, id, record));
  const outcome: Outcome = { artifacts: mine.length, built: done, removed: 0, faults, stopped: signal.aborted };
  if (signal.aborted) return outcome;
  await writeFiles(out, common);
  if (shard) return outcome;

  // Files that depend on all artifacts.
  for (const id of await recordedIds(out))
    if (!records.has(id)) {
      await removeBuilt(out, id);
      outcome.removed++;
    }
  const entries: Entry[] = [...records.values()]
    .map(({ entry }) => entry)
    .sort((a, b) => a.title.localeCompare(b.title, 'en') || (a.id < b.id ? -1 : 1));
  const { styleHashes } = await import('./prerender.js');
  const { searchParts } = await import('./search.js');
  const parts = searchParts(entries);
  await writeFiles(out, { [SITE]: JSON.stringify({ url: site.url, name: site.name }) });
  await writeFiles(out, {
    ...listPages(site, entries),
    ...missingPage(site),
    ...listData(site, entries, parts),
    ...headerFiles(site, headerRules(site, styleHashes())),
  });
  await rewriteSearch(out, parts, told);
  return outcome;
};

/** Replaces the search index. */
const rewriteSearch = async (out: string, parts: readonly SearchPart[], told: Order['told']): Promise<void> => {
  const fresh = join(out, '.build', 'pagefind');
  await rm(fresh, { recursive: true, force: true });
  const { writeSearch } = await import('./search.js');
  const all = parts.reduce((sum, { entries }) => sum + entries.length, 0);
  await writeSearch(out, fresh, parts, (done) => {
    if (done % 100 === 0 || done === all) told?.(`search: ${done} of ${all}`);
  });
  await rm(join(out, 'pagefind'), { recursive: true, force: true });
  await rename(fresh, join(out, 'pagefind'));
};

/** The file in which a built site stores its address and name. */
const SITE = '.build/.site.json';

/** The address and name of a built site; undefined if the folder is not one. */
export const builtSite = async (out: string): Promise<{ url: string; name: string } | undefined> => {
  try {
    return JSON.parse(await readFile(join(out, SITE), 'utf8')) as { url: string; name: string };
  } catch {
    return undefined;
  }
};

/** Normalizes a site's address to be absolute and end in `/`. Throws Refusal if it is invalid. */
export const siteAddress = (text: string): string => {
  const url = URL.parse ? URL.parse(text) : URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Refusal(`“${text}” is not a valid site address. Expected https://example.org/ or a folder below it.`);
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url.href;
};

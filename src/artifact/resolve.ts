import { sentence, str } from '../i18n/messages.js';
import { settings } from '../settings.js';
import { type FromRecord, fromRecord, fromText, type ConvertedRecord } from './formats/index.js';
import { checkIntegrity } from './integrity.js';
import { type Failure, forget, internal, load, type Loaded, LoadError, MAX_BYTES, peek } from './load.js';
import type { Problem } from './copy.js';
import { pick } from './pick.js';
import { type Companion, emptyProfile, MAX_HOPS, type Read, safetyIn, type Subject } from './subject.js';
import type { Artifact, Safety, Section, Trial } from './schema/index.js';
import {
  absolute,
  artifactUrl,
  folderOf,
  NCT_ID,
  prebuiltTextUrl,
  sameSource,
  type Source,
  studyUrl,
  unusableGiven,
} from './source.js';

/** The state of an element's artifact: exactly one of four. */
export type ArtifactState<T extends Artifact = Artifact> =
  | { status: 'idle' }
  | { status: 'loading'; url?: string }
  | ({
      status: 'ready';
      /** The JSON that the artifact was read from, as loaded. */
      json: unknown;
      /** Why a reload failed. The earlier version stays on display. */
      outdated?: Failure;
      otherRecords?: OtherRecords;
      retrieved?: string;
      /** The text of an article as `build` formatted it: JSON that may be anything. Null where it could not be loaded. */
      prebuilt?: unknown;
    } & Subject<T>)
  | { status: 'failed'; failure: Failure };

/** The other records in the same file: search results have several. */
export interface OtherRecords {
  records: readonly [ConvertedRecord, ...ConvertedRecord[]];
  /** The total number that the search found, if it says. */
  total: number | undefined;
}

const invalid = (problems: Problem[], url?: string): LoadError => {
  const [first] = problems;
  const wrongKind = first?.path === '$.kind';
  // An element that shows one kind expects that one; only of a file that is of none the check expects one of several.
  if (wrongKind && first.expected.startsWith('one of'))
    return new LoadError({
      reason: 'wrong-kind',
      url,
      problems,
      message: sentence('This file isn’t a drug, trial, safety list or article.'),
      remedy: sentence(str`Correct its field “kind” (found: ${first.found}).`),
    });
  return new LoadError({
    reason: wrongKind ? 'wrong-kind' : 'invalid',
    url,
    problems,
    message: first
      ? sentence(str`At ${first.path}: expected ${first.expected}, found ${first.found}.`)
      : sentence('The file does not contain an artifact.'),
    remedy: wrongKind
      ? sentence('Use the element for this kind of artifact, or an artifact of the right kind.')
      : sentence('Correct the artifact at that path.'),
  });
};

/** A study without adverse events is not an error of the page: most have none until their results are posted. */
const withoutEvents = ({ hasResults, safety }: Trial, problems: Problem[], url: string | undefined): LoadError =>
  new LoadError({
    reason: 'not-there',
    url,
    problems,
    message:
      hasResults === false && !safety
        ? sentence('The registry has no results for this study, so it lists no adverse events.')
        : sentence('This record of the study has no adverse events; that does not mean that none occurred.'),
    remedy: sentence('Look up the study in its registry.'),
  });

/** Returns the records of a file. @throws LoadError that says why it has none. */
const recordsIn = (read: FromRecord, url: string | undefined) => {
  if (read.records) return read.records;
  if (read.refusal) throw new LoadError({ reason: 'refused', url, ...read.refusal });
  throw invalid(read.problems, url);
};

/** Whether a name identifies an artifact: its id, its NCT number, or an identifier of the drug. */
const goesBy = (artifact: Artifact, name: string) =>
  artifact.id === name ||
  (artifact.kind === 'trial' && artifact.nctId === name) ||
  (artifact.kind === 'drug' && artifact.identifiers?.some(({ value }) => value === name));

/** Picks the record with the requested name, or the first if no name is given. @throws LoadError if none has the name. */
const choose = (
  records: readonly [ConvertedRecord, ...ConvertedRecord[]],
  { name, kind }: Source,
  url: string | undefined,
): ConvertedRecord => {
  const [first] = records;
  if (name === undefined) return first;
  const named = records.find(({ artifact }) => goesBy(artifact, name));
  if (named) return named;
  // A single artifact may be requested by the name of its file; but a different NCT number means a different trial.
  const isAnother =
    first.artifact.kind === 'trial'
      ? NCT_ID.test(name) && first.artifact.nctId !== undefined
      : !kind || kind === first.artifact.kind;
  if (records.length === 1 && !isAnother) return first;
  const there = records.map(({ artifact }) => (artifact.kind === 'trial' && artifact.nctId) || artifact.id);
  throw invalid(
    [
      {
        path: '$',
        expected: `the ${NCT_ID.test(name) ? 'trial' : 'record'} ${name}`,
        found: there.slice(0, 20).join(', ') + (there.length > 20 ? ', …' : ''),
      },
    ],
    url,
  );
};

/** The result of resolving a source. */
type Resolved = Read & {
  json: unknown;
  outdated?: Failure;
  otherRecords?: OtherRecords;
  retrieved?: string;
  prebuilt?: unknown;
};

/**
 * What is required before a source can be read further: a file; several files, some of which may be missing; or an integrity
 * check. A file of formatted text may be missing, too.
 */
type Need = { url: string; isText?: boolean } | { urls: string[] } | { proof: () => Promise<void> };

/** How long an article waits for its formatted text, in milliseconds. */
const TEXT_TIMEOUT = 2_000;

/** The length of a text from which on its formatted form is worth a request. */
const LONG = 1_000;

const hasLongText = ({ body = '', sections = [] }: Pick<Section, 'body' | 'sections'>): boolean =>
  body.length > LONG || sections.some(hasLongText);

/**
 * The formatted text of an article. A page that pins its files by hash gets none: the hash of the artifact says nothing of it.
 */
function* prebuiltText(
  artifact: Artifact,
  url: string | undefined,
  { withText, integrity, page }: Source,
): Generator<Need, unknown, unknown> {
  if (artifact.kind !== 'article' || integrity !== undefined) return undefined;
  if (page?.status === 'ready' && page.url === url && page.prebuilt !== undefined) return page.prebuilt;
  const textUrl = withText && hasLongText(artifact) ? prebuiltTextUrl(url) : undefined;
  if (textUrl === undefined) return undefined;
  const loaded = (yield { url: textUrl, isText: true }) as Loaded | null;
  return loaded?.json ?? null;
}

/** Resolves a source to an artifact of the requested kind, following ids across files. It yields each file that it needs. */
function* resolve(source: Source): Generator<Need, Resolved, unknown> {
  function* fetched(address: string): Generator<Need, Loaded, unknown> {
    return (yield { url: address }) as Loaded;
  }
  // Data passed in directly have no address, whatever the other attributes say.
  const handedOver = source.artifact !== undefined || source.inline !== undefined;
  let url = handedOver
    ? undefined
    : source.src !== undefined
      ? absolute(source.src)
      : source.artifactId !== undefined
        ? artifactUrl(source.artifactId, source.base)
        : source.nctId !== undefined
          ? studyUrl(source.nctId, source.endpoint ?? settings.endpoint)
          : undefined;
  let read: Loaded;
  if (source.artifact !== undefined) read = { ...fromRecord(source.artifact), json: source.artifact };
  else if (source.inline !== undefined) {
    if (source.inline.length > MAX_BYTES)
      throw new LoadError({
        reason: 'too-large',
        message: sentence(str`The JSON in the element is longer than ${MAX_BYTES / 1e6} million characters.`),
        remedy: sentence('Include fewer fields, or split the record.'),
      });
    try {
      read = fromText(source.inline);
    } catch (error) {
      throw new LoadError({
        reason: 'not-json',
        message: sentence(str`The JSON in the element is not valid: ${(error as Error).message}`),
        remedy: sentence('Correct the JSON; a JSON validator shows where the error is.'),
      });
    }
  } else if (url !== undefined) read = yield* fetched(url);
  else if (source.page?.status === 'ready') {
    const { otherRecords, json } = source.page;
    // An element without a name of its own shows the page's record, which may have been picked from several.
    read = { ...((source.name !== undefined && otherRecords) || { records: [source.page] }), json };
    url = source.page.url;
  } else throw new Error('resolve: there is no source');

  const problems: Problem[] = [];
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    const { integrity } = source;
    const { json } = read;
    const from = url;
    if (integrity !== undefined) yield { proof: () => checkIntegrity(integrity, json, from) };
    const records = recordsIn(read, url);
    const { artifact, problems: own } = choose(records, source, url);
    const picked = source.kind ? pick(artifact, source.kind, source.name) : { artifact };
    const isEmpty = source.orEmpty && 'missing' in picked && artifact.kind === 'drug';
    const found = isEmpty ? { artifact: emptyProfile(artifact) } : picked;
    if ('missing' in found)
      throw artifact.kind === 'trial' && source.kind === 'safety'
        ? withoutEvents(artifact, [found.missing, ...own], url)
        : invalid([found.missing, ...own], url);
    problems.push(...own);
    if ('artifact' in found) {
      const otherRecords = records.length > 1 ? { records, total: read.records && read.total } : undefined;
      const prebuilt = yield* prebuiltText(found.artifact, url, source);
      return {
        artifact: found.artifact,
        problems,
        json: read.json,
        ...(url !== undefined && { url }),
        ...(otherRecords && { otherRecords }),
        ...(read.retrieved !== undefined && { retrieved: read.retrieved }),
        prebuilt,
      };
    }
    const base = folderOf(url, source.base);
    if ('ids' in found) {
      const urls = found.ids.map((id) => artifactUrl(id, base));
      const parts = (yield { urls }) as (Loaded | undefined)[];
      const match = urls
        .flatMap((at, index) => (parts[index] ? [{ at, part: parts[index] }] : []))
        .find(({ part }) => part.records?.some((record) => goesBy(record.artifact, found.nctId)));
      if (!match)
        throw invalid(
          [{ path: '$.trials', expected: `a trial with the number ${found.nctId}`, found: found.ids.join(', ') }],
          url,
        );
      ({ at: url, part: read } = match);
    } else {
      url = artifactUrl(found.id, base);
      read = yield* fetched(url);
    }
  }
  throw invalid(
    [{ path: '$', expected: `a ${source.kind}`, found: 'artifacts that refer to each other in a loop' }],
    url,
  );
}

/** Satisfies a need from memory; undefined if anything has to be loaded first. */
const atHand = (need: Need): unknown => {
  if ('url' in need) return peek(need.url);
  if ('proof' in need) return undefined;
  const parts = need.urls.map((url) => peek(url));
  return parts.includes(undefined) ? undefined : parts;
};

/** A long file takes as long to read as its first screen to show. */
const inNextTask = <T>(value: T): Promise<T> => new Promise((resolve) => setTimeout(resolve, 0, value));

const withoutRecord = (text: string) => ({ json: JSON.parse(text) as unknown, problems: [] });

/** Loads what is needed. @throws LoadError */
const get = async (need: Need, signal: AbortSignal): Promise<unknown> => {
  if ('url' in need)
    return need.isText
      ? load(need.url, AbortSignal.timeout(TEXT_TIMEOUT), withoutRecord)
          .catch(() => null)
          .then(inNextTask)
      : load(need.url, signal);
  if ('proof' in need) return need.proof();
  return Promise.all(need.urls.map((url) => load(url, signal).catch(() => undefined)));
};

/** Advances a source as far as possible without waiting. */
const follow = (
  steps: ReturnType<typeof resolve>,
  asked: Set<string>,
  answer?: unknown,
): { found: Resolved; need?: undefined } | { need: Need; found?: undefined } => {
  for (let given = answer; ;) {
    const step = steps.next(given);
    if (step.done) return { found: step.value };
    const need = step.value;
    if (!('proof' in need)) for (const url of 'url' in need ? [need.url] : need.urls) asked.add(url);
    given = atHand(need);
    if (given === undefined) return { need };
  }
};

/** Loads everything that a source needs, and resolves it. @throws LoadError */
const finish = async (
  steps: ReturnType<typeof resolve>,
  first: Need,
  asked: Set<string>,
  signal: AbortSignal,
): Promise<Resolved> => {
  for (let need = first; ;) {
    const next = follow(steps, asked, await get(need, signal));
    if (next.found) return next.found;
    need = next.need;
  }
};

const failureOf = (error: unknown): Failure => (error instanceof LoadError ? error.failure : internal(error));

/** How a lookup treats a safety profile in another file: wait for it, load it in the background, or ignore it. */
export type SafetyLookup = 'awaited' | 'meanwhile' | 'left';

/** The state of a source, apart from its safety profile. */
type Main = Exclude<ArtifactState, { status: 'ready' }> | (Resolved & { status: 'ready' });

/**
 * Resolves one source to its record and to the safety profile that the record names. The latest source wins; earlier
 * requests are canceled.
 */
export class Lookup<T extends Artifact = Artifact> {
  readonly #changed: (settled: ArtifactState<T> | undefined) => void;
  readonly #safetyLookup: () => SafetyLookup;
  #safety: Lookup<Safety> | undefined;
  #source: Source = { base: settings.base };
  #main: Main = { status: 'idle' };
  #state: ArtifactState<T> = { status: 'idle' };
  /** The last state reported as settled. */
  #told: Main | undefined;
  #abort: AbortController | undefined;
  #asked = new Set<string>();
  #reloading = false;

  /**
   * @param changed is called on each change, and once with each `ready` or `failed` state.
   * @param safety how to look up the profile; this may change with what the host shows.
   */
  constructor(changed: (settled: ArtifactState<T> | undefined) => void, safety: () => SafetyLookup = () => 'left') {
    this.#changed = changed;
    this.#safetyLookup = safety;
  }

  get state(): ArtifactState<T> {
    return this.#state;
  }

  /** Whether a response is pending. */
  get isPending(): boolean {
    return this.#main.status === 'loading' || this.#reloading || (this.#safety?.isPending ?? false);
  }

  /** Whether anything was loaded for it. */
  get hasAsked(): boolean {
    return this.#asked.size > 0 || (this.#safety?.hasAsked ?? false);
  }

  /** Sets the current source. Setting the same source again has no effect. */
  use(source: Source): void {
    if (sameSource(source, this.#source) && this.#main.status !== 'idle') return;
    this.#source = source;
    this.#start();
  }

  /** Reloads, bypassing the cache. The current content stays until newer content arrives. */
  reload(): void {
    for (const url of this.#asked) forget(url);
    // The profile first, so that its request is already under way when the record needs it.
    this.#safety?.reload();
    this.#start(this.#main.status === 'ready');
  }

  /** Retries a safety profile that failed to load: a card may get its record from the page, which reloads only the record. */
  reloadFailedSafety(): void {
    if (this.#safety?.state.status === 'failed') this.#safety.reload();
  }

  /** Cancels pending requests; `resume` restarts them. */
  pause(): void {
    this.#abort?.abort();
    this.#safety?.pause();
  }

  resume(): void {
    if (this.#main.status === 'loading' || this.#reloading) this.#start(this.#reloading);
    this.#safety?.resume();
  }

  /** Retries requests that the network interrupted. */
  retryBroken(): void {
    const main = this.#main;
    const failure = main.status === 'failed' ? main.failure : main.status === 'ready' ? main.outdated : undefined;
    if (main.status === 'loading' || this.#reloading || failure?.reason === 'network') this.reload();
    else this.#safety?.retryBroken();
  }

  /** @param reloading whether the current content is from the same source, and so stays while loading and on failure. */
  #start(reloading = false): void {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    this.#reloading = reloading;
    const source = this.#source;
    const own =
      source.artifact !== undefined ||
      source.inline !== undefined ||
      source.src !== undefined ||
      source.artifactId !== undefined ||
      source.nctId !== undefined;
    if (!own && source.unusable !== undefined)
      return this.#settle({ status: 'failed', failure: unusableGiven(source.unusable) });
    if (!own && source.page?.status !== 'ready') {
      // An element without a source of its own shares the state of the page.
      if (source.page?.status === 'failed') return this.#settle(source.page);
      return this.#settle(source.page?.status === 'loading' ? { status: 'loading' } : { status: 'idle' });
    }
    this.#asked = new Set();
    const done = (found: Resolved) => {
      if (!abort.signal.aborted) this.#settle({ status: 'ready', ...found });
    };
    const failed = (error: unknown) => {
      if (abort.signal.aborted) return;
      const failure = failureOf(error);
      const shown = reloading && this.#main.status === 'ready' ? this.#main : undefined;
      this.#settle(shown ? { ...shown, outdated: failure } : { status: 'failed', failure });
    };
    try {
      const steps = resolve(source);
      const { found, need } = follow(steps, this.#asked);
      // Cached data are shown at once, without a loading state.
      if (found) return done(found);
      if (!reloading) this.#settle({ status: 'loading' });
      finish(steps, need, this.#asked, abort.signal).then(done, failed);
    } catch (error) {
      failed(error);
    }
  }

  #settle(main: Main): void {
    if (main.status !== 'loading') this.#reloading = false;
    this.#main = main;
    this.#lookUpSafety();
    this.#update();
  }

  /** Drops the profile of an earlier record when the record changes. */
  #lookUpSafety(): void {
    const main = this.#main;
    const found = main.status === 'ready' && this.#safetyLookup() !== 'left' ? safetyIn(main) : undefined;
    if (!found || 'state' in found) {
      this.#safety?.pause();
      this.#safety = undefined;
      return;
    }
    const { base, integrity } = this.#source;
    const folder = folderOf((main as Resolved).url, base);
    const hasFailed = this.#safety?.state.status === 'failed';
    this.#safety ??= new Lookup<Safety>(() => this.#update());
    this.#safety.use({ artifactId: found.id, kind: 'safety', orEmpty: true, base: folder, integrity });
    if (hasFailed) this.reloadFailedSafety();
  }

  #companion(main: Resolved): Companion<Safety> {
    const lookup = this.#safety;
    if (this.#safetyLookup() === 'left') return { state: 'not named' };
    if (!lookup) {
      const found = safetyIn(main);
      return 'state' in found ? found : { state: 'pending' };
    }
    const { state } = lookup;
    if (state.status === 'failed') return { state: 'failed', failure: state.failure };
    if (state.status !== 'ready') return { state: 'pending' };
    const { artifact, problems, url } = state;
    return { state: 'ready', artifact, problems, ...(url !== undefined && { url }) };
  }

  #update(): void {
    const main = this.#main;
    this.#state = main.status === 'ready' ? this.#complete(main) : main;
    const isSettled = this.#state.status === 'ready' || this.#state.status === 'failed';
    const isNew = isSettled && this.#told !== main;
    if (isNew) this.#told = main;
    this.#changed(isNew ? this.#state : undefined);
  }

  #complete(main: Resolved & { status: 'ready' }): ArtifactState<T> {
    const safety = this.#companion(main);
    // If the host waits for the warnings, no fact is shown before they are known.
    if (safety.state === 'pending' && this.#safetyLookup() === 'awaited')
      return { status: 'loading', ...(main.url !== undefined && { url: main.url }) };
    const profile = this.#safety?.state;
    const outdated = main.outdated ?? (profile?.status === 'ready' ? profile.outdated : undefined);
    return { ...main, artifact: main.artifact as T, safety, ...(outdated && { outdated }) };
  }
}

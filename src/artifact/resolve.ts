import { sentence, str } from '../i18n/messages.js';
import { settings } from '../settings.js';
import { type FromRecord, fromRecord, fromText, type ConvertedRecord } from './formats/index.js';
import { checkIntegrity } from './integrity.js';
import { type Failure, forget, internal, load, type Loaded, LoadError, MAX_BYTES, peek } from './load.js';
import type { Problem } from './parse.js';
import { pick } from './pick.js';
import { type Companion, emptyProfile, MAX_HOPS, type Read, safetyIn, type Subject } from './subject.js';
import type { Artifact, Safety, Trial } from './schema/index.js';
import { absolute, artifactUrl, folderOf, NCT_ID, sameSource, type Source, studyUrl, unusableGiven } from './source.js';

/** What an element knows of its artifact: one of four, never a mixture. */
export type ArtifactState<T extends Artifact = Artifact> =
  | { status: 'idle' }
  | { status: 'loading'; url?: string }
  | ({
      status: 'ready';
      /** What the artifact was read from, as it was loaded. */
      json: unknown;
      /** Why it could not be loaded again when that was asked for. What was there goes on being shown. */
      outdated?: Failure;
      otherRecords?: OtherRecords;
      retrieved?: string;
    } & Subject<T>)
  | { status: 'failed'; failure: Failure };

/** The records that a file holds beside the one that is shown: a search answer has several. */
export interface OtherRecords {
  records: readonly [ConvertedRecord, ...ConvertedRecord[]];
  /** How many the search found in all; undefined where it does not say. */
  total: number | undefined;
}

const invalid = (problems: Problem[], url?: string): LoadError => {
  const [first] = problems;
  const wrongKind = first?.path === '$.kind';
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

/** A study without adverse events is no mistake of the page: most have none until their results are posted. */
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

/** The records of a file, or a failure that says why there is none. @throws LoadError */
const recordsIn = (read: FromRecord, url: string | undefined) => {
  if (read.records) return read.records;
  if (read.refusal) throw new LoadError({ reason: 'refused', url, ...read.refusal });
  throw invalid(read.problems, url);
};

/** Whether an artifact goes by this name: its id, its NCT number, or a number of the drug. */
const goesBy = (artifact: Artifact, name: string) =>
  artifact.id === name ||
  (artifact.kind === 'trial' && artifact.nctId === name) ||
  (artifact.kind === 'drug' && artifact.identifiers?.some(({ value }) => value === name));

/** The record that is meant: of several the one by this name, or the first where no name is given. @throws LoadError where none has the name. */
const choose = (
  records: readonly [ConvertedRecord, ...ConvertedRecord[]],
  { name, kind }: Source,
  url: string | undefined,
): ConvertedRecord => {
  const [first] = records;
  if (name === undefined) return first;
  const named = records.find(({ artifact }) => goesBy(artifact, name));
  if (named) return named;
  // A single artifact may go by the name of its file; but another number is another trial.
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

/** What a source came to. */
type Resolved = Read & { json: unknown; outdated?: Failure; otherRecords?: OtherRecords; retrieved?: string };

/** What has to be had before a source can be read further: a file, several of which some may be missing, or the proof that data are those that were asked for. */
type Need = { url: string } | { urls: string[] } | { proof: () => Promise<void> };

/** Reads one source into an artifact of the wanted kind, following ids to the artifact that has it. It asks for what it needs on the way. */
function* resolve(source: Source): Generator<Need, Resolved, unknown> {
  function* fetched(address: string): Generator<Need, Loaded, unknown> {
    return (yield { url: address }) as Loaded;
  }
  // Data that are handed over have no address, whatever attributes stand beside them.
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
    // Without a name of its own it is the page's record, which may be picked among several.
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
      return {
        artifact: found.artifact,
        problems,
        json: read.json,
        ...(url !== undefined && { url }),
        ...(otherRecords && { otherRecords }),
        ...(read.retrieved !== undefined && { retrieved: read.retrieved }),
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

/** Answers a need from memory; undefined if anything has to be loaded first. */
const atHand = (need: Need): unknown => {
  if ('url' in need) return peek(need.url);
  if ('proof' in need) return undefined;
  const parts = need.urls.map((url) => peek(url));
  return parts.includes(undefined) ? undefined : parts;
};

/** Gets what is needed. @throws LoadError */
const get = async (need: Need, signal: AbortSignal): Promise<unknown> => {
  if ('url' in need) return load(need.url, signal);
  if ('proof' in need) return need.proof();
  return Promise.all(need.urls.map((url) => load(url, signal).catch(() => undefined)));
};

/** Goes on with a source until something has to be waited for. */
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

/** Waits for what a source needs, until it is read. @throws LoadError */
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

/** How a lookup treats what a record says of safety in another file: it waits for it, goes ahead meanwhile, or leaves it alone. */
export type SafetyLookup = 'awaited' | 'meanwhile' | 'left';

/** A source's state without its safety profile. */
type Main = Exclude<ArtifactState, { status: 'ready' }> | (Resolved & { status: 'ready' });

/**
 * Follows one source to its record, and to the safety profile that this names. The latest source wins, and what was asked
 * for before is given up.
 */
export class Lookup<T extends Artifact = Artifact> {
  readonly #changed: (settled: ArtifactState<T> | undefined) => void;
  readonly #safetyLookup: () => SafetyLookup;
  #safety: Lookup<Safety> | undefined;
  #source: Source = { base: settings.base };
  #main: Main = { status: 'idle' };
  #state: ArtifactState<T> = { status: 'idle' };
  /** What was told as settled last. */
  #told: Main | undefined;
  #abort: AbortController | undefined;
  #asked = new Set<string>();
  #reloading = false;

  /**
   * @param changed is told of each change, and with it of each `ready` and `failed`, once.
   * @param safety how the profile is looked up; it may change with what the host shows.
   */
  constructor(changed: (settled: ArtifactState<T> | undefined) => void, safety: () => SafetyLookup = () => 'left') {
    this.#changed = changed;
    this.#safetyLookup = safety;
  }

  get state(): ArtifactState<T> {
    return this.#state;
  }

  /** Whether an answer is waited for. */
  get isPending(): boolean {
    return this.#main.status === 'loading' || this.#reloading || (this.#safety?.isPending ?? false);
  }

  /** Whether anything was loaded for it. */
  get hasAsked(): boolean {
    return this.#asked.size > 0 || (this.#safety?.hasAsked ?? false);
  }

  /** Takes the source that counts now. The same source again changes nothing. */
  use(source: Source): void {
    if (sameSource(source, this.#source) && this.#main.status !== 'idle') return;
    this.#source = source;
    this.#start();
  }

  /** Loads again, past what is kept of the last answer. What is shown stays until there is something newer. */
  reload(): void {
    for (const url of this.#asked) forget(url);
    // First the profile: what the record leads to is then on its way already.
    this.#safety?.reload();
    this.#start(this.#main.status === 'ready');
  }

  /** Loads the safety profile again if it could not be loaded: a card may have its record from the page, which reloads only that. */
  reloadFailedSafety(): void {
    if (this.#safety?.state.status === 'failed') this.#safety.reload();
  }

  /** Gives up what is on its way; `resume` starts it again. */
  pause(): void {
    this.#abort?.abort();
    this.#safety?.pause();
  }

  resume(): void {
    if (this.#main.status === 'loading' || this.#reloading) this.#start(this.#reloading);
    this.#safety?.resume();
  }

  /** Asks again for what the network broke off. */
  retryBroken(): void {
    const main = this.#main;
    const failure = main.status === 'failed' ? main.failure : main.status === 'ready' ? main.outdated : undefined;
    if (main.status === 'loading' || this.#reloading || failure?.reason === 'network') this.reload();
    else this.#safety?.retryBroken();
  }

  /** @param reloading whether what is shown is of the same source, and may stay meanwhile and if it fails. */
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
      // Without a source of its own the element is as far as the page is.
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
      // What is at hand is shown at once: nobody sees a place held for it.
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

  /** Of the record that counts now: with another, or with none, the profile of the one before is gone. */
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
    // No fact of a record is shown before its warnings are known, where somebody waits for them.
    if (safety.state === 'pending' && this.#safetyLookup() === 'awaited')
      return { status: 'loading', ...(main.url !== undefined && { url: main.url }) };
    const profile = this.#safety?.state;
    const outdated = main.outdated ?? (profile?.status === 'ready' ? profile.outdated : undefined);
    return { ...main, artifact: main.artifact as T, safety, ...(outdated && { outdated }) };
  }
}

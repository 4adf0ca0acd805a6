import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { sentence, str } from '../i18n/messages.js';
import { settings } from '../settings.js';
import { type FromRecord, fromRecord, fromText, type Whole } from './formats/index.js';
import { checkIntegrity } from './integrity.js';
import { type Failure, forget, load, type Loaded, LoadError, MAX_BYTES, peek } from './load.js';
import type { Problem } from './parse.js';
import { pick } from './pick.js';
import type { Artifact, Kind, Trial } from './schema/index.js';

/** What an element knows of its artifact: one of four, never a mixture. */
export type ArtifactState<T extends Artifact = Artifact> =
  | { status: 'idle' }
  | { status: 'loading'; url?: string }
  /**
   * `json`: what the artifact was read from, as it was loaded. `outdated`: why it could not be had anew when it was asked
   * for again. What was there goes on being shown.
   */
  | {
      status: 'ready';
      artifact: T;
      problems: Problem[];
      json: unknown;
      url?: string;
      outdated?: Failure;
      among?: Among;
      retrieved?: string;
    }
  | { status: 'failed'; failure: Failure };

/** The records that a file holds beside the one that is shown: a search answer has several. */
export interface Among {
  records: readonly [Whole, ...Whole[]];
  /** How many the search found in all; undefined where it does not say. */
  total: number | undefined;
}

/** Where an artifact comes from. The first that is set counts, in this order. */
export interface Source {
  /** A parsed object, as the element's `artifact` property holds it. */
  artifact?: unknown;
  /** The text of a child `<script type="application/json">`. */
  inline?: string | undefined;
  /** A URL, relative to the document. */
  src?: string | undefined;
  /** An NCT number, looked up at `endpoint`. */
  nctId?: string | undefined;
  /** The registry's API, or a proxy or mirror of it. */
  endpoint?: string | undefined;
  /** An id, resolved against `base`. */
  artifactId?: string | undefined;
  /** What the viewer above has. */
  page?: ArtifactState | undefined;
  /** The folder that ids resolve against. */
  base: string;
  /** The kind the element shows; unset, any. */
  kind?: Kind | undefined;
  /** Which of several, by id or NCT number. */
  name?: string | undefined;
  /** The hashes of the only files that may be shown, as `checkIntegrity` takes them; unset, any may. */
  integrity?: string | undefined;
}

/** An article leads to a drug and a drug to its safety; more hops than that are a circle. */
const MAX_HOPS = 4;

const invalid = (problems: Problem[], url?: string): LoadError => {
  const [first] = problems;
  const wrongKind = first?.path === '$.kind';
  return new LoadError({
    reason: wrongKind ? 'wrong-kind' : 'invalid',
    url,
    problems,
    message: first
      ? sentence(str`At ${first.path}: expected ${first.expected}, found ${first.found}.`)
      : sentence('The file holds no artifact.'),
    remedy: wrongKind
      ? sentence('Use the element for this kind, or an artifact of the right kind.')
      : sentence('Correct the artifact at the place named.'),
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
        ? sentence('The registry has no results of this study, so it lists no adverse events.')
        : sentence('This record of the study has no adverse events; that does not mean that there were none.'),
    remedy: sentence('Look the study up at its registry.'),
  });

/** The records of a file, or a failure that says why there is none. @throws LoadError */
const recordsIn = (read: FromRecord, url: string | undefined) => {
  if (read.records) return read.records;
  if (read.refusal) throw new LoadError({ reason: 'refused', url, ...read.refusal });
  throw invalid(read.problems, url);
};

const NCT_ID = /^NCT\d{8}$/;

/** Whether an artifact goes by this name: its id, its NCT number, or a number of the drug. */
const goesBy = (artifact: Artifact, name: string) =>
  artifact.id === name ||
  (artifact.kind === 'trial' && artifact.nctId === name) ||
  (artifact.kind === 'drug' && artifact.identifiers?.some(({ value }) => value === name));

/** The record that is meant: of several the one by this name, or the first where no name is given. @throws LoadError where none has the name. */
const choose = (records: readonly [Whole, ...Whole[]], { name, kind }: Source, url: string | undefined): Whole => {
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

/** The document's base, for addresses in attributes. */
const documentBase = () => (typeof document === 'undefined' ? undefined : document.baseURI);

/** The URL of the artifact with this id. @throws LoadError if the id is no id. */
export const artifactUrl = (id: string, base: string): string => {
  if (!/^[\w][\w.-]*$/.test(id))
    throw new LoadError({
      reason: 'not-there',
      message: sentence(str`“${id}” is no artifact id.`),
      remedy: sentence('An id has letters, digits, hyphens, points and underscores only.'),
    });
  return new URL(`${id}.json`, new URL(base, documentBase())).href;
};

/** The folder that the ids in an artifact resolve against: its own, or the base where its address has none (`data:`, `blob:`). */
export const folderOf = (url: string | undefined, base: string): string =>
  url !== undefined && URL.canParse('.', url) ? new URL('.', url).href : base;

const absolute = (src: string): string => {
  try {
    return new URL(src, documentBase()).href;
  } catch {
    throw new LoadError({
      reason: 'not-there',
      message: sentence(str`“${src}” is no address.`),
      remedy: sentence('Give a full address, or a path on this site.'),
    });
  }
};

/**
 * Where a study's record is.
 * @param endpoint a folder that studies lie in by their number, or an address with `{nctId}` in the number's place.
 * @throws LoadError if the number is none.
 */
export const studyUrl = (nctId: string, endpoint: string): string => {
  const id = nctId.trim().toUpperCase();
  if (!NCT_ID.test(id))
    throw new LoadError({
      reason: 'not-there',
      message: sentence(str`“${nctId}” is no NCT number.`),
      remedy: sentence('It is NCT and eight digits, such as NCT03306277.'),
    });
  return absolute(
    endpoint.includes('{nctId}')
      ? endpoint.replace('{nctId}', id)
      : `${endpoint.replace(/\/?$/, '/')}${id}?format=json`,
  );
};

/** What a source came to. */
type Resolved = Whole & { json: unknown; url?: string; among?: Among; retrieved?: string };

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
        remedy: sentence('Show fewer fields, or split the record.'),
      });
    try {
      read = fromText(source.inline);
    } catch (error) {
      throw new LoadError({
        reason: 'not-json',
        message: sentence(str`The JSON in the element is not valid: ${(error as Error).message}`),
        remedy: sentence('Correct it; a JSON checker shows the place.'),
      });
    }
  } else if (url !== undefined) read = yield* fetched(url);
  else if (source.page?.status === 'ready') {
    const { among, json } = source.page;
    // Without a name of its own it is the page's record, which may be picked among several.
    read = { ...((source.name !== undefined && among) || { records: [source.page] }), json };
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
    const found = source.kind ? pick(artifact, source.kind, source.name) : { artifact };
    if ('missing' in found)
      throw artifact.kind === 'trial' && source.kind === 'safety'
        ? withoutEvents(artifact, [found.missing, ...own], url)
        : invalid([found.missing, ...own], url);
    problems.push(...own);
    if ('artifact' in found) {
      const among = records.length > 1 ? { records, total: read.records && read.total } : undefined;
      return {
        artifact: found.artifact,
        problems,
        json: read.json,
        ...(url !== undefined && { url }),
        ...(among && { among }),
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
    [{ path: '$', expected: `a ${source.kind}`, found: 'artifacts that refer to each other in a circle' }],
    url,
  );
}

/** What is there of a need without waiting; undefined where something is missing. */
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

/** Whether two states of the page hold the same artifact: a card has nothing to load anew then. */
const samePage = (a: ArtifactState | undefined, b: ArtifactState | undefined) =>
  a === b || (a?.status === 'ready' && b?.status === 'ready' && a.artifact === b.artifact && a.url === b.url);

const sameSource = (a: Source, b: Source) =>
  (Object.keys({ ...a, ...b }) as (keyof Source)[]).every(
    (key) => a[key] === b[key] || (key === 'page' && samePage(a.page, b.page)),
  );

/** Keeps one state for its host, whatever the source: the latest source wins, and what was asked for before is given up. */
export class ArtifactController<T extends Artifact> implements ReactiveController {
  state: ArtifactState<T> = { status: 'idle' };
  readonly #host: ReactiveControllerHost;
  readonly #settled: (state: ArtifactState<T>) => void;
  #source: Source = { base: settings.base };
  #abort: AbortController | undefined;
  #asked = new Set<string>();
  #reloading = false;

  /** @param settled is told of each `ready` and `failed`, once. */
  constructor(host: ReactiveControllerHost, settled: (state: ArtifactState<T>) => void) {
    this.#host = host;
    this.#settled = settled;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#asked.size > 0) this.#awaitReturn();
    if (this.state.status === 'loading' || this.#reloading) this.#start(this.#reloading);
  }

  hostDisconnected(): void {
    ArtifactController.#asking.delete(this as unknown as ArtifactController<Artifact>);
    // What arrives while the element is out of the page is not lost: it starts again when it is back.
    this.#abort?.abort();
  }

  /** Takes the source that counts now. The same source again changes nothing. */
  use(source: Source): void {
    if (sameSource(source, this.#source) && this.state.status !== 'idle') return;
    this.#source = source;
    this.#start();
  }

  /** Asks again, past what is kept of the last answer. What is shown stays until there is something newer. */
  retry(): void {
    for (const url of this.#asked) forget(url);
    this.#start(this.state.status === 'ready');
  }

  /** Those in the page that have asked for something. */
  static readonly #asking = new Set<ArtifactController<Artifact>>();

  /** Who comes back to a page finds what was on its way: the browser may have broken that off when the page was left. */
  static readonly #onPageShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) for (const controller of [...ArtifactController.#asking]) controller.#resume();
  };

  #awaitReturn(): void {
    ArtifactController.#asking.add(this as unknown as ArtifactController<Artifact>);
    addEventListener('pageshow', ArtifactController.#onPageShow);
  }

  #resume(): void {
    const { state } = this;
    const failure = state.status === 'failed' ? state.failure : state.status === 'ready' ? state.outdated : undefined;
    if (state.status === 'loading' || this.#reloading || failure?.reason === 'network') this.retry();
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
    if (!own && source.page?.status !== 'ready') {
      // Without a source of its own the element is as far as the page is.
      if (source.page?.status === 'failed') return this.#set(source.page);
      return this.#set(source.page?.status === 'loading' ? { status: 'loading' } : { status: 'idle' });
    }
    this.#asked = new Set();
    const done = (found: Resolved) => {
      if (!abort.signal.aborted) this.#set({ status: 'ready', ...found, artifact: found.artifact as T });
    };
    const failed = (error: unknown) => {
      if (abort.signal.aborted) return;
      const failure: Failure =
        error instanceof LoadError
          ? error.failure
          : {
              reason: 'invalid',
              message: String(error),
              remedy: sentence('Report this to the makers of artifact-viewer.'),
            };
      const shown = reloading && this.state.status === 'ready' ? this.state : undefined;
      this.#set(shown ? { ...shown, outdated: failure } : { status: 'failed', failure });
    };
    try {
      const steps = resolve(source);
      const { found, need } = follow(steps, this.#asked);
      // What is at hand is shown at once: nobody sees a place held for it.
      if (found) return done(found);
      if (!reloading) this.#set({ status: 'loading' });
      this.#awaitReturn();
      finish(steps, need, this.#asked, abort.signal).then(done, failed);
    } catch (error) {
      failed(error);
    }
  }

  #set(state: ArtifactState<T>): void {
    this.state = state;
    this.#reloading = false;
    this.#host.requestUpdate();
    if (state.status === 'ready' || state.status === 'failed') this.#settled(state);
  }
}

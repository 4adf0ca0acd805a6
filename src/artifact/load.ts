import { sentence, str } from '../i18n/messages.js';
import { today } from './today.js';
import { type FromRecord, fromRecord, fromText } from './formats/index.js';
import type { Problem } from './copy.js';
import { decode, NOT_TEXT } from './text.js';

/** Why an artifact could not be loaded, and what a reader or a page's author can do about it. */
export interface Failure {
  reason:
    | 'network'
    | 'cors'
    | 'offline'
    | 'http'
    | 'timeout'
    | 'too-large'
    | 'not-json'
    | 'integrity'
    | 'refused'
    | 'invalid'
    | 'wrong-kind'
    | 'not-there';
  /** What happened, in one sentence. */
  message: string;
  /** What to do about it, in one sentence. */
  remedy: string;
  /** The URL requested. */
  url?: string | undefined;
  /** The HTTP status, if the server responded. */
  status?: number | undefined;
  /** The fields that could not be read. */
  problems?: Problem[] | undefined;
}

/** The records of a file, with its JSON as loaded. */
export type Loaded = FromRecord & {
  json: unknown;
  /** The date of the fetch (ISO 8601), for data from a URL. */
  retrieved?: string;
};

/** A failure as an error, so that a promise can carry it. */
export class LoadError extends Error {
  override name = 'LoadError';
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** An internal error as a failure that can be shown. */
export const internal = (error: unknown): Failure => ({
  reason: 'invalid',
  message: sentence(str`Internal error: ${String(error)}`),
  remedy: sentence('Please report it.'),
});

/** The size limit of a file, in bytes. Registry records reach 1 MB. */
export const MAX_BYTES = 5_000_000;

/** The time limit of a request, in milliseconds. */
export const TIMEOUT = 15_000;

const fail = (failure: Failure): never => {
  throw new LoadError(failure);
};

const megabytes = (bytes: number) => `${Math.round(bytes / 1e5) / 10} MB`;

/** Reads the body as it arrives and stops at the limit, so that an endless response costs no more than that. */
const read = async (response: Response, url: string): Promise<string> => {
  const reader = response.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let bytes = 0; reader;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > MAX_BYTES) {
      void reader.cancel();
      fail({
        reason: 'too-large',
        url,
        message: sentence(str`The file is larger than ${megabytes(MAX_BYTES)}.`),
        remedy: sentence('Include fewer fields, or split the record.'),
      });
    }
    chunks.push(value);
  }
  return decode(new Uint8Array(await new Blob(chunks).arrayBuffer())) ?? fail({ reason: 'not-json', url, ...NOT_TEXT });
};

/**
 * Tells a CORS refusal from an unreachable server: a request without CORS succeeds only if the server responds. It bypasses
 * the cache, which proves nothing.
 */
const isReachable = (url: string): Promise<boolean> =>
  fetch(url, {
    mode: 'no-cors',
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(3000),
  }).then(
    () => true,
    () => false,
  );

const whyUnreachable = async (url: string): Promise<Failure> => {
  const page = globalThis.location as Location | undefined;
  if (globalThis.navigator?.onLine === false)
    return {
      reason: 'offline',
      url,
      message: sentence('There is no network connection.'),
      remedy: sentence('Try again once you are online.'),
    };
  if (page?.protocol === 'https:' && url.startsWith('http:'))
    return {
      reason: 'network',
      url,
      message: sentence('Browsers do not load http addresses on https pages.'),
      remedy: sentence('Use an https address.'),
    };
  if (page?.protocol === 'file:' || url.startsWith('file:'))
    return {
      reason: 'network',
      url,
      message: sentence('Browsers do not let a page opened from disk read other files.'),
      remedy: sentence('Serve the page over HTTP, or put the JSON inside the element.'),
    };
  const host = new URL(url).host;
  if (page && new URL(url).origin !== page.origin && (await isReachable(url)))
    return {
      reason: 'cors',
      url,
      message: sentence(str`${host} does not allow this site to read the file (CORS).`),
      remedy: sentence('Its server must send the Access-Control-Allow-Origin header.'),
    };
  return {
    reason: 'network',
    url,
    message: sentence(str`${host} could not be reached.`),
    remedy: sentence('Check the address and your connection, then try again.'),
  };
};

/** Types that mean a wrong address: a page, a picture or a program. Generic types pass, since servers send them for JSON. */
const NEVER_JSON =
  /^(text\/(html|css|javascript)|application\/(xhtml\+xml|pdf|javascript|zip|gzip)|(image|audio|video|font)\/)/i;

/** The message in the body of a registry's error response, if its format is known. */
const refusalIn = async (response: Response, url: string) => {
  if (!/json/.test(response.headers.get('content-type') ?? '')) return undefined;
  try {
    const body = fromText(await read(response, url));
    return body.records ? undefined : body.refusal;
  } catch {
    return undefined;
  }
};

/**
 * @param abort cancels the request; it is also aborted here on timeout.
 * @param fresh revalidates the browser's cached response.
 */
const request = async (
  url: string,
  abort: AbortController,
  fresh: boolean,
  readText: (text: string) => Loaded,
): Promise<Loaded> => {
  const { signal } = abort;
  let text: string;
  let timedOut = false;
  let answered = false;
  const timer = setTimeout(() => {
    timedOut = true;
    abort.abort();
  }, TIMEOUT);
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
      headers: { accept: 'application/json' },
      cache: fresh ? 'no-cache' : 'default',
    });
    answered = true;
    // Redirects within a host are followed (to https, to a new file name), never to another: the data is attributed to the host requested.
    const [asked, sent] = [new URL(url).host, new URL(response.url || url).host];
    if (sent !== asked)
      fail({
        reason: 'not-there',
        url,
        message: sentence(str`${asked} redirects to another host, ${sent}.`),
        remedy: sentence('If you trust that host, use the file’s address there.'),
      });
    if (!response.ok) {
      const { status } = response;
      const said = await refusalIn(response, url);
      fail({
        reason: 'http',
        url,
        status,
        message: said
          ? sentence(str`${said.message} (${status})`)
          : status === 404
            ? sentence('File not found (404).')
            : sentence(str`The server returned an error (${status}).`),
        remedy:
          said?.remedy ??
          (status === 404 ? sentence('Check the address or the artifact ID.') : sentence('Try again later.')),
      });
    }
    const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
    if (NEVER_JSON.test(type))
      fail({
        reason: 'not-json',
        url,
        message: /html/i.test(type)
          ? sentence('The file is a web page, not JSON.')
          : sentence(str`The file has the type ${type.trim()}, not JSON.`),
        remedy: sentence(
          'The address must point to the JSON file itself, and the server must send it as application/json.',
        ),
      });
    text = await read(response, url);
  } catch (error) {
    if (error instanceof LoadError) throw error;
    if (timedOut)
      fail({
        reason: 'timeout',
        url,
        message: sentence(str`No complete response within ${TIMEOUT / 1000} seconds.`),
        remedy: sentence('Try again later.'),
      });
    if (signal.aborted) throw error;
    if (answered && globalThis.navigator?.onLine !== false)
      fail({
        reason: 'network',
        url,
        message: sentence(str`The connection to ${new URL(url).host} was interrupted.`),
        remedy: sentence('Try again later.'),
      });
    throw new LoadError(await whyUnreachable(url));
  } finally {
    clearTimeout(timer);
  }
  try {
    return { ...readText(text), retrieved: today() };
  } catch (error) {
    const message = /^\s*</.test(text)
      ? sentence('The file is a web page, not JSON.')
      : text.trim()
        ? sentence(str`The file is not valid JSON (${(error as Error).message.replace(/["'].*/s, '').trim()}).`)
        : sentence('The file is empty.');
    return fail({
      reason: 'not-json',
      url,
      message,
      remedy: sentence('The address must point to the JSON file itself.'),
    });
  }
};

/** How long a file waits for those that were requested before it, in milliseconds from its own request. */
const TURN = 1000;

/** By origin, since a slow server is no reason to wait for another: the last file requested. */
const latest = new Map<string, Promise<unknown>>();

/**
 * Passes the files of a server on in the order in which they were requested: a page numbers its sources as its artifacts
 * arrive, and all readers should see the same numbers.
 */
const inTurn = (url: string, loaded: Promise<Loaded>): Promise<Loaded> => {
  const { origin } = new URL(url);
  const turn = Promise.race([latest.get(origin), new Promise((resolve) => setTimeout(resolve, TURN))]);
  const passedOn = loaded.finally(() => turn);
  latest.set(
    origin,
    passedOn.catch(() => undefined),
  );
  return passedOn;
};

interface Shared {
  promise: Promise<Loaded>;
  /** The result, once it has arrived. */
  value?: Loaded;
  readers: number;
  abort: AbortController;
  settled: boolean;
}

const requests = new Map<string, Shared>();

/** URLs that were forgotten and have not been requested since. */
const forgotten = new Set<string>();

/**
 * Fetches a URL and reads it as an artifact or a registry record. Concurrent callers share one request and one parse.
 * A failure is not cached, so the next call tries again. The request is canceled once every caller has given up.
 *
 * @param url an absolute URL.
 * @param signal ends this caller's wait.
 * @param readText reads the text of the file, where it is something else than a record.
 * @throws LoadError if the file could not be loaded; the signal's reason if the caller gave up.
 */
export const load = async (
  url: string,
  signal?: AbortSignal,
  readText: (text: string) => Loaded = fromText,
): Promise<Loaded> => {
  signal?.throwIfAborted();
  let shared = requests.get(url);
  if (!shared) {
    const abort = new AbortController();
    const promise = inTurn(url, request(url, abort, forgotten.delete(url), readText));
    const started: Shared = { promise, readers: 0, abort, settled: false };
    shared = started;
    requests.set(url, shared);
    shared.promise.then(
      (value) => {
        started.value = value;
        started.settled = true;
      },
      () => requests.get(url) === started && requests.delete(url),
    );
  }
  const current = shared;
  current.readers++;
  if (!signal) return current.promise;
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      reject(signal.reason as Error);
      if (--current.readers > 0 || current.settled) return;
      if (requests.get(url) === current) requests.delete(url);
      current.abort.abort();
    };
    signal.addEventListener('abort', giveUp, { once: true });
    current.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
};

let known: ((url: string) => unknown) | undefined;

/**
 * Sets a source of files that needs no request: the folder on disk while pages are prerendered.
 * @param read returns the JSON at an address, or undefined if it does not serve that address. It throws LoadError if the file is missing.
 */
export const takeFrom = (read: ((url: string) => unknown) | undefined): void => {
  known = read;
};

/** Returns a file that is available without waiting: loaded before, or provided by `takeFrom`. */
export const peek = (url: string): Loaded | undefined => {
  const json = known?.(url);
  return json === undefined ? requests.get(url)?.value : { ...fromRecord(json), json };
};

/** Drops the cached result of a URL, so that the next call fetches it again. */
export const forget = (url: string): void => {
  requests.delete(url);
  forgotten.add(url);
};

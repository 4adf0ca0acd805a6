import { setTimeout as wait } from 'node:timers/promises';
import { decode, NOT_TEXT } from '../artifact/text.js';
import { Refusal } from './command.js';
import { progress } from './progress.js';

/** Retry settings. */
export interface Patience {
  /** Attempts after the first. */
  retries: number;
  /** Time limit of one attempt, in seconds. */
  timeout: number;
  /** Cancels the request. */
  signal: AbortSignal;
}

/** Delay before the first retry, in milliseconds; each further delay is twice as long. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 20_000;
const MAX_BYTES = 50_000_000;

/** A temporary failure, worth a retry. */
class Passing extends Error {
  constructor(
    message: string,
    readonly waitFor?: number,
  ) {
    super(message);
  }
}

const CODES: Record<string, string> = {
  ENOTFOUND: 'host not found (is the computer online?)',
  EAI_AGAIN: 'the host name could not be resolved (is the computer online?)',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was interrupted',
  UND_ERR_SOCKET: 'the connection was interrupted',
  ENETUNREACH: 'no network connection',
  CERT_HAS_EXPIRED: 'the server’s certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the server’s certificate is not trusted by this computer',
};

const codeOf = (error: unknown): string => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const inner = cause instanceof AggregateError ? (cause.errors[0] as Error) : cause;
    const { code } = inner as NodeJS.ErrnoException;
    if (code) return code;
  }
  return '';
};

const readBody = async (response: Response, url: string): Promise<string> => {
  if (Number(response.headers.get('content-length')) > MAX_BYTES)
    throw new Refusal(`The response is larger than ${MAX_BYTES / 1e6} MB.`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length > MAX_BYTES) throw new Refusal(`The response is larger than ${MAX_BYTES / 1e6} MB.`);
  const text = decode(bytes);
  if (text === undefined) throw new Refusal(`${url}: ${NOT_TEXT.message} ${NOT_TEXT.remedy}`);
  return text;
};

const once = async (url: string, { timeout, signal }: Patience): Promise<string> => {
  const limit = AbortSignal.timeout(timeout * 1000);
  let response: Response;
  try {
    response = await fetch(url, {
      signal: AbortSignal.any([signal, limit]),
      headers: { accept: 'application/json, text/plain, text/markdown, */*;q=0.5' },
    });
    if (response.ok) return await readBody(response, url);
  } catch (error) {
    if (signal.aborted || error instanceof Refusal) throw error;
    if (limit.aborted) throw new Passing(`no complete response within ${timeout} seconds`);
    const code = codeOf(error);
    throw new Passing(CODES[code] ?? (code || (error as Error).message));
  }
  const after = Number(response.headers.get('retry-after'));
  const body = (await response.text().catch(() => '')).trim();
  const said = body && !body.startsWith('<') ? ` (“${body.slice(0, 160).replaceAll(/\s+/g, ' ')}”)` : '';
  if (response.status === 408 || response.status === 429 || response.status >= 500)
    throw new Passing(`the server returned ${response.status}${said}`, after > 0 ? after * 1000 : undefined);
  if (response.status === 404) throw new Refusal(`${url} was not found (404)${said}. Check the address or the number.`);
  throw new Refusal(`${url} was refused: the server returned ${response.status}${said}. Retrying would not help.`);
};

/** Fetches a URL, with retries and increasing delays for temporary failures. @throws Refusal that says what was tried. */
export const fetchText = async (url: string, patience: Patience): Promise<string> => {
  for (let attempt = 0; ; attempt++) {
    patience.signal.throwIfAborted();
    try {
      return await once(url, patience);
    } catch (error) {
      if (!(error instanceof Passing)) throw error;
      const { host } = new URL(url);
      const tries = attempt + 1;
      if (attempt >= patience.retries)
        throw new Refusal(
          `${url} could not be fetched: ${error.message}. Tried ${tries === 1 ? 'once' : `${tries} times`}. ` +
            'Try again later, or save the record with a browser and pass the file instead of the address.',
          { cause: error },
        );
      const pause = Math.min(error.waitFor ?? FIRST_WAIT * 2 ** attempt, LONGEST_WAIT);
      progress(`${host}: ${error.message}; retrying in ${Math.ceil(pause / 1000)} s`);
      await wait(pause, undefined, { signal: patience.signal });
    }
  }
};

/** The command-line options for retry settings. */
export const PATIENCE_OPTIONS = {
  retries: {
    type: 'string',
    value: 'N',
    help: 'Number of retries after a network failure, with increasing delays (default: 3).',
  },
  timeout: { type: 'string', value: 'SECONDS', help: 'Timeout for each attempt (default: 30).' },
} as const;

/** The default source of trial records. */
export const REGISTRY = 'https://clinicaltrials.gov/api/v2';

/** The address of one trial's record. */
export const studyUrl = (endpoint: string, nctId: string): string => `${endpoint.replace(/\/+$/, '')}/studies/${nctId}`;

import { sentence, str } from '../i18n/messages.js';
import { settings } from '../settings.js';
import { urlOf } from './address.js';
import { type Failure, LoadError } from './load.js';
import type { ArtifactState } from './resolve.js';
import type { Kind } from './schema/index.js';

/** Where an artifact comes from. The first field that is set, in this order, is used. */
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
  /** Markup that the page gave as a source but that can't be used, quoted. */
  unusable?: string | undefined;
  /** The state of the enclosing viewer. */
  page?: ArtifactState | undefined;
  /** The folder that ids resolve against. */
  base: string;
  /** The kind the element shows; unset, any. */
  kind?: Kind | undefined;
  /** Accept a drug that names no safety profile as an empty profile, when asking what is known of its warnings. */
  orEmpty?: boolean | undefined;
  /** Which record of several, by id or NCT number. */
  name?: string | undefined;
  /** Hashes of the files that may be shown, in the format of `checkIntegrity`; unset, any file. */
  integrity?: string | undefined;
  /** Whether to ask for the text that `build` formatted. It is no part of what the source is. */
  withText?: boolean | undefined;
}

/** Whether two page states hold the same artifact, so that a card need not reload. */
const samePage = (a: ArtifactState | undefined, b: ArtifactState | undefined) =>
  a === b || (a?.status === 'ready' && b?.status === 'ready' && a.artifact === b.artifact && a.url === b.url);

/** Whether two sources are equivalent, so that nothing has to be reloaded. */
export const sameSource = (a: Source, b: Source) =>
  (Object.keys({ ...a, ...b }) as (keyof Source)[]).every(
    (key) => a[key] === b[key] || key === 'withText' || (key === 'page' && samePage(a.page, b.page)),
  );

/** A registry number of ClinicalTrials.gov. */
export const NCT_ID = /^NCT\d{8}$/;

/** The document's base URL, for addresses in attributes; undefined in Node. */
export const documentBase = () => (typeof document === 'undefined' ? undefined : document.baseURI);

/** The URL of the artifact with this id. @throws LoadError if the id is not valid. */
export const artifactUrl = (id: string, base: string): string => {
  if (!/^[\w][\w.-]*$/.test(id))
    throw new LoadError({
      reason: 'not-there',
      message: sentence(str`“${id}” is not a valid artifact ID.`),
      remedy: sentence('An ID may contain only letters, digits, hyphens, periods and underscores.'),
    });
  return new URL(`${id}.json`, new URL(base, documentBase())).href;
};

/** The folder that the ids in an artifact resolve against: its own, or `base` if its address has none (`data:`, `blob:`). */
export const folderOf = (url: string | undefined, base: string): string => urlOf('.', url)?.href ?? base;

/**
 * The URL of an artifact's text as `build` formatted it, beside the artifact. Only the page can say that its artifact folder has
 * such files: no other server is asked for one.
 */
export const prebuiltTextUrl = (url = '', { base, prebuilt } = settings): string | undefined =>
  prebuilt && /^[^?#]+\.json$/.test(url) && folderOf(url, '') === urlOf(base, documentBase())?.href
    ? url.replace(/json$/, 'text.json')
    : undefined;

/** The sources that an element accepts, for page authors. */
export const TAKEN = sentence(
  'Set the property artifact (an object), src or artifact-id, or put a script of type application/json directly inside the element.',
);

/** The failure of an element whose source can't be used. */
export const unusableGiven = (given: string): Failure => ({
  reason: 'invalid',
  message: sentence(str`This element can’t use ${given}.`),
  remedy: TAKEN,
});

/** Makes an address from the page absolute. @throws LoadError */
export const absolute = (src: string): string => {
  try {
    return new URL(src, documentBase()).href;
  } catch {
    throw new LoadError({
      reason: 'not-there',
      message: sentence(str`“${src}” is not a valid address.`),
      remedy: sentence('Use a full address, or a path on this site.'),
    });
  }
};

/**
 * The URL of a study's record.
 * @param endpoint a folder of studies by number, or an address with `{nctId}` as a placeholder for the number.
 * @throws LoadError if the number is not valid.
 */
export const studyUrl = (nctId: string, endpoint: string): string => {
  const id = nctId.trim().toUpperCase();
  if (!NCT_ID.test(id))
    throw new LoadError({
      reason: 'not-there',
      message: sentence(str`“${nctId}” is not a valid NCT number.`),
      remedy: sentence('An NCT number is NCT followed by eight digits, such as NCT03306277.'),
    });
  return absolute(
    endpoint.includes('{nctId}')
      ? endpoint.replace('{nctId}', id)
      : `${endpoint.replace(/\/?$/, '/')}${id}?format=json`,
  );
};

import { sentence, str } from '../i18n/messages.js';
import { urlOf } from './address.js';
import { type Failure, LoadError } from './load.js';
import type { ArtifactState } from './resolve.js';
import type { Kind } from './schema/index.js';

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
  /** What the page gave in place of a source and that is none, as it stands there. */
  unusable?: string | undefined;
  /** What the viewer above has. */
  page?: ArtifactState | undefined;
  /** The folder that ids resolve against. */
  base: string;
  /** The kind the element shows; unset, any. */
  kind?: Kind | undefined;
  /** Accept a drug that names no safety profile as an empty profile, when asking what is known of its warnings. */
  orEmpty?: boolean | undefined;
  /** Which of several, by id or NCT number. */
  name?: string | undefined;
  /** The hashes of the only files that may be shown, as `checkIntegrity` takes them; unset, any may. */
  integrity?: string | undefined;
}

/** Whether two page states hold the same artifact, so that a card need not reload. */
const samePage = (a: ArtifactState | undefined, b: ArtifactState | undefined) =>
  a === b || (a?.status === 'ready' && b?.status === 'ready' && a.artifact === b.artifact && a.url === b.url);

/** Whether two sources name the same, so that nothing has to be loaded again. */
export const sameSource = (a: Source, b: Source) =>
  (Object.keys({ ...a, ...b }) as (keyof Source)[]).every(
    (key) => a[key] === b[key] || (key === 'page' && samePage(a.page, b.page)),
  );

/** A registry number of ClinicalTrials.gov. */
export const NCT_ID = /^NCT\d{8}$/;

/** The document's base, for addresses in attributes. */
const documentBase = () => (typeof document === 'undefined' ? undefined : document.baseURI);

/** The URL of the artifact with this id. @throws LoadError if the id is no id. */
export const artifactUrl = (id: string, base: string): string => {
  if (!/^[\w][\w.-]*$/.test(id))
    throw new LoadError({
      reason: 'not-there',
      message: sentence(str`“${id}” is not a valid artifact ID.`),
      remedy: sentence('An ID may contain only letters, digits, hyphens, periods and underscores.'),
    });
  return new URL(`${id}.json`, new URL(base, documentBase())).href;
};

/** The folder that the ids in an artifact resolve against: its own, or the base where its address has none (`data:`, `blob:`). */
export const folderOf = (url: string | undefined, base: string): string => urlOf('.', url)?.href ?? base;

/** What an element takes, for the author of a page that gave it something else. */
export const TAKEN = sentence(
  'Set the property artifact (an object), src or artifact-id, or put a script of type application/json directly inside the element.',
);

/** Why an element shows nothing that was given something else than a source. */
export const unusableGiven = (given: string): Failure => ({
  reason: 'invalid',
  message: sentence(str`This element can’t use ${given}.`),
  remedy: TAKEN,
});

/** An address of the page's author, made absolute. @throws LoadError */
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
 * Where a study's record is.
 * @param endpoint a folder that studies lie in by their number, or an address with `{nctId}` in the number's place.
 * @throws LoadError if the number is none.
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

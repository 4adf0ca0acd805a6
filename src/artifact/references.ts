import type { Artifact } from './schema/index.js';
import type { Reference } from './schema/common.js';

/** One entry of a page's reference list. */
export interface Citation {
  /** Its number on the page, from 1. */
  number: number;
  /** The first key that it was cited by. */
  key: string;
  reference: Reference;
}

/** `[@a]`, `[@a; @b]`: the keys in a citation group's text, or none if the text is no citation group. */
export const citedKeys = (group: string): string[] => {
  const keys = group.split(/[;,]\s*/).map((part) => /^\s*-?@\{?([^\s;,{}[\]]+?)\}?\s*$/.exec(part)?.[1]);
  return keys.every((key): key is string => key !== undefined) ? keys : [];
};

const GROUP = /\[(-?@[^[\]]{1,500})\]/g;

/** Keys in the order in which a reader meets them. */
const keysIn = (value: unknown, keys: Set<string>): void => {
  if (typeof value === 'string')
    for (const [, group] of value.matchAll(GROUP)) citedKeys(group ?? '').forEach((key) => keys.add(key));
  else if (Array.isArray(value)) value.forEach((item) => keysIn(item, keys));
  else if (typeof value === 'object' && value !== null)
    for (const [name, field] of Object.entries(value)) {
      if (name === 'refs' && Array.isArray(field)) field.forEach((key) => typeof key === 'string' && keys.add(key));
      else if (name !== 'references' && name !== 'metadata') keysIn(field, keys);
    }
};

/** What changed: the numbered entries, or who cites them. */
export type Change = 'entries' | 'mentions';

/** What makes two entries the same work: the DOI, else the PMID, else the key with the title. */
export const workOf = (key: string, { DOI, PMID, title }: Reference): string =>
  DOI ? `doi:${DOI.toLowerCase()}` : PMID !== undefined ? `pmid:${PMID}` : `${key}\n${title ?? ''}`;

const ownReference = (artifact: Artifact, key: string): Reference | undefined =>
  artifact.references && Object.hasOwn(artifact.references, key) ? artifact.references[key] : undefined;

/**
 * The references of everything on a page, numbered in the order in which the artifacts were added and, within one, in
 * the order in which they are cited. A work that two artifacts cite has one number.
 */
export class References {
  readonly #citations = new Map<string, Citation>();
  readonly #numbers = new Map<string, number>();
  readonly #artifacts = new Set<Artifact>();
  readonly #mentions = new Map<number, number>();
  readonly #listeners = new Set<(change: Change) => void>();

  /** Reuses the number that a work has on a prerendered page. Call it for the whole list, whose numbers run from 1 without gaps. */
  resume(work: string, number: number): void {
    this.#numbers.set(work, number);
  }

  /** Numbers an artifact's references. Adding it again changes nothing. */
  add(artifact: Artifact): void {
    if (this.#artifacts.has(artifact)) return;
    this.#artifacts.add(artifact);
    const keys = new Set<string>();
    keysIn(artifact, keys);
    for (const key of Object.keys(artifact.references ?? {})) keys.add(key);
    for (const key of keys) {
      const reference = ownReference(artifact, key);
      if (!reference) continue;
      const work = workOf(key, reference);
      if (this.#citations.has(work)) continue;
      const number = this.#numbers.get(work) ?? this.#numbers.size + 1;
      this.#numbers.set(work, number);
      this.#citations.set(work, { number, key, reference });
    }
    this.#changed('entries');
  }

  /** The entry for a key of this artifact, or undefined if the artifact has no such reference. */
  find(artifact: Artifact | undefined, key: string): Citation | undefined {
    const reference = artifact && ownReference(artifact, key);
    return reference && this.#citations.get(workOf(key, reference));
  }

  /** All entries by number. */
  get list(): Citation[] {
    return [...this.#citations.values()].sort((a, b) => a.number - b.number);
  }

  /** Counts a citation of an entry. Only a build needs the count: in a browser the list looks for citations in the page. */
  mention(number: number): void {
    this.#mentions.set(number, this.mentions(number) + 1);
  }

  /** How often an entry was cited so far. @see mention */
  mentions(number: number): number {
    return this.#mentions.get(number) ?? 0;
  }

  /** Says that what cites the entries has been written anew. */
  rewritten(): void {
    this.#changed('mentions');
  }

  /** Calls back after each change, with its type; returns a function that unsubscribes. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(change: Change): void {
    this.#listeners.forEach((listener) => listener(change));
  }
}

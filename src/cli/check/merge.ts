import { isDeepStrictEqual } from 'node:util';
import { jsonPath } from '../../artifact/parse.js';
import { isRecord } from '../../artifact/schema/common.js';
import type { Path } from '../json.js';
import { sameKey } from './statements.js';

/** A change to a JSON file. Paths are those in the original file. */
export type Edit =
  | {
      kind: 'set';
      path: Path;
      value: unknown;
      /** The field to insert after, if the path's field is new. */ after?: string | undefined;
    }
  | { kind: 'remove'; path: Path }
  /** Inserts into the list at the path, before the item now at the index. */
  | { kind: 'insert'; path: Path; index: number; value: unknown };

/** A place that both the artifact's author and the registry changed. Undefined means that the field does not exist. */
export interface Conflict {
  /** A JSON path (RFC 9535). */
  path: string;
  base: unknown;
  mine: unknown;
  registry: unknown;
}

/** Lists whose items have an identifying field, with its possible names: the first present is used. */
const LISTS: Record<string, readonly string[]> = {
  armGroups: ['label'],
  interventions: ['name'],
  outcomes: ['measure', 'title'],
  locations: ['country'],
  publications: ['pmid', 'citation'],
  secondaryIds: ['id'],
  recordDates: ['label'],
  rows: ['label'],
  links: ['title'],
  'provenance.wasDerivedFrom': ['label'],
  'provenance.wasGeneratedBy': ['label'],
  'provenance.wasAttributedTo': ['label'],
  'safety.eventGroups': ['title'],
  'safety.adverseEvents': ['term'],
  editorNotes: ['text'],
};

/** Objects whose fields are merged individually. The fields of all others belong together, as a count and its denominator do. */
const OPEN = new Set([
  '',
  'eligibility',
  'safety',
  'provenance',
  'references',
  'armGroups.*',
  'interventions.*',
  'outcomes.*',
  'safety.eventGroups.*',
]);

/** Fields of an object that are valid only together: analyses refer to the groups of their table. */
const TOGETHER: Record<string, readonly (readonly string[])[]> = {
  'outcomes.*': [['table', 'analyses', 'populationDescription']],
};

const shapeOf = (path: Path): string => path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');

/** The items of a list by name; undefined if two have the same name, or one has none. */
const byName = (list: unknown, names: readonly string[], shape: string): Map<string, number> | undefined => {
  if (list === undefined) return new Map();
  if (!Array.isArray(list)) return undefined;
  const found = new Map<string, number>();
  for (const [index, item] of list.entries()) {
    if (!isRecord(item)) return undefined;
    const name = names.map((field) => item[field]).find((text) => typeof text === 'string');
    if (name === undefined) return undefined;
    const kind = shape === 'safety.adverseEvents' ? `${String(item.serious)} ${String(item.organSystem)} ` : '';
    const key = kind + sameKey(name);
    if (found.has(key)) return undefined;
    found.set(key, index);
  }
  return found;
};

/**
 * A three-way merge of a registry's changes into an artifact that its author may have edited: a place that only one of
 * them changed takes that side's value; one that both changed is a conflict.
 */
export class Merge {
  readonly edits: Edit[] = [];
  readonly conflicts: Conflict[] = [];

  /**
   * @param base the registry's record when the artifact was made.
   * @param mine the artifact in its file.
   * @param registry the registry's current record.
   * @param chosen the side to use for a path that both changed.
   */
  constructor(
    base: unknown,
    mine: unknown,
    registry: unknown,
    readonly chosen: (path: string) => 'mine' | 'registry' | undefined = () => undefined,
  ) {
    this.#value(base, mine, registry, []);
  }

  #value(base: unknown, mine: unknown, registry: unknown, path: Path, after?: string): void {
    if (isDeepStrictEqual(mine, registry) || isDeepStrictEqual(base, registry)) return;
    const shape = shapeOf(path);
    if (OPEN.has(shape) && isRecord(mine) && isRecord(registry)) {
      this.#object(isRecord(base) ? base : {}, mine, registry, path, shape);
      return;
    }
    const names = LISTS[shape];
    if (names && Array.isArray(mine) && Array.isArray(registry) && this.#list(base, mine, registry, path, names))
      return;
    if (isDeepStrictEqual(base, mine)) this.#set(path, registry, after);
    else if (this.#later(base, mine, registry, path)) this.#set(path, registry);
    else this.#conflict(base, mine, registry, path, after);
  }

  #conflict(base: unknown, mine: unknown, registry: unknown, path: Path, after?: string): void {
    const at = jsonPath(path);
    const side = this.chosen(at);
    if (side === 'registry') this.#set(path, registry, after);
    else if (side === undefined) this.conflicts.push({ path: at, base, mine, registry });
  }

  #set(path: Path, value: unknown, after?: string): void {
    this.edits.push(value === undefined ? { kind: 'remove', path } : { kind: 'set', path, value, after });
  }

  /** Whether the artifact's `asOf` becomes the registry's, which is later. */
  #later(base: unknown, mine: unknown, registry: unknown, path: Path): boolean {
    return (
      path.length === 1 &&
      path[0] === 'asOf' &&
      typeof base === 'string' &&
      typeof mine === 'string' &&
      typeof registry === 'string' &&
      registry > mine
    );
  }

  #object(
    base: Record<string, unknown>,
    mine: Record<string, unknown>,
    registry: Record<string, unknown>,
    path: Path,
    shape: string,
  ): void {
    const groups = TOGETHER[shape] ?? [];
    const pick = (of: Record<string, unknown>, fields: readonly string[]) => fields.map((field) => of[field]);
    const split = groups.filter((fields) => {
      const [was, own, theirs] = [pick(base, fields), pick(mine, fields), pick(registry, fields)];
      return !isDeepStrictEqual(own, theirs) && !isDeepStrictEqual(was, theirs) && !isDeepStrictEqual(was, own);
    });
    let after: string | undefined;
    for (const field of new Set([...Object.keys(registry), ...Object.keys(base)])) {
      const at = [...path, field];
      if (split.some((fields) => fields.includes(field))) {
        if (!isDeepStrictEqual(mine[field], registry[field]))
          this.#conflict(base[field], mine[field], registry[field], at, after);
      } else this.#value(base[field], mine[field], registry[field], at, after);
      if (Object.hasOwn(mine, field) || Object.hasOwn(registry, field)) after = field;
    }
  }

  /** @returns whether the items could be identified. */
  #list(base: unknown, mine: unknown[], registry: unknown[], path: Path, names: readonly string[]): boolean {
    const shape = shapeOf(path);
    const [was, own, theirs] = [base, mine, registry].map((list) => byName(list, names, shape));
    if (!was || !own || !theirs) return false;
    const inBase = (key: string) => (base as unknown[] | undefined)?.[was.get(key) ?? -1];
    let place = 0;
    for (const [key, index] of theirs) {
      const at = own.get(key);
      if (at !== undefined) {
        this.#value(inBase(key), mine[at], registry[index], [...path, at]);
        place = at + 1;
      } else if (!was.has(key)) this.edits.push({ kind: 'insert', path, index: place, value: registry[index] });
      // The author removed it, so the registry's changes to it can't be applied.
      else if (!isDeepStrictEqual(inBase(key), registry[index])) {
        const name = jsonPath([...path, key]);
        const side = this.chosen(name);
        if (side === 'registry') this.edits.push({ kind: 'insert', path, index: place, value: registry[index] });
        else if (side === undefined)
          this.conflicts.push({ path: name, base: inBase(key), mine: undefined, registry: registry[index] });
      }
    }
    for (const [key, index] of own)
      if (!theirs.has(key) && was.has(key)) {
        if (isDeepStrictEqual(inBase(key), mine[index])) this.edits.push({ kind: 'remove', path: [...path, index] });
        else this.#conflict(inBase(key), mine[index], undefined, [...path, index]);
      }
    return true;
  }
}

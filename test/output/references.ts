import { readdirSync, readFileSync } from 'node:fs';
import { parse } from '../../src/artifact/parse.js';
import type { Artifact } from '../../src/artifact/schema/index.js';
import type { KeyedReference } from '../../src/output/reference.js';

const FOLDER = new URL('../../artifacts/', import.meta.url);

/** Every artifact in `artifacts/`, as the product reads it. */
export const artifacts: Artifact[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => {
    const { artifact } = parse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));
    if (!artifact) throw new Error(`${name} is no artifact.`);
    return artifact;
  });

/** The references of an artifact with their keys. */
export const referencesOf = ({ references = {} }: Artifact): KeyedReference[] =>
  Object.entries(references).map(([key, reference]) => ({ key, reference }));

/** A date's parts as numbers: formats differ in whether they are numbers or text. */
export const parts = (date: { 'date-parts'?: (string | number)[][] | undefined } | undefined): number[] | undefined =>
  date?.['date-parts']?.[0]?.map(Number);

/** Names as text: formats differ in whether they tell a body from a person with one name. */
export const namesOf = (
  names: { family?: string | undefined; given?: string | undefined; literal?: string | undefined }[] | undefined,
): string[] | undefined =>
  names?.map(({ family, given, literal }) => literal ?? [family, given].filter(Boolean).join(', '));

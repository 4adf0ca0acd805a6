import * as v from 'valibot';
import { Article } from './article.js';
import { Drug } from './drug.js';
import { Safety } from './safety.js';
import { Trial } from './trial.js';

/** The schema of each kind. Types, validation and the published JSON Schema are all derived from these. */
export const schemas = { drug: Drug, trial: Trial, safety: Safety, article: Article } as const;

/** The kinds of artifacts. */
export type Kind = keyof typeof schemas;

/** Any artifact, discriminated by `kind`. */
export type Artifact = Drug | Trial | Safety | Article;

/** The schema of any artifact. */
export const AnyArtifact = v.variant('kind', [Drug, Trial, Safety, Article]);

/** Whether a value is the name of a kind. */
export const isKind = (value: unknown): value is Kind => typeof value === 'string' && Object.hasOwn(schemas, value);

export type * from './article.js';
export type * from './common.js';
export type * from './drug.js';
export type * from './results.js';
export type * from './safety.js';
export type * from './trial.js';

import * as v from 'valibot';
import { Article } from './article.js';
import { Drug } from './drug.js';
import { Safety } from './safety.js';
import { Trial } from './trial.js';

/** One schema a kind. The types, the validation and the published JSON Schema all come from these. */
export const schemas = { drug: Drug, trial: Trial, safety: Safety, article: Article } as const;

/** What an artifact can be about. */
export type Kind = keyof typeof schemas;

/** Any artifact: `kind` tells which. */
export type Artifact = Drug | Trial | Safety | Article;

/** Every artifact's schema as one. */
export const AnyArtifact = v.variant('kind', [Drug, Trial, Safety, Article]);

/** True for the name of a kind. */
export const isKind = (value: unknown): value is Kind => typeof value === 'string' && Object.hasOwn(schemas, value);

export type * from './article.js';
export type * from './common.js';
export type * from './drug.js';
export type * from './results.js';
export type * from './safety.js';
export type * from './trial.js';

import type * as v from 'valibot';
import type { MetadataEntry } from '../../artifact/schema/common.js';

export type { Article, Artifact, Drug, Reference, References, Safety, Trial } from '../../artifact/schema/index.js';

/** The rows of a metadata table. */
export type MetadataEntries = v.InferOutput<typeof MetadataEntry>[];

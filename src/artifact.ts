/** The npm entry `artifact-viewer/artifact.js`: reading artifacts, and their values as words. */
export { type Change, changesBetween } from './artifact/compare.js';
export { fromRecord, type FromRecord, type Whole } from './artifact/formats/index.js';
export { checkIntegrity, hashOf } from './artifact/integrity.js';
export { type Failure, forget, load, LoadError, MAX_BYTES, TIMEOUT } from './artifact/load.js';
export { jsonPath, MAX_DEPTH, parse, type Parsed, type Problem } from './artifact/parse.js';
export { type Pick, pick } from './artifact/pick.js';
export { isKind, schemas } from './artifact/schema/index.js';
export type * from './artifact/schema/index.js';
export * from './artifact/today.js';
export * from './artifact/values.js';
export * from './content/dates.js';
export * from './content/lists.js';
export * from './content/missing.js';
export * from './content/numbers.js';
export * from './content/terms.js';
export { capital } from './artifact/terms.js';
export { directionOf } from './i18n/language.js';

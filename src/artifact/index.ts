export { type Change, changesBetween } from './compare.js';
export * from './format.js';
export { fromRecord, type FromRecord, type Whole } from './formats/index.js';
export { checkIntegrity, hashOf } from './integrity.js';
export { type Failure, forget, load, LoadError, MAX_BYTES, TIMEOUT } from './load.js';
export { jsonPath, MAX_DEPTH, parse, type Parsed, type Problem } from './parse.js';
export { type Pick, pick } from './pick.js';
export { isKind, schemas } from './schema/index.js';
export type * from './schema/index.js';

export { artifactUrl, type ArtifactState } from './artifact/controller.js';
export { type Page, pageContext } from './artifact/context.js';
export { type Failure, LoadError } from './artifact/load.js';
export { fromRecord, type FromRecord, type Whole } from './artifact/formats/index.js';
export { parse, type Parsed, type Problem } from './artifact/parse.js';
export type * from './artifact/schema/index.js';
export { defineElements, elements } from './define.js';
export { ArtifactErrorEvent, ArtifactLoadEvent } from './elements/base.js';
export { configure, type Settings } from './settings.js';

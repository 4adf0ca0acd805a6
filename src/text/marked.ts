import * as library from 'marked';

/**
 * The Markdown parser. It makes hundreds of expressions as it starts, longer than all else in the one script takes: there
 * the build puts a library in this place that starts when this is called first (rollup.config.mjs).
 */
export const marked = (): Pick<typeof library, 'Lexer' | 'Parser' | 'Renderer' | 'Tokenizer'> => library;

// Types for the parts of Citation.js that are used here; the library ships none.
declare module '@citation-js/core' {
  export const plugins: {
    input: {
      /** Text in any known format → CSL-JSON. */
      chain(text: string, options?: { generateGraph?: boolean }): import('../../artifact/schema/index.js').Reference[];
      /** The first step alone: the entries of a BibTeX text, unconverted. */
      chainLink(text: string): { type: string; label: string; properties: Record<string, string> }[];
    };
    config: { get(plugin: '@bibtex'): { parse: { sentenceCase: 'never' | 'english' | 'always' } } };
  };
}

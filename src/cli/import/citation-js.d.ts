// Citation.js has no types of its own. Only what is asked of it here.
declare module '@citation-js/core' {
  export const plugins: {
    input: {
      /** Text in any known format → CSL-JSON. */
      chain(text: string, options?: { generateGraph?: boolean }): import('../../artifact/schema/index.js').Reference[];
      /** The first step of it: of a BibTeX text, its entries as they stand. */
      chainLink(text: string): { type: string; label: string; properties: Record<string, string> }[];
    };
    config: { get(plugin: '@bibtex'): { parse: { sentenceCase: 'never' | 'english' | 'always' } } };
  };
}

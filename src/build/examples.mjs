/** The examples of each element in the reference: markup for a page that loads the script, with artifacts of this site. */

const ARTICLE = 'wiki-therapeutics-zolgensma';

/** An element that shows an artifact by its ID, with fallback content until then. */
const shows = (tag, id, words, height = 'medium', attributes = '') => ({
  code: `<${tag} artifact-id="${id}"${attributes}>\n  <a href="/artifact/${id}">${words}</a>\n</${tag}>`,
  height,
});

/**
 * By tag. `height` is the space reserved for it, so that the layout does not shift; `note` explains what is not in the markup.
 * @type {Record<string, { code: string, height: 'short' | 'medium' | 'tall', note?: string }>}
 */
export const EXAMPLES = {
  'artifact-viewer': shows('artifact-viewer', 'trial-strength', 'The STRENGTH trial', 'tall'),
  'artifact-frame': {
    code: '<artifact-frame src="/artifact/trial-steer?embed=1&amp;view=trials" height="480">\n  <a href="/artifact/trial-steer">The STEER trial</a>\n</artifact-frame>',
    height: 'tall',
  },
  'drug-infobox': shows('drug-infobox', 'therapeutics-zolgensma', 'Zolgensma', 'tall'),
  'trial-card': shows('trial-card', 'trial-steer', 'The STEER trial', 'tall'),
  'safety-list': shows('safety-list', 'safety-zolgensma', 'The safety of Zolgensma', 'tall'),
  'artifact-article': shows('artifact-article', ARTICLE, 'Zolgensma', 'tall'),
  'artifact-contents': shows('artifact-contents', ARTICLE, 'Zolgensma'),
  'therapy-comparison': shows('therapy-comparison', ARTICLE, 'Zolgensma and other therapies', 'tall'),
  'artifact-hypotheses': shows('artifact-hypotheses', ARTICLE, 'Zolgensma'),
  'artifact-links': shows('artifact-links', ARTICLE, 'Zolgensma'),
  'artifact-metadata': shows('artifact-metadata', ARTICLE, 'Zolgensma', 'short'),
  'artifact-provenance': shows('artifact-provenance', ARTICLE, 'Zolgensma', 'short'),
  'artifact-editor-notes': shows('artifact-editor-notes', ARTICLE, 'Zolgensma'),
  'artifact-cite-panel': shows('artifact-cite-panel', 'therapeutics-zolgensma', 'Cite Zolgensma', 'tall'),
  'artifact-embed-panel': shows('artifact-embed-panel', 'therapeutics-zolgensma', 'Embed Zolgensma'),
  'artifact-sources-popover': {
    ...shows('safety-list', 'safety-zolgensma', 'The safety of Zolgensma'),
    note: 'Other elements open it beside the numbers of a citation: rest the pointer on one of the numbers in brackets.',
  },
  'artifact-references': {
    ...shows('artifact-viewer', ARTICLE, 'The references of Zolgensma', 'medium', ' view="references"'),
    note: 'Stands in the shadow tree of an element that cites, and takes its entries by the property <code>references</code>.',
  },
  'artifact-image': {
    code: '<artifact-image from="http://localhost:8000/demo/picture.png" alt="A test picture"></artifact-image>',
    height: 'short',
  },
};

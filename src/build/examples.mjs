/** What shows each element at work in the reference: markup for a page that has the one script, over artifacts of this site. */

const ARTICLE = 'wiki-therapeutics-zolgensma';

/** An element that shows an artifact by its id, and until then what its author wrote into it. */
const shows = (tag, id, words, height = 'medium', attributes = '') => ({
  code: `<${tag} artifact-id="${id}"${attributes}>\n  <a href="/artifact/${id}">${words}</a>\n</${tag}>`,
  height,
});

/**
 * By tag. `height` is what the page holds for it, so that nothing moves while it comes; `note` says what is not in the markup.
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
  'article-body': shows('article-body', ARTICLE, 'Zolgensma', 'tall'),
  'contents-list': shows('contents-list', ARTICLE, 'Zolgensma'),
  'therapy-comparison': shows('therapy-comparison', ARTICLE, 'Zolgensma and other therapies', 'tall'),
  'related-hypotheses': shows('related-hypotheses', ARTICLE, 'Zolgensma'),
  'link-lists': shows('link-lists', ARTICLE, 'Zolgensma'),
  'metadata-table': shows('metadata-table', ARTICLE, 'Zolgensma', 'short'),
  'provenance-list': shows('provenance-list', ARTICLE, 'Zolgensma', 'short'),
  'editor-notes': shows('editor-notes', ARTICLE, 'Zolgensma'),
  'cite-panel': shows('cite-panel', 'therapeutics-zolgensma', 'Cite Zolgensma', 'tall'),
  'embed-panel': shows('embed-panel', 'therapeutics-zolgensma', 'Embed Zolgensma'),
  'cite-ref': {
    ...shows('safety-list', 'safety-zolgensma', 'The safety of Zolgensma'),
    note: 'Other elements make it where a text or a fact has a source: here it is the numbers in brackets.',
  },
  'reference-list': {
    ...shows('artifact-viewer', ARTICLE, 'The references of Zolgensma', 'medium', ' view="references"'),
    note: 'Stands in the shadow tree of an element that cites, and takes its entries by the property <code>references</code>.',
  },
  'remote-image': {
    code: '<remote-image from="http://localhost:8000/demo/picture.png" alt="A test picture"></remote-image>',
    height: 'short',
  },
};

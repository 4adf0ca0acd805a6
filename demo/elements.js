/** The elements that show an artifact, each with one of our artifacts that has what it shows. */
export const ELEMENTS = {
  'artifact-viewer': 'trial-strength',
  'drug-infobox': 'therapeutics-zolgensma',
  'trial-card': 'trial-steer',
  'safety-list': 'safety-zolgensma',
  'article-body': 'wiki-therapeutics-zolgensma',
  'contents-list': 'wiki-therapeutics-zolgensma',
  'therapy-comparison': 'wiki-therapeutics-zolgensma',
  'related-hypotheses': 'wiki-therapeutics-zolgensma',
  'link-lists': 'wiki-therapeutics-zolgensma',
  'metadata-table': 'wiki-therapeutics-zolgensma',
  'provenance-list': 'wiki-therapeutics-zolgensma',
  'editor-notes': 'wiki-therapeutics-zolgensma',
  'cite-panel': 'wiki-therapeutics-zolgensma',
  'embed-panel': 'wiki-therapeutics-zolgensma',
};

/** The elements that show an artifact, each with one of our artifacts that has what it shows. */
export const ELEMENTS = {
  'artifact-viewer': 'trial-strength',
  'drug-infobox': 'therapeutics-zolgensma',
  'trial-card': 'trial-steer',
  'safety-list': 'safety-zolgensma',
  'artifact-article': 'wiki-therapeutics-zolgensma',
  'artifact-contents': 'wiki-therapeutics-zolgensma',
  'therapy-comparison': 'wiki-therapeutics-zolgensma',
  'artifact-hypotheses': 'wiki-therapeutics-zolgensma',
  'artifact-links': 'wiki-therapeutics-zolgensma',
  'artifact-metadata': 'wiki-therapeutics-zolgensma',
  'artifact-provenance': 'wiki-therapeutics-zolgensma',
  'artifact-editor-notes': 'wiki-therapeutics-zolgensma',
  'artifact-cite-panel': 'wiki-therapeutics-zolgensma',
  'artifact-embed-panel': 'wiki-therapeutics-zolgensma',
};

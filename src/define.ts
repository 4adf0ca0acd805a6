import { ArticleBody } from './elements/article-body.js';
import { ArtifactFrame } from './elements/artifact-frame.js';
import { ArtifactViewer } from './elements/artifact-viewer.js';
import { CitePanel } from './elements/cite-panel.js';
import { CiteRef } from './elements/cite-ref.js';
import { ContentsList } from './elements/contents-list.js';
import { DrugInfobox } from './elements/drug-infobox.js';
import { EditorNotes } from './elements/editor-notes.js';
import { EmbedPanel } from './elements/embed-panel.js';
import { LinkLists } from './elements/link-lists.js';
import { MetadataTable } from './elements/metadata-table.js';
import { ProvenanceList } from './elements/provenance-list.js';
import { ReferenceList } from './elements/reference-list.js';
import { RelatedHypotheses } from './elements/related-hypotheses.js';
import { RemoteImage } from './elements/remote-image.js';
import { SafetyList } from './elements/safety-list.js';
import { TherapyComparison } from './elements/therapy-comparison.js';
import { TrialCard } from './elements/trial-card.js';
import { warn } from './warn.js';

/** Every tag with its class. `<artifact-viewer>` comes first: what provides must be there before what asks. */
export const elements = {
  'artifact-viewer': ArtifactViewer,
  'artifact-frame': ArtifactFrame,
  'drug-infobox': DrugInfobox,
  'trial-card': TrialCard,
  'safety-list': SafetyList,
  'article-body': ArticleBody,
  'contents-list': ContentsList,
  'therapy-comparison': TherapyComparison,
  'related-hypotheses': RelatedHypotheses,
  'link-lists': LinkLists,
  'metadata-table': MetadataTable,
  'provenance-list': ProvenanceList,
  'editor-notes': EditorNotes,
  'cite-panel': CitePanel,
  'embed-panel': EmbedPanel,
  'cite-ref': CiteRef,
  'reference-list': ReferenceList,
  'remote-image': RemoteImage,
} as const;

/** Names the copy that defined an element, so that a second copy can say which one counts. */
declare const __VERSION__: string | undefined;
const VERSION = typeof __VERSION__ === 'string' ? __VERSION__ : 'development';
const versionOf = (element: CustomElementConstructor | undefined): unknown =>
  (element as { artifactViewerVersion?: unknown } | undefined)?.artifactViewerVersion;

/**
 * Defines the elements. Safe to call again, and beside another copy of the script: the first copy counts, and one
 * warning says so where the versions differ or the page has an element of its own by one of the names.
 */
export const defineElements = (): void => {
  for (const [tag, element] of Object.entries(elements)) {
    const taken = customElements.get(tag);
    if (!taken) {
      Object.defineProperty(element, 'artifactViewerVersion', { value: VERSION, configurable: true });
      customElements.define(tag, element);
    } else if ((taken as unknown) !== element && versionOf(taken) === undefined) warn(`the page defines <${tag}> itself; that one is used.`);
    else if ((taken as unknown) !== element && versionOf(taken) !== VERSION)
      warn(`version ${String(versionOf(taken))} was loaded before version ${VERSION}; the first is used. Load one of them only.`);
  }
};

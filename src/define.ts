import { isServer } from 'lit';
import { ArtifactArticle } from './elements/artifact-article.js';
import { ArtifactContents } from './elements/artifact-contents.js';
import { ArtifactEditorNotes } from './elements/artifact-editor-notes.js';
import { ArtifactFrame } from './elements/artifact-frame.js';
import { ArtifactHypotheses } from './elements/artifact-hypotheses.js';
import { ArtifactImage } from './elements/artifact-image.js';
import { ArtifactLinks } from './elements/artifact-links.js';
import { ArtifactMetadata } from './elements/artifact-metadata.js';
import { ArtifactProvenance } from './elements/artifact-provenance.js';
import { ArtifactReferences } from './elements/artifact-references.js';
import { ArtifactViewer } from './elements/artifact-viewer.js';
import { DrugInfobox } from './elements/drug-infobox.js';
import { ArtifactCitePanel } from './elements/panels/artifact-cite-panel.js';
import { ArtifactEmbedPanel } from './elements/panels/artifact-embed-panel.js';
import { ArtifactSourcesPopover } from './elements/panels/artifact-sources-popover.js';
import { SafetyList } from './elements/safety-list.js';
import { TherapyComparison } from './elements/therapy-comparison.js';
import { TrialCard } from './elements/trial-card.js';
import { canMakeMarkup } from './text/policy.js';
import { useInstead } from './text/tags.js';
import { warn } from './warn.js';

/** Every tag with its class. `<artifact-viewer>` comes first: what provides must be there before what asks. */
export const elements = {
  'artifact-viewer': ArtifactViewer,
  'artifact-frame': ArtifactFrame,
  'drug-infobox': DrugInfobox,
  'trial-card': TrialCard,
  'safety-list': SafetyList,
  'artifact-article': ArtifactArticle,
  'artifact-contents': ArtifactContents,
  'therapy-comparison': TherapyComparison,
  'artifact-hypotheses': ArtifactHypotheses,
  'artifact-links': ArtifactLinks,
  'artifact-metadata': ArtifactMetadata,
  'artifact-provenance': ArtifactProvenance,
  'artifact-editor-notes': ArtifactEditorNotes,
  'artifact-cite-panel': ArtifactCitePanel,
  'artifact-embed-panel': ArtifactEmbedPanel,
  'artifact-sources-popover': ArtifactSourcesPopover,
  'artifact-references': ArtifactReferences,
  'artifact-image': ArtifactImage,
} as const;

/** Names the copy that defined an element, so that a second copy can say which one counts. */
declare const __VERSION__: string | undefined;
const VERSION = typeof __VERSION__ === 'string' ? __VERSION__ : 'development';
const versionOf = (element: unknown): string | undefined =>
  (element as { artifactViewerVersion?: string } | undefined)?.artifactViewerVersion;

/** Older browsers than README.md names have no size containers: cards would have no width. */
const isTooOld = (): boolean => !isServer && !CSS.supports('container-type', 'inline-size');

/** What stands for an element that can't be shown here: words, and what the page's author wrote into it. */
const refused = (tag: string, why: string): CustomElementConstructor =>
  class extends HTMLElement {
    connectedCallback(): void {
      if (this.shadowRoot) return;
      const notice = document.createElement('p');
      notice.textContent = `This <${tag}> can’t be shown: ${why}.`;
      this.attachShadow({ mode: 'open' }).append(notice, document.createElement('slot'));
    }
  };

/**
 * Defines the elements. Safe to call again, and beside another copy of the script: the first copy counts, and one
 * warning says so where the versions differ or the page has an element of its own by one of the names.
 *
 * @returns false where another copy of the script came first.
 */
export const defineElements = (): boolean => {
  let isFirst = true;
  let isAllowed: boolean | undefined;
  const isOld = isTooOld();
  const mark = (defined: CustomElementConstructor) =>
    Object.defineProperty(defined, 'artifactViewerVersion', { value: VERSION, configurable: true });
  Object.values(elements).forEach(mark);
  for (const [tag, element] of Object.entries(elements)) {
    const other = `artifact-${tag}`;
    const first = customElements.get(tag);
    const isOfPage = first !== undefined && first !== element && versionOf(first) === undefined;
    if (isOfPage) {
      // What ours render would be lost in an element that knows nothing of it.
      warn(`this page defines its own <${tag}>, which is kept; artifact-viewer uses <${other}> instead.`);
      useInstead(tag, other);
    }
    const name = isOfPage ? other : tag;
    const taken: unknown = customElements.get(name);
    const version = versionOf(taken);
    if (!taken) {
      isAllowed ??= isServer || canMakeMarkup();
      const defined = isOld
        ? refused(tag, 'this browser is too old')
        : isAllowed
          ? element
          : refused(tag, 'this page’s Content-Security-Policy does not allow it');
      customElements.define(name, mark(defined));
    } else if (taken !== element) {
      isFirst = false;
      if (version !== VERSION)
        warn(`version ${version} was loaded before version ${VERSION}; the first one is used. Load only one of them.`);
    }
  }
  if (isOld) warn('no element can be shown: artifact-viewer does not support this browser version.');
  else if (isAllowed === false)
    warn(
      'no element can be shown: this page’s Content-Security-Policy requires Trusted Types; add artifact-viewer to its trusted-types directive.',
    );
  return isFirst;
};

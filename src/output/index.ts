export { amaText } from './ama.js';
export { bibtex, bibtexList } from './bibtex.js';
export { cslJson } from './csl.js';
export { embedCode, type EmbedTarget, FORMS, type Form, pageUrl } from './embed-code.js';
export { description, head, type PublishedForms } from './head.js';
export {
  HOSTS,
  type Host,
  hostCode,
  type HostPolicy,
  hostPolicy,
  type HostTarget,
  hostWarnings,
  type HostWarning,
  SHOWN_AS,
  shownAs,
} from './hosts.js';
export { jsonLd, type Node, type Published } from './json-ld.js';
export { markdown, type MarkdownOptions } from '../writers/markdown.js';
export { type OEmbed, oembed, oembedXml } from './oembed.js';
export { plainText } from './plain.js';
export { artifactReference, citationOf, type KeyedReference } from './reference.js';
export { ris, risList } from './ris.js';
export { svgCard } from '../writers/svg.js';

import type { Subject } from '../artifact/subject.js';
import type { Artifact } from '../artifact/schema/index.js';
import { escapeHtml } from './escape.js';
import { type Published, jsonLd } from './json-ld.js';
import { plainText } from './plain.js';
import { artifactReference, joinDate, nameParts, namesIn } from './reference.js';

/** Where the forms of an artifact are published, as absolute URLs. */
export interface PublishedForms extends Published {
  /** The other forms by media type: `text/markdown`, `application/x-bibtex`. */
  alternates: Record<string, string>;
  /** The oEmbed answers; unset, the page has none. */
  oembed?: { json: string; xml?: string | undefined } | undefined;
  /** The name of the site. */
  siteName: string;
}

type Tag = [name: 'meta' | 'link', attributes: Record<string, string>];

/** A text cut at a word's end, for places that show a line or two of it. */
const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/\s+\S*$/, '')}…`;

/** What a page about this artifact is described by, in a line or two. */
export const description = (artifact: Artifact): string =>
  shortened(plainText(artifact.summary ?? '') || artifact.title, 300);

const tags = (artifact: Artifact, at: PublishedForms): Tag[] => {
  const { title, asOf, lang = 'en' } = artifact;
  const about = description(artifact);
  const { author, publisher } = artifactReference(artifact, at.page);
  const authors = namesIn(author).map((name) => {
    const { body, family, given } = nameParts(name);
    return body || [family, given].filter(Boolean).join(', ');
  });
  const property = (name: string, content: string): Tag => ['meta', { property: name, content }];
  const meta = (name: string, content: string): Tag => ['meta', { name, content }];
  return [
    meta('description', about),
    ['link', { rel: 'canonical', href: at.page }],
    // https://ogp.me/
    property('og:title', title),
    property('og:type', 'article'),
    property('og:url', at.page),
    property('og:description', about),
    property('og:site_name', at.siteName),
    property('og:locale', lang.replace('-', '_')),
    ...(asOf ? [property('article:modified_time', asOf)] : []),
    // Where Open Graph says the same, Twitter reads that.
    meta('twitter:card', 'summary'),
    meta('twitter:title', title),
    meta('twitter:description', about),
    // Highwire's names, which Zotero and Google Scholar read: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
    meta('citation_title', title),
    ...authors.map((name) => meta('citation_author', name)),
    ...(publisher ? [meta('citation_publisher', publisher)] : []),
    ...(asOf ? [meta('citation_publication_date', joinDate({ raw: asOf }, '/') || asOf)] : []),
    meta('citation_language', lang),
    meta('citation_public_url', at.page),
    meta('citation_fulltext_html_url', at.page),
    ...Object.entries({ 'application/json': at.json, ...at.alternates }).map(([type, href]): Tag => [
      'link',
      { rel: 'alternate', type, href, title },
    ]),
    ...Object.entries(at.oembed ?? {}).flatMap(([form, href]): Tag[] =>
      href
        ? [
            [
              'link',
              { rel: 'alternate', type: form === 'json' ? 'application/json+oembed' : 'text/xml+oembed', href, title },
            ],
          ]
        : [],
    ),
  ];
};

/** JSON that may stand between script tags: no `<` in it can end them. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/</g, '\\u003C')
    .replace(/\u2028|\u2029/g, (end) => (end === '\u2028' ? '\\u2028' : '\\u2029'));

/**
 * What the `<head>` of an artifact's page says of it, as HTML: title, description, canonical address, Open Graph,
 * citation data, its other forms, oEmbed discovery and JSON-LD.
 */
export const head = (subject: Subject, at: PublishedForms): string =>
  [
    `<title>${escapeHtml(subject.artifact.title)}</title>`,
    ...tags(subject.artifact, at).map(
      ([name, attributes]) =>
        `<${name} ${Object.entries(attributes)
          .map(([key, value]) => `${key}="${escapeHtml(value)}"`)
          .join(' ')}>`,
    ),
    `<script type="application/ld+json">${scriptJson(jsonLd(subject, at))}</script>`,
  ].join('\n');

import type { Artifact } from '../artifact/schema/index.js';
import { type EmbedTarget, frameCode } from './embed-code.js';
import { escapeXml } from './escape.js';
import { plainText } from './plain.js';
import { artifactReference, nameParts, namesIn } from './reference.js';

/** What oEmbed says of a page that can be put into another. https://oembed.com/, section 2.3.4.4 */
export interface OEmbed {
  type: 'rich';
  version: '1.0';
  title: string;
  /** Who answers for the artifact, where somebody is named. */
  author_name?: string;
  provider_name: string;
  provider_url: string;
  /** How long an answer may be kept, in seconds. */
  cache_age: number;
  /** The frame. */
  html: string;
  /** CSS pixels. */
  width: number;
  height: number;
}

/** The size that a frame has where the consumer sets no bounds, in CSS pixels. */
export const SIZE = { width: 720, height: 600 } as const;

/** A day: an artifact changes seldom, and the frame shows the new one anyway. */
const CACHE_AGE = 86_400;

const withinBound = (size: number, bound: number | undefined): number =>
  bound === undefined ? size : Math.min(size, bound);

/**
 * The oEmbed answer for an artifact's page.
 * @param bounds the consumer's `maxwidth` and `maxheight` in CSS pixels; the frame's content scrolls where it does not fit.
 */
export const oembed = (
  artifact: Artifact,
  target: EmbedTarget,
  bounds: { maxwidth?: number | undefined; maxheight?: number | undefined } = {},
): OEmbed => {
  const width = withinBound(SIZE.width, bounds.maxwidth);
  const height = withinBound(SIZE.height, bounds.maxheight);
  const { author } = artifactReference(artifact, undefined);
  const names = namesIn(author).map((name) => {
    const { body, family, given } = nameParts(name);
    return body || [given, family].filter(Boolean).join(' ');
  });
  return {
    type: 'rich',
    version: '1.0',
    title: plainText(artifact.title),
    ...(names.length > 0 && { author_name: names.join(', ') }),
    provider_name: new URL(target.site).host,
    provider_url: target.site,
    cache_age: CACHE_AGE,
    html: frameCode(target, String(width), String(height)),
    width,
    height,
  };
};

/** The same answer as XML: one element a field, as the oEmbed text shows it. */
export const oembedXml = (answer: OEmbed): string =>
  `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>\n${Object.entries(answer)
    .map(([name, value]) => `  <${name}>${escapeXml(String(value))}</${name}>\n`)
    .join('')}</oembed>\n`;

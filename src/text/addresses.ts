import { urlOf } from '../artifact/address.js';

const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/** The base of wiki paths: set by the page's author, else the artifact's source page. Undefined if neither is an http or https address. */
export const linkBaseOf = (set: string | undefined, artifactUrl: string | undefined): string | undefined => {
  for (const candidate of [set, artifactUrl]) {
    const url = candidate ? urlOf(candidate) : undefined;
    if (url && /^https?:$/.test(url.protocol)) return url.href;
  }
  return undefined;
};

/**
 * Vets an authored address: http, https and mailto only, no user names or passwords in it, no control characters.
 * A path is resolved against the link base, never against the host page; without a base it leads nowhere.
 * @returns an absolute URL; undefined if the text must be shown without a link.
 */
export const vetUrl = (href: string, linkBase: string | undefined): string | undefined => {
  const text = href.trim();
  // eslint-disable-next-line no-control-regex -- control characters are what is refused here
  if (!text || text.startsWith('#') || /[\u0000-\u001F\u007F\\]/.test(text)) return undefined;
  const url = urlOf(text, linkBase);
  if (!url || !SCHEMES.has(url.protocol) || url.username || url.password) return undefined;
  return url.href;
};

/** Bidirectional control characters: in a label they could make one address look like another. */
const BIDI_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** The tooltip of a link: its host. Undefined if the label already shows it or the link stays within the site of the link base. */
export const hostHint = (url: string, label: string, linkBase: string | undefined): string | undefined => {
  const { host, protocol, pathname } = new URL(url);
  if (protocol === 'mailto:') return label.includes(pathname) ? undefined : pathname;
  return label.includes(host) || (linkBase && new URL(linkBase).host === host) ? undefined : host;
};

const initials = (slug: string) =>
  slug
    .split('-')
    .map((word) => word.charAt(0))
    .join('');

/**
 * Makes words of a slug used as a link's text: `motor-neurons` → "motor neurons"; a gene's or protein's symbol
 * (`smn1` → `/proteins/smn1-protein`) and an abbreviation (`als` → `/diseases/amyotrophic-lateral-sclerosis`) become capitals.
 * Any other text is unchanged, except that bidirectional control characters are removed.
 */
export const linkLabel = (text: string, href: string): string => {
  const label = text.replace(BIDI_CONTROLS, '');
  if (!href.startsWith('/') || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(label)) return label;
  const [folder = '', target = ''] = href.split(/[?#]/)[0]?.split('/').filter(Boolean).slice(-2) ?? [];
  const symbol =
    /^(proteins|genes|targets)$/.test(folder) &&
    /^[a-z0-9]{2,8}$/.test(label) &&
    (target === label || target === `${label}-protein` || target === `${label}-gene`);
  if (symbol || (target !== label && label.length > 1 && initials(target) === label)) return label.toUpperCase();
  return label.includes('-') && target === label ? label.replaceAll('-', ' ') : label;
};

/** The `rel` of every external link: the target gets neither access to the host's window nor a referrer. */
export const LINK_REL = 'noopener noreferrer nofollow ugc';

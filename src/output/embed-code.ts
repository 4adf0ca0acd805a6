import { urlOf } from '../artifact/address.js';
import type { Kind } from '../artifact/schema/index.js';
import type { View } from '../artifact/view.js';
import { escapeHtml } from './escape.js';

/** What an embed code shows, and where from. */
export interface EmbedTarget {
  /** The URL under which `artifact/<id>` pages are, absolute and ending in `/`. */
  site: string;
  /** The URL of the one script; unset, there is no script tag. */
  script?: string | undefined;
  /** The folder that ids resolve against, absolute; unset, `artifacts/` beside the script. */
  base?: string | undefined;
  /** Whether `build` wrote that folder. */
  prebuilt?: boolean | undefined;
  /** The artifact's id. */
  id: string;
  /** What the artifact is about. */
  kind: Kind;
  /** What a frame or a link is called. */
  title: string;
  /** What of the artifact is shown. */
  view: View;
  /** The colour theme; unset, that of the page around. */
  theme?: 'light' | 'dark' | undefined;
  /** The language of labels and numbers, BCP 47; unset, that of the page around. */
  lang?: string | undefined;
}

/** The kinds of embed code. */
export const FORMS = ['iframe', 'script', 'markdown', 'url'] as const;

/** One of the kinds of embed code. */
export type Form = (typeof FORMS)[number];

/** What our frames may do: run the script and open links. They have no access to the page around them, nor to our own site's storage. */
export const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';

/** The address of an artifact's page; with `embed`, of the page without chrome for a frame. */
export const pageUrl = (
  { site, id, view, theme, lang }: Pick<EmbedTarget, 'site' | 'id' | 'view' | 'theme' | 'lang'>,
  embed = false,
): string => {
  const url = new URL(`artifact/${id}`, site);
  if (embed) url.searchParams.set('embed', '1');
  if (view !== 'full') url.searchParams.set('view', view);
  if (theme) url.searchParams.set('theme', theme);
  if (lang) url.searchParams.set('lang', lang);
  return url.href;
};

/** An `<iframe>` that looks right on a page which drops styles and scripts. @param width CSS pixels, or per cent of what is around it. */
export const frameCode = (target: EmbedTarget, width = '100%', height = '600'): string =>
  `<iframe src="${escapeHtml(pageUrl(target, true))}" title="${escapeHtml(target.title)}" width="${width}" height="${height}" frameborder="0" loading="lazy" sandbox="${SANDBOX}" referrerpolicy="no-referrer" allow="clipboard-write"></iframe>`;

/** The element that shows a view: its card where there is one of its own, else the viewer. */
const elementOf = ({ kind, view }: EmbedTarget): string => {
  if (view === 'infobox') return 'drug-infobox';
  if (view === 'safety') return 'safety-list';
  return view === 'trials' && kind === 'trial' ? 'trial-card' : 'artifact-viewer';
};

/** The tag of the one script, with the folder of the artifacts where that is not beside it. @param prebuilt whether `build` wrote the folder. */
export const scriptTag = (script: string, base?: string, prebuilt = false): string => {
  const ownBase =
    base !== undefined && base !== new URL('artifacts/', script).href ? ` data-base="${escapeHtml(base)}"` : '';
  return `<script src="${escapeHtml(script)}"${ownBase}${prebuilt ? ' data-prebuilt' : ''} async></script>`;
};

/** An element, and within it the link that is shown until it is there and without JavaScript. @param tag unset, the one that shows the view. */
export const elementCode = (target: EmbedTarget, tag = elementOf(target)): string => {
  const { view, theme, lang } = target;
  const given = {
    'artifact-id': target.id,
    view: tag === 'artifact-viewer' && view !== 'full' ? view : undefined,
    theme,
    lang,
  };
  const attributes = Object.entries(given).flatMap(([name, value]) =>
    value ? [` ${name}="${escapeHtml(value)}"`] : [],
  );
  return `<${tag}${attributes.join('')}>
  <a href="${escapeHtml(pageUrl({ ...target, theme: undefined }))}">${escapeHtml(target.title)}</a>
</${tag}>`;
};

/** A link whose text is the title as it stands, whatever Markdown would make of it. */
const markdownLink = (target: EmbedTarget): string => {
  const text = target.title.replace(/\s+/g, ' ').replace(/[\\`*_~[\]<>&]/g, '\\$&');
  return `[${text}](${pageUrl(target).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'))})`;
};

/** The code that shows an artifact elsewhere, in each form that there is: no script tag where the script's address is not known. */
export const embedCode = (target: EmbedTarget): { [form in Form]?: string } => ({
  iframe: frameCode(target),
  ...(target.script !== undefined && {
    script: `${scriptTag(target.script, target.base, target.prebuilt)}\n${elementCode(target)}`,
  }),
  markdown: markdownLink(target),
  url: pageUrl(target),
});

/**
 * The site on which artifacts have pages: the one that was set; else the script's folder, if ids resolve beside the script.
 * @returns undefined where there is none, or none that http serves.
 */
export const siteOf = ({
  site,
  script,
  base,
}: {
  site?: string | undefined;
  script?: string | undefined;
  base: string;
}): string | undefined => {
  const known =
    site ?? (script !== undefined && urlOf('artifacts/', script)?.href === base ? urlOf('.', script)?.href : undefined);
  return known !== undefined && /^https?:/.test(known) && urlOf(known) ? known.replace(/\/?$/, '/') : undefined;
};

/** The id by which an artifact was loaded from the folder of ids, or undefined if it came from elsewhere. */
export const idOf = (url: string | undefined, base: string): string | undefined =>
  url?.startsWith(base) ? /^(\w[\w.-]*)\.json$/.exec(url.slice(base.length))?.[1] : undefined;

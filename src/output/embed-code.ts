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
  /** The artifact's id. */
  id: string;
  kind: Kind;
  title: string;
  view: View;
}

/** The kinds of embed code. */
export const FORMS = ['iframe', 'script', 'markdown', 'url'] as const;

/** One of the kinds of embed code. */
export type Form = (typeof FORMS)[number];

/** What our frames may do: run the script and open links. They have no access to the page around them, nor to our own site's storage. */
export const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';

/** The address of an artifact's page; with `embed`, of the page without chrome for a frame. */
export const pageUrl = ({ site, id, view }: Pick<EmbedTarget, 'site' | 'id' | 'view'>, embed = false): string => {
  const url = new URL(`artifact/${id}`, site);
  if (embed) url.searchParams.set('embed', '1');
  if (view !== 'full') url.searchParams.set('view', view);
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

/** The one script, an element, and within it the link that is shown until then and without JavaScript. */
const scriptTag = (target: EmbedTarget, script: string): string => {
  const { id, title, view, base } = target;
  const tag = elementOf(target);
  const ownBase = base !== undefined && base !== new URL('artifacts/', script).href ? ` data-base="${escapeHtml(base)}"` : '';
  const asked = tag === 'artifact-viewer' && view !== 'full' ? ` view="${view}"` : '';
  return `<script src="${escapeHtml(script)}"${ownBase} async></script>
<${tag} artifact-id="${escapeHtml(id)}"${asked}>
  <a href="${escapeHtml(pageUrl(target))}">${escapeHtml(title)}</a>
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
  ...(target.script !== undefined && { script: scriptTag(target, target.script) }),
  markdown: markdownLink(target),
  url: pageUrl(target),
});

/**
 * The site on which artifacts have pages: the one that was set; else the script's folder, if ids resolve beside the script.
 * @returns undefined where there is none, or none that http serves.
 */
export const siteOf = ({ site, script, base }: { site?: string | undefined; script?: string | undefined; base: string }): string | undefined => {
  const known = site ?? (script !== undefined && URL.canParse(script) && new URL('artifacts/', script).href === base ? new URL('.', script).href : undefined);
  return known !== undefined && /^https?:/.test(known) && URL.canParse(known) ? known.replace(/\/?$/, '/') : undefined;
};

/** The id by which an artifact was loaded from the folder of ids, or undefined if it came from elsewhere. */
export const idOf = (url: string | undefined, base: string): string | undefined =>
  url?.startsWith(base) ? /^(\w[\w.-]*)\.json$/.exec(url.slice(base.length))?.[1] : undefined;

import type { Subject } from '../../artifact/subject.js';
import type { Artifact } from '../../artifact/schema/index.js';
import { directionOf } from '../../i18n/language.js';
import { escapeHtml } from '../../output/escape.js';
import { head } from '../../output/head.js';
import { HEAD_SCRIPT, type Site } from './site.js';

/** The paths of an artifact's formats, from the site's root. */
export const pathsOf = (id: string) =>
  ({
    page: `artifact/${id}/index.html`,
    json: `artifacts/${id}.json`,
    bibtex: `artifacts/${id}.bib`,
    ris: `artifacts/${id}.ris`,
    csl: `artifacts/${id}.csl.json`,
    text: `artifacts/${id}.text.json`,
    markdown: `artifacts/${id}.md`,
    jsonLd: `artifacts/${id}.jsonld`,
    svg: `artifacts/${id}.svg`,
    offline: `artifacts/${id}.html`,
    oembed: `oembed/${id}.json`,
  }) as const;

/** The address of an artifact's page. */
export const pageOf = (site: Pick<Site, 'url'>, id: string): string => new URL(`artifact/${id}`, site.url).href;

/** The addresses for a page's head and its JSON-LD. */
export const publishedAt = (site: Site, id: string, isThere: (id: string) => boolean) => {
  const at = pathsOf(id);
  const url = (path: string) => new URL(path, site.url).href;
  return {
    page: pageOf(site, id),
    json: url(at.json),
    pageOf: (other: string) => (isThere(other) ? pageOf(site, other) : undefined),
    alternates: {
      'text/markdown': url(at.markdown),
      'application/ld+json': url(at.jsonLd),
      'application/vnd.citationstyles.csl+json': url(at.csl),
      'application/x-bibtex': url(at.bibtex),
      'application/x-research-info-systems': url(at.ris),
      'image/svg+xml': url(at.svg),
    },
    oembed: { json: url(at.oembed) },
    siteName: site.name,
  };
};

const html = (artifact: Artifact): string => {
  const lang = artifact.lang ?? 'en';
  return `lang="${escapeHtml(lang)}"${directionOf(lang) === 'rtl' ? ' dir="rtl"' : ''}`;
};

/**
 * An artifact's page: complete without JavaScript, and left as it is by the elements with it. Its script reads `?embed=1`, `view=`
 * and `theme=`.
 * @param viewer the prerendered artifact.
 */
export const pageHtml = (
  subject: Subject,
  { site, id, viewer, isThere }: { site: Site; id: string; viewer: string; isThere: (id: string) => boolean },
): string => {
  const { root, script, styles, name } = site;
  const at = pathsOf(id);
  const download = (path: string, label: string) => `<a href="${root}${path}" download>${label}</a>`;
  return `<!doctype html>
<html ${html(subject.artifact)} data-artifact-page>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<script>${HEAD_SCRIPT}</script>
<link rel="stylesheet" href="${root}${styles.file}">
<script src="${root}${script.file}" integrity="${script.integrity}" data-base="${root}artifacts/" data-prebuilt defer></script>
${head(subject, publishedAt(site, id, isThere))}
</head>
<body>
<header data-chrome>
<nav aria-label="Site">
<a class="site" href="${root}">${escapeHtml(name)}</a>
<a class="scripted" href="#cite" data-reveal="cite">Cite</a>
<a class="scripted" href="#embed" data-reveal="embed">Embed</a>
${download(at.json, 'JSON')}
${download(at.markdown, 'Markdown')}
${download(at.bibtex, 'BibTeX')}
${download(at.ris, 'RIS')}
${download(at.offline, 'Offline page')}
<label class="scripted">Theme
<select data-theme-switch><option value="auto">Auto</option><option value="light">Light</option><option value="dark">Dark</option></select></label>
</nav>
</header>
<main>
${viewer}
</main>
</body>
</html>
`;
};

/** The styles of an offline page outside its elements. */
const OFFLINE_STYLES =
  ':root{color-scheme:light dark;font:100%/1.5 system-ui,sans-serif;background:light-dark(#fffefb,#131517)}body{margin:0;font-size:.9375rem}main{max-width:82rem;margin:0 auto;padding:1rem clamp(.75rem,2.5vw,2rem) 4rem}footer{max-width:82rem;margin:0 auto;padding:0 clamp(.75rem,2.5vw,2rem) 2rem;color:light-dark(#565b64,#aeb3bb);font-size:.8125rem}';

/** The page as one file without requests: it works from a disk, and under a policy that allows neither scripts nor requests. */
export const offlineHtml = (
  artifact: Artifact,
  { site, id, viewer }: { site: Site; id: string; viewer: string },
): string => {
  const { asOf } = artifact;
  const page = escapeHtml(pageOf(site, id));
  return `<!doctype html>
<html ${html(artifact)}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(artifact.title)}</title>
<link rel="canonical" href="${page}">
<style>${OFFLINE_STYLES}</style>
</head>
<body>
<main>
${viewer}
</main>
<footer>Copy${asOf ? ` as of ${escapeHtml(asOf)}` : ''}. Newer facts may be at <a href="${page}">${page}</a>.</footer>
</body>
</html>
`;
};

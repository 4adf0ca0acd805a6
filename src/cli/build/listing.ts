import { escapeHtml, escapeXml } from '../../output/escape.js';
import { scriptJson } from '../../output/head.js';
import type { Entry } from './artifact.js';
import { pageOf } from './page.js';
import type { SearchPart } from './search.js';
import type { Files, Site } from './site.js';

/** The number of artifacts on a page of the list. */
const PAGE = 500;
/** The maximum number of addresses in a sitemap: https://www.sitemaps.org/protocol.html */
const MOST_OF_A_SITEMAP = 50_000;

const KINDS = { article: 'Articles', drug: 'Drugs', trial: 'Trials', safety: 'Safety profiles' } as const;

/** The folder of a list, from the site's root. */
const listPath = (kind: keyof typeof KINDS | undefined, number: number): string =>
  `${kind ? `${kind}/` : ''}${number > 1 ? `${kind ? '' : 'page/'}${number}/` : ''}`;

const listPage = (
  site: Site,
  entries: readonly Entry[],
  counts: ReadonlyMap<string, number>,
  kind: keyof typeof KINDS | undefined,
  number: number,
): string => {
  const { root, name, styles } = site;
  const total = entries.length;
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const shown = entries.slice((number - 1) * PAGE, number * PAGE);
  const filter = (label: string, to: keyof typeof KINDS | undefined, count: number) =>
    `<a href="${root}${listPath(to, 1)}"${to === kind ? ' aria-current="page"' : ''}>${label} <span class="soft">${count}</span></a>`;
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const title = kind ? `${KINDS[kind]} · ${name}` : name;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="canonical" href="${new URL(listPath(kind, number), site.url).href}">
<link rel="stylesheet" href="${root}${styles.file}">
<link rel="stylesheet" href="${root}pagefind/pagefind-ui.css">
<script src="${root}pagefind/pagefind-ui.js" defer></script>
<script src="${root}search.js" defer></script>
</head>
<body>
<main class="listing">
<header class="lead"><h1>${escapeHtml(name)}</h1></header>
<div id="search" data-root="${root}" data-pagefind-ignore></div>
<nav class="kinds" aria-label="Kinds">
${filter('All', undefined, all)}
${Object.entries(KINDS)
  .filter(([key]) => counts.has(key))
  .map(([key, label]) => filter(label, key as keyof typeof KINDS, counts.get(key) ?? 0))
  .join('\n')}
</nav>
<ul class="entries">
${shown
  .map(
    ({ id, title: of, kind: is, summary, asOf, lang }) =>
      `<li${lang ? ` lang="${escapeHtml(lang)}" dir="auto"` : ''}><a href="${root}artifact/${id}">${escapeHtml(of)}</a> <span class="soft" lang="en">${is}${asOf ? `, as of ${escapeHtml(asOf)}` : ''}</span>${
        summary && summary !== of ? `<br><span class="soft">${escapeHtml(summary)}</span>` : ''
      }</li>`,
  )
  .join('\n')}
</ul>
${
  pages > 1
    ? `<nav class="kinds" aria-label="Pages">${Array.from(
        { length: pages },
        (_, index) =>
          `<a href="${root}${listPath(kind, index + 1)}"${index + 1 === number ? ' aria-current="page"' : ''}>${index + 1}</a>`,
      ).join(' ')}</nav>`
    : ''
}
</main>
</body>
</html>
`;
};

/** The paginated lists of all artifacts and of each kind. */
export const listPages = (site: Site, entries: readonly Entry[]): Files => {
  const counts = new Map<string, number>();
  for (const { kind } of entries) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const files: Files = {};
  for (const kind of [undefined, ...(Object.keys(KINDS) as (keyof typeof KINDS)[])]) {
    const those = kind ? entries.filter((entry) => entry.kind === kind) : entries;
    if (kind && those.length === 0) continue;
    for (let number = 1; number === 1 || (number - 1) * PAGE < those.length; number++)
      files[`${listPath(kind, number)}index.html`] = listPage(site, those, counts, kind, number);
  }
  return files;
};

/** The page for missing addresses, which must not look like the list. */
export const missingPage = ({ root, name, styles }: Site): Files => ({
  '404.html': `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Not found · ${escapeHtml(name)}</title>
<link rel="stylesheet" href="${root}${styles.file}">
</head>
<body>
<main class="listing">
<header class="lead"><h1>Page not found</h1></header>
<p><a href="${root}">All artifacts on ${escapeHtml(name)}</a></p>
</main>
</body>
</html>
`,
});

/** The script that starts the list's search, whose results link to artifact pages. */
const searchScript = ([, ...others]: readonly SearchPart[]): string => `addEventListener('DOMContentLoaded', () => {
  const { root } = document.querySelector('#search').dataset;
  const folder = new URL(root + 'pagefind/', location.href).href;
  const others = ${JSON.stringify(others.map(({ folder, language }) => [folder, language]))};
  const mergeIndex = others.map(([part, language]) => ({ bundlePath: folder + part, baseUrl: root, language }));
  new PagefindUI({ element: '#search', bundlePath: root + 'pagefind/', mergeIndex, baseUrl: root, showImages: false, showSubResults: false, resetStyles: false });
});
`;

/** The list as data: `artifacts/index.json`, and the files for search engines. */
export const listData = (site: Site, entries: readonly Entry[], parts: readonly SearchPart[]): Files => {
  const sitemaps: string[][] = [];
  for (let at = 0; at === 0 || at < entries.length; at += MOST_OF_A_SITEMAP)
    sitemaps.push(
      entries
        .slice(at, at + MOST_OF_A_SITEMAP)
        .map(
          ({ id, asOf }) =>
            `<url><loc>${escapeXml(pageOf(site, id))}</loc>${asOf && /^\d{4}(-\d\d){0,2}$/.test(asOf) ? `<lastmod>${asOf}</lastmod>` : ''}</url>`,
        ),
    );
  const xml = (tag: string, lines: readonly string[]) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${tag} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('\n')}\n</${tag}>\n`;
  const [only] = sitemaps;
  const maps: Files =
    sitemaps.length === 1
      ? { 'sitemap.xml': xml('urlset', only ?? []) }
      : {
          'sitemap.xml': xml(
            'sitemapindex',
            sitemaps.map(
              (_, index) =>
                `<sitemap><loc>${escapeXml(new URL(`sitemap-${index + 1}.xml`, site.url).href)}</loc></sitemap>`,
            ),
          ),
          ...Object.fromEntries(sitemaps.map((lines, index) => [`sitemap-${index + 1}.xml`, xml('urlset', lines)])),
        };
  return {
    'artifacts/index.json': `[\n${entries.map(({ id, kind, title }) => scriptJson({ id, kind, title })).join(',\n')}\n]\n`,
    'search.js': searchScript(parts),
    'robots.txt': `User-agent: *\nAllow: /\nSitemap: ${new URL('sitemap.xml', site.url).href}\n`,
    ...maps,
  };
};

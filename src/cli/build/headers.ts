import { indexPolicy, pagePolicy } from './site.js';
import type { Files, Site } from './site.js';

/** Headers of every response: the content is public, and its type is as declared. */
const ALWAYS = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};
/** Caching of files whose name contains their content hash. */
const FOREVER = 'public, max-age=31536000, immutable';
/** Caching of files with a fixed name: stored, but revalidated on each use. */
const ASK = 'public, max-age=0, must-revalidate';

/** Media types by extension that file servers may not know. */
const TYPES = {
  jsonld: 'application/ld+json',
  bib: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
} as const;

/** A path, in which `*` matches anything, with its headers. No two rules set the same header for a file, since hosts differ in which takes precedence. */
export type Rule = [path: string, headers: Record<string, string>];

/** The paths of the lists of artifacts, and of the page for missing addresses. */
const LISTS = ['/', '/index.html', '/404.html', '/page/*', '/article*', '/drug*', '/trial*', '/safety*'];

/** The headers for each file. */
export const headerRules = (site: Site, styleHashes: readonly string[]): Rule[] => [
  ['/*', ALWAYS],
  ...[site.script.file, site.styles.file].map((file): Rule => [`/${file}`, { 'Cache-Control': FOREVER }]),
  ...LISTS.map((path): Rule => [path, { 'Cache-Control': ASK, 'Content-Security-Policy': indexPolicy() }]),
  [
    '/artifact/*',
    {
      'Cache-Control': ASK,
      'Content-Security-Policy': pagePolicy(styleHashes),
      // Allows embedding in pages that require this header of their frames.
      'Cross-Origin-Embedder-Policy': 'credentialless',
    },
  ],
  ...[
    '/artifacts/*',
    '/oembed/*',
    '/locales/*',
    '/pagefind/*',
    '/artifact-viewer.js',
    '/search.js',
    '/sitemap*',
    '/robots.txt',
  ].map((path): Rule => [path, { 'Cache-Control': ASK }]),
  [
    '/artifacts/*.html',
    {
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-top-navigation-by-user-activation",
    },
  ],
  ...Object.entries(TYPES).map(([ending, type]): Rule => [`/artifacts/*.${ending}`, { 'Content-Type': type }]),
];

/** A rule's path as a regular expression. */
export const patternOf = (path: string): string =>
  `^${path.replace(/[.+?^$()|[\]\\]/g, '\\$&').replace(/\*/g, path.endsWith('*') ? '.*' : '[^/]*')}$`;

/** The rules as a `_headers` file. */
const forHosts = (root: string, rules: readonly Rule[]): string =>
  rules
    .map(
      ([path, headers]) =>
        `${root}${path}\n${Object.entries(headers)
          .map(([name, value]) => `  ${name}: ${value}\n`)
          .join('')}`,
    )
    .join('\n');

const quoted = (value: string): string => `"${value.replaceAll('"', '\\"')}"`;

/** The rules as an example configuration for nginx. */
const forNginx = (site: Site, root: string, rules: readonly Rule[]): string => {
  const variable = (name: string) => `$artifact_viewer_${name.toLowerCase().replaceAll('-', '_')}`;
  const everywhere = rules.filter(([path]) => path === '/*').flatMap(([, headers]) => Object.entries(headers));
  // nginx determines types by file extension.
  const mapped = ['Cache-Control', 'Content-Security-Policy', 'Cross-Origin-Embedder-Policy'].map((name) => ({
    name,
    lines: rules.flatMap(([path, { [name]: value }]) =>
      value === undefined ? [] : [`    "~${patternOf(root + path)}" ${quoted(value)};`],
    ),
  }));
  return `# An example for nginx: put the maps in the http block and the locations in your server block.
${mapped.map(({ name, lines }) => `map $artifact_viewer_uri ${variable(name)} {\n    default "";\n${lines.join('\n')}\n}`).join('\n')}
server {
    listen 80;
    server_name ${new URL(site.url).hostname};
    # Browsers request this for every page. Remove it if you have a favicon.
    location = /favicon.ico {
        return 204;
    }
${root ? `    location = ${root} {\n        return 301 ${root}/;\n    }\n` : ''}    location ${root}/ {
        # The folder that "artifact-viewer build" wrote.
        root /var/www/artifacts;
        # The address requested, before the lines below rewrite it to a file's path.
        set $artifact_viewer_uri $uri;
${root ? `        rewrite ^${patternOf(root).slice(1, -1)}(/.*)$ $1 break;\n` : ''}        # Artifact pages are folders whose addresses have no trailing slash.
        try_files $uri $uri/index.html =404;
        error_page 404 ${root}/404.html;
        types {
            text/html html;
            text/css css;
            text/javascript js;
            text/plain txt;
            application/json json;
            application/xml xml;
            application/wasm wasm;
            image/svg+xml svg;
${Object.entries(TYPES)
  .map(([ending, type]) => `            ${type.split(';')[0]} ${ending};`)
  .join('\n')}
        }
        default_type application/octet-stream;
        charset utf-8;
        charset_types text/html text/css text/javascript text/plain text/markdown application/json application/xml application/x-bibtex application/x-research-info-systems;
        gzip on;
        gzip_vary on;
        gzip_types text/css text/javascript text/plain text/markdown application/json application/ld+json application/xml image/svg+xml application/x-bibtex application/x-research-info-systems;
${[...everywhere.map(([name, value]) => [name, quoted(value)]), ...mapped.map(({ name }) => [name, variable(name)])]
  .map(([name, value]) => `        add_header ${name} ${value} always;`)
  .join('\n')}
    }
}
`;
};

/** The rules as configuration files for hosts. */
export const headerFiles = (site: Site, rules: readonly Rule[]): Files => {
  const root = site.root.replace(/\/$/, '');
  return { _headers: forHosts(root, rules), 'nginx.conf.example': forNginx(site, root, rules) };
};

import { indexPolicy, pagePolicy } from './site.js';
import type { Files, Site } from './site.js';

/** What every answer has: the pages and the data are public, and are what they say they are. */
const ALWAYS = { 'Access-Control-Allow-Origin': '*', 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' };
/** For files whose name changes with their content. */
const FOREVER = 'public, max-age=31536000, immutable';
/** For files that keep their name: a copy may be kept, and is asked for each time whether it still holds. */
const ASK = 'public, max-age=0, must-revalidate';

/** The types that file servers may not know by the ending. */
const TYPES = {
  jsonld: 'application/ld+json',
  bib: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
} as const;

/** One rule: a path in which `*` stands for anything, and what is sent for it. Later rules hold over earlier ones. */
export type Rule = [path: string, headers: Record<string, string>];

/** What a server has to send with which file. */
export const headerRules = (site: Site, styleHashes: readonly string[]): Rule[] => [
  ['/*', { ...ALWAYS, 'Cache-Control': ASK }],
  [`/${site.script.file}`, { 'Cache-Control': FOREVER }],
  [`/${site.styles.file}`, { 'Cache-Control': FOREVER }],
  ['/artifact/*', { 'Content-Security-Policy': pagePolicy(styleHashes) }],
  [
    '/artifacts/*.html',
    { 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-top-navigation-by-user-activation" },
  ],
  ...['/', '/page/*', '/article/*', '/drug/*', '/trial/*', '/safety/*'].map((path): Rule => [path, { 'Content-Security-Policy': indexPolicy() }]),
  ...Object.entries(TYPES).map(([ending, type]): Rule => [`/artifacts/*.${ending}`, { 'Content-Type': type }]),
];

/** A rule's path as a regular expression. */
export const patternOf = (path: string): string => `^${path.replace(/[.+?^$()|[\]\\]/g, '\\$&').replace(/\*/g, path.endsWith('*') ? '.*' : '[^/]*')}$`;

/** The same rules for hosts that read a `_headers` file, and as an example for nginx. */
export const headerFiles = (site: Site, rules: readonly Rule[]): Files => {
  const root = site.root.replace(/\/$/, '');
  const nginx = rules.flatMap(([path, headers]) =>
    Object.entries(headers).map(([name, value]) => ({ name, line: `    "~${patternOf(root + path)}" "${value.replaceAll('"', '\\"')}";` })),
  );
  const names = [...new Set(nginx.map(({ name }) => name))].filter((name) => name !== 'Content-Type');
  const variable = (name: string) => `$artifact_viewer_${name.toLowerCase().replaceAll('-', '_')}`;
  return {
    _headers: rules
      .map(
        ([path, headers]) =>
          `${root}${path}\n${Object.entries(headers)
            .map(([name, value]) => `  ${name}: ${value}\n`)
            .join('')}`,
      )
      .join('\n'),
    'nginx.conf.example': `# An example for nginx: put the maps into the http block, and the server block's lines into yours.
# The last rule that fits is the one that counts, so they stand here in reverse.
${names
  .map(
    (name) => `map $uri ${variable(name)} {
    default "";
${nginx
  .filter((one) => one.name === name)
  .reverse()
  .map(({ line }) => line)
  .join('\n')}
}`,
  )
  .join('\n')}
server {
    listen 80;
    server_name ${new URL(site.url).hostname};
    # The folder that "artifact-viewer build" wrote.
    root /var/www/artifacts;
    # Artifacts' pages are folders, and their addresses have no slash at the end.
    location ${root}/ {
        ${root ? `rewrite ^${root}(/.*)$ $1 break;\n        ` : ''}try_files $uri $uri/index.html =404;
    }
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
  .map(([ending, type]) => `        ${type.split(';')[0]} ${ending};`)
  .join('\n')}
    }
    default_type application/octet-stream;
    charset utf-8;
    charset_types text/html text/css text/javascript text/plain text/markdown application/json application/xml application/ld+json application/x-bibtex application/x-research-info-systems;
    gzip on;
    gzip_vary on;
    gzip_types text/css text/javascript text/plain text/markdown application/json application/ld+json application/xml image/svg+xml application/x-bibtex;
${names.map((name) => `    add_header ${name} ${variable(name)} always;`).join('\n')}
}
`,
  };
};

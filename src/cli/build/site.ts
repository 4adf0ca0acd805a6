import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../command.js';

/** The data that every page of a site uses. */
export interface Site {
  /** The address of the site: absolute, ending in `/`. */
  url: string;
  /** The name of the site. */
  name: string;
  /** The path prefix of the site's own links: `/`, or `/library/` for a site in a folder. */
  root: string;
  /** The script's file, named with its content hash, and its Subresource Integrity. */
  script: { file: string; integrity: string };
  /** The file of the pages' style sheet. */
  styles: { file: string };
  /** Identifies the version of the program and its settings; output of another version is rebuilt. */
  version: string;
}

/** Contents of the site's files, by path from the site's root. */
export type Files = Record<string, string>;

/** Applies the options in the address before the first paint. It is inlined in each page, and its hash is in the policy. */
const READ_ADDRESS =
  "(function(e,q){var t=q.get('theme'),v=q.get('view');q.get('embed')==='1'&&e.setAttribute('data-embed','');e.setAttribute('data-theme',t==='light'||t==='dark'?t:'auto');(v&&v!=='full'||q.get('lang'))&&e.setAttribute('data-asked','')})(document.documentElement,new URLSearchParams(location.search))";

/**
 * A browser that is too old for the script can be too old for declarative shadow DOM, too: then nothing would be shown.
 * Written so that any browser can read it.
 */
const SAY_IF_BLANK =
  "addEventListener('load',function(){var c=self.customElements,v=document.querySelector('artifact-viewer'),l=document.querySelector('link[type=\"text/markdown\"]'),p,a;if(!v||v.shadowRoot||c&&c.get('artifact-viewer'))return;p=document.createElement('p');p.textContent='This page can\u2019t be shown: its script did not load, or this browser is too old for it. ';if(l){a=document.createElement('a');a.href=l.href;a.textContent='Read it as plain text';p.appendChild(a)}v.appendChild(p)})";

/** What runs in a page's head. */
export const HEAD_SCRIPT = `${READ_ADDRESS};${SAY_IF_BLANK}`;

const sha = (algorithm: 'sha256' | 'sha384', text: string): string =>
  createHash(algorithm).update(text).digest('base64');

/** The hash of a text, shortened for file names. */
export const contentHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** Reads a file of the package, relative to the program. */
const packaged = async (name: string): Promise<string> => {
  try {
    return await readFile(fileURLToPath(new URL(name, import.meta.url)), 'utf8');
  } catch {
    throw new Refusal(
      `This installation of artifact-viewer lacks ${name}: reinstall the package, or run npm run build in its repository.`,
    );
  }
};

/**
 * The data of a site and the files that all its pages share.
 * @param version the program's version.
 */
export const siteOf = async (url: string, name: string, version: string): Promise<{ site: Site; files: Files }> => {
  // The program's modules are in a folder beside the script.
  const [script, styles] = await Promise.all([packaged('../artifact-viewer.js'), packaged('../site.css')]);
  const folder = fileURLToPath(new URL('../locales/', import.meta.url));
  const locales: Files = {};
  for (const name of await readdir(folder).catch(() => []))
    locales[`locales/${name}`] = await packaged(`../locales/${name}`);
  // A file with a hashed name can't refer to its source map.
  const plain = script.replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n');
  const scriptFile = `artifact-viewer.${contentHash(plain)}.js`;
  const stylesFile = `site.${contentHash(styles)}.css`;
  return {
    site: {
      url,
      name,
      root: new URL(url).pathname,
      script: { file: scriptFile, integrity: `sha384-${sha('sha384', plain)}` },
      styles: { file: stylesFile },
      version: contentHash([version, url, name, plain, styles, HEAD_SCRIPT].join('\0')),
    },
    // The plain name is for other sites' pages, which use the latest version.
    files: { ...locales, [scriptFile]: plain, 'artifact-viewer.js': plain, [stylesFile]: styles },
  };
};

/** The policy of an artifact's page: allows only its own script, and the elements' style sheets and the head script by hash. */
export const pagePolicy = (styleHashes: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'sha256-${sha('sha256', HEAD_SCRIPT)}'`,
    `style-src 'self' ${[...new Set(styleHashes)].sort().join(' ')}`,
    // The site's own artifacts, and the registry for trial lookups.
    "connect-src 'self' https://clinicaltrials.gov",
    'img-src https: data:',
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types artifact-viewer',
  ].join('; ');

/** The policy of the index, whose search runs WebAssembly. */
export const indexPolicy = (): string =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

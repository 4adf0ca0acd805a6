import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../command.js';

/** What every page of a site refers to. */
export interface Site {
  /** Where the site will be: absolute, ending in `/`. */
  url: string;
  /** What the site calls itself. */
  name: string;
  /** The path that the site's own links start with: `/`, or `/library/` for a site in a folder. */
  root: string;
  /** The one script's file, with its content hash in its name, and its Subresource Integrity. */
  script: { file: string; integrity: string };
  /** The file of the pages' own style sheet. */
  styles: { file: string };
  /** Tells two versions of the program or its settings apart: what one of them built, the other builds anew. */
  version: string;
}

/** A file of the site, by its path from the site's root. */
export type Files = Record<string, string>;

/** Runs before a page is painted: what its address asks for must not come as a surprise. It stands in each page, and its hash in the policy. */
export const HEAD_SCRIPT =
  "(function(e,q){var t=q.get('theme'),v=q.get('view');q.get('embed')==='1'&&e.setAttribute('data-embed','');e.setAttribute('data-theme',t==='light'||t==='dark'?t:'auto');(v&&v!=='full'||q.get('lang'))&&e.setAttribute('data-asked','')})(document.documentElement,new URLSearchParams(location.search))";

const sha = (algorithm: 'sha256' | 'sha384', text: string): string =>
  createHash(algorithm).update(text).digest('base64');

/** The hash of a text, short enough for a file's name. */
export const contentHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** A file of the package, beside the program. */
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
 * What every page needs, and the files that all pages share.
 * @param version the program's own.
 */
export const siteOf = async (url: string, name: string, version: string): Promise<{ site: Site; files: Files }> => {
  // The program's pieces lie in a folder beside the script.
  const [script, styles] = await Promise.all([packaged('../artifact-viewer.js'), packaged('../site.css')]);
  const folder = fileURLToPath(new URL('../locales/', import.meta.url));
  const locales: Files = {};
  for (const name of await readdir(folder).catch(() => []))
    locales[`locales/${name}`] = await packaged(`../locales/${name}`);
  // A hashed name and a source map's address do not go together.
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
    // Under its plain name it is for pages of others, which want the newest.
    files: { ...locales, [scriptFile]: plain, 'artifact-viewer.js': plain, [stylesFile]: styles },
  };
};

/** The policy of an artifact's page: its own script, the style sheets of the elements and its head script by their hashes, and nothing else. */
export const pagePolicy = (styleHashes: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'sha256-${sha('sha256', HEAD_SCRIPT)}'`,
    `style-src 'self' ${[...new Set(styleHashes)].sort().join(' ')}`,
    // The site's own artifacts, and the registry that trials are looked up at.
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

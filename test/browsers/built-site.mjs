// The site that `build` makes of artifacts/, as the test server has it under /built/: made when it is first asked for.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROGRAM = join(ROOT, 'dist/cli.js');

let built;

const build = async () => {
  const out = mkdtempSync(join(tmpdir(), 'artifact-viewer-built-'));
  process.once('exit', () => rmSync(out, { recursive: true, force: true }));
  const options = ['build', join(ROOT, 'artifacts'), '--out', out, '--base-url', 'http://localhost/built/'];
  await promisify(execFile)(process.execPath, [PROGRAM, ...options]);
  return out;
};

/**
 * Before a page's own scripts run, those of a test count what changes in the shadow trees that it was built with, and which
 * come anew: `changes` and `added` of its window. With `?probe=newer` each artifact has another title than the page was built
 * with, and with `?probe=failing` none can be had, until `isFailing` of the window is false.
 */
const PROBE = `<script>
  window.changes = [];
  window.added = 0;
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    window.added += 1;
    return attach.call(this, init);
  };
  const observer = new MutationObserver((records) => {
    for (const { target, type, attributeName } of records)
      window.changes.push([target.getRootNode().host?.localName, target.nodeName, type, attributeName].join(' '));
  });
  const watch = (root) => {
    for (const { shadowRoot } of root.querySelectorAll('*'))
      if (shadowRoot) {
        observer.observe(shadowRoot, { subtree: true, childList: true, attributes: true, characterData: true });
        watch(shadowRoot);
      }
  };
  const asked = new URLSearchParams(location.search).get('probe');
  window.isFailing = asked === 'failing';
  const get = window.fetch;
  if (asked)
    window.fetch = async (...request) => {
      const response = await get(...request);
      if (!/\\/artifacts\\/[^/]*\\.json$/.test(response.url)) return response;
      if (asked === 'failing') return window.isFailing ? Response.error() : response;
      return new Response(JSON.stringify({ ...(await response.json()), title: 'Another title' }), response);
    };
  document.addEventListener('readystatechange', () => document.readyState === 'interactive' && watch(document));
</script>`;

/** The body of a file of the site by its path; a page with `probe` has the counts. Undefined where there is none. */
export const builtFile = async (path, probe) => {
  built ??= build();
  const out = await built;
  const file = join(out, path.endsWith('/') ? `${path}index.html` : path);
  if (!file.startsWith(out + sep)) return undefined;
  const body = await readFile(file).catch(() => undefined);
  return probe && body ? body.toString().replace('<head>', `<head>${PROBE}`) : body;
};

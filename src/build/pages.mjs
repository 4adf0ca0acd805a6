/**
 * Writes the pages about the product itself: the reference, the theming page and the configurator. Rollup puts their
 * scripts beside them.
 *
 * dist/pages/    reference.html, theming.html, configurator.html, pages.css
 * dist/themes/   the ready themes, as they are in src/styles/themes/
 *
 * Usage: node src/build/pages.mjs   (after the manifest is made)
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configuratorPage } from './configurator.mjs';
import { exportsOf, tagsOf } from './exports.mjs';
import { elementsOf, PATHS } from './page.mjs';
import { referencePage } from './reference.mjs';
import { THEMES, themingPage } from './theming.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGES = join(ROOT, 'dist/pages');

const manifest = JSON.parse(await readFile(join(ROOT, 'dist/custom-elements.json'), 'utf8'));
const elements = elementsOf(manifest, tagsOf(await readFile(join(ROOT, 'src/define.ts'), 'utf8')));
await mkdir(PAGES, { recursive: true });
await writeFile(join(PAGES, 'reference.html'), referencePage(elements, exportsOf()));
await writeFile(join(PAGES, 'theming.html'), themingPage(elements, PATHS));
await writeFile(join(PAGES, 'configurator.html'), configuratorPage());
await copyFile(join(ROOT, 'src/pages/pages.css'), join(PAGES, 'pages.css'));
await mkdir(join(ROOT, 'dist/themes'), { recursive: true });
for (const name of Object.keys(THEMES))
  await copyFile(join(ROOT, `src/styles/themes/${name}.css`), join(ROOT, `dist/themes/${name}.css`));

/** Shared by the pages about the product: their paths and layout. */

/** The paths that the pages load and link to. A site in a folder prefixes each with it. */
export const PATHS = {
  index: '/',
  reference: '/reference',
  theming: '/theming',
  configurator: '/configurator',
  script: '/artifact-viewer.js',
  style: '/demo/site.css',
  /** The folder of the guides for hosts, ending in `/`. */
  guides: '/demo/hosts/',
  /** The folder of the pages' own scripts and style sheet, ending in `/`. */
  pages: '/pages/',
  /** The folder of the ready themes, ending in `/`. */
  themes: '/themes/',
};

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes text for HTML, as content or in a double-quoted attribute. */
export const escape = (text) => String(text).replace(/[&<>"]/g, (character) => ENTITIES[character]);

/** The markup in a doc comment: code between backticks, and links. */
const MARKED = /(`+)\s?(.+?)\s?\1(?!`)|\[([^\]]+)\]\((https:[^\s)]+)\)/g;

/** A doc comment as HTML. */
export const words = (text = '') => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  let html = '';
  let end = 0;
  for (const { 0: whole, 2: code, 3: label, 4: address, index } of line.matchAll(MARKED)) {
    html += escape(line.slice(end, index));
    html += code === undefined ? `<a href="${escape(address)}">${escape(label)}</a>` : `<code>${escape(code)}</code>`;
    end = index + whole.length;
  }
  return html + escape(line.slice(end));
};

/** A code block with a copy button, present from the first paint so that the layout does not shift. */
export const snippet = (code, label = 'Code') => `<div class="snippet">
  <pre tabindex="0" aria-label="${escape(label)}"><code>${escape(code)}</code></pre>
  <p><button type="button" data-copy>Copy</button> <span role="status"></span></p>
</div>`;

/**
 * A complete page.
 * @param {{ title: string, name: 'reference' | 'theming' | 'configurator', lead: string, body: string, head?: string, paths?: typeof PATHS }} page `lead` and `body` are HTML.
 * @returns {string} HTML that works under a policy without inline scripts and styles.
 */
export const page = ({ title, name, lead, body, head = '', paths = PATHS }) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${escape(title)} · artifact-viewer</title>
    <link rel="stylesheet" href="${paths.style}" />
    <link rel="stylesheet" href="${paths.pages}pages.css" />
    ${head}
    <script src="${paths.script}" async></script>
    <script src="${paths.pages}${name}.js" type="module"></script>
  </head>
  <body>
    <header data-chrome>
      <nav aria-label="Site">
        <a class="site" href="${paths.index}">artifact-viewer</a>
        ${['reference', 'theming', 'configurator']
          .map(
            (one) =>
              `<a href="${paths[one]}"${one === name ? ' aria-current="page"' : ''}>${one[0].toUpperCase()}${one.slice(1)}</a>`,
          )
          .join('\n        ')}
      </nav>
    </header>
    <main class="about ${name}">
      <header class="lead">
        <h1>${escape(title)}</h1>
        ${lead}
      </header>
      ${body}
    </main>
  </body>
</html>
`;

/** The declarations of a manifest's elements, in the order of `tags`. */
export const elementsOf = (manifest, tags) => {
  const byTag = new Map(
    manifest.modules.flatMap(({ declarations }) =>
      declarations.filter(({ tagName }) => tagName).map((one) => [one.tagName, one]),
    ),
  );
  return tags.map((tag) => {
    const found = byTag.get(tag);
    if (!found)
      throw new Error(
        `The manifest has no <${tag}>, which src/define.ts defines: rebuild it with node src/build/manifest.mjs.`,
      );
    return found;
  });
};

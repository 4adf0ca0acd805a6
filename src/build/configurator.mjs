/** The configurator page: options at the left, and code for a host with warnings and a preview. Its script fills it in. */
import { page, PATHS, snippet } from './page.mjs';

const select = (name, label) => `<label for="${name}">${label}</label> <select id="${name}" name="${name}"></select>`;

/**
 * Returns the page.
 * @param {typeof PATHS} [paths] the paths of the files that the page loads.
 * @returns {string} HTML.
 */
export const configuratorPage = (paths = PATHS) =>
  page({
    title: 'Configurator',
    name: 'configurator',
    paths,
    lead: '<p>Choose a host and what it should show: here is the code to paste, what has to be allowed before it works, and how it looks.</p>',
    body: `<form class="choices" data-guides="${paths.guides}" aria-label="Choices">
  <fieldset>
    <legend>Where</legend>
    ${select('host', 'Host')}
    <label for="site">Site with the artifacts</label> <input id="site" name="site" type="url" required spellcheck="false" aria-describedby="site-error" />
    <p id="site-error" role="status"></p>
    <label class="check"><input name="https" type="checkbox" checked /> Readers have the page over https</label>
  </fieldset>
  <fieldset>
    <legend>What</legend>
    ${select('id', 'Artifact')}
    ${select('as', 'Shown as')}
    ${select('view', 'View')}
  </fieldset>
  <fieldset>
    <legend>How</legend>
    ${select('theme', 'Theme')}
    ${select('lang', 'Language')}
    <label for="width">Width of the frame</label> <input id="width" name="width" placeholder="100%" pattern="[0-9]{1,4}%?" title="Pixels, or per cent of what is around it: 400, 100%" />
    <label for="height">Height of the frame</label> <input id="height" name="height" type="number" min="50" max="9999" placeholder="600" />
  </fieldset>
</form>
<div class="outcome" hidden>
  <section aria-labelledby="code-title">
    <h2 id="code-title">Code</h2>
    <p data-where></p>
    ${snippet('', 'Code to paste')}
  </section>
  <section data-warnings aria-labelledby="warnings-title">
    <h2 id="warnings-title">Before you publish</h2>
    <ul class="warnings"></ul>
  </section>
  <section data-policy aria-labelledby="policy-title">
    <h2 id="policy-title">Content-Security-Policy</h2>
    <p></p>
    ${snippet('', 'Sources to allow')}
  </section>
  <section aria-labelledby="preview-title">
    <h2 id="preview-title">Preview</h2>
    <div class="live tall" role="region" tabindex="0" aria-labelledby="preview-title"></div>
  </section>
</div>
<noscript><p>The configurator needs JavaScript. What each host needs is also in the guides for <a href="${paths.guides}mediawiki">MediaWiki</a>, <a href="${paths.guides}dokuwiki">DokuWiki</a> and <a href="${paths.guides}nginx">a static site</a>.</p></noscript>`,
  });

import { urlOf } from './artifact/address.js';
import { defineElements } from './define.js';
import { startHost } from './embed/host.js';
import { startPage } from './embed/page.js';
import { configure } from './settings.js';

/** The name of the file, also with a version or a hash in it. */
const FILE = /\/artifact-viewer(?:[.-][\w.-]*)?\.js(?:[?#]|$)/;

/** Where this code is from: whoever runs it now is named first in a stack trace. That works for a module and for `import()`, too. */
const ownAddress = (): string | undefined =>
  /\b(?:(?:blob:)?(?:https?|file):\/\/|data:|blob:)[^\s()]+?(?=:\d+:\d+\b)/.exec(new Error().stack ?? '')?.[0];

/** Nothing lies beside a `blob:` or `data:` address. */
const withFolder = (url: string | undefined): string | undefined => (url && urlOf('.', url) ? url : undefined);

/**
 * The one script's tag and address. The tag can carry `data-base` (the folder where ids resolve; unset, `artifacts/` beside the
 * script), `data-prebuilt` (whether `build` wrote that folder), `data-link-base` (where wiki paths lead), `data-endpoint` (where
 * trials are looked up), `data-theme` and `data-lang`.
 */
const ownScript = (): { tag: HTMLScriptElement | undefined; url: string | undefined } => {
  const { currentScript } = document;
  if (currentScript instanceof HTMLScriptElement) return { tag: currentScript, url: withFolder(currentScript.src) };
  // A module has no tag of its own that it could ask for, and there may be none.
  const address = ownAddress();
  const tags = [...document.scripts];
  const tag = tags.find(({ src }) => src && src === address) ?? tags.find(({ src }) => FILE.test(src));
  return { tag, url: withFolder(tag?.src ?? (address === document.URL ? undefined : address)) };
};

const { tag, url } = ownScript();
const theme = tag?.dataset.theme;
const base = tag?.dataset.base;
configure({
  script: url,
  base: urlOf(base ? base.replace(/\/?$/, '/') : 'artifacts/', base ? document.baseURI : (url ?? document.baseURI))
    ?.href,
  prebuilt: tag && 'prebuilt' in tag.dataset,
  locales: url === undefined ? undefined : new URL('locales/', url).href,
  endpoint: tag?.dataset.endpoint,
  linkBase: tag?.dataset.linkBase,
  theme: theme === 'light' || theme === 'dark' ? theme : undefined,
  lang: tag?.dataset.lang,
});

startPage();
// Where another copy of the script came first, it follows the frames too.
if (defineElements()) startHost();

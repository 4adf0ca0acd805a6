import { defineElements } from './define.js';
import { startHost } from './embed/host.js';
import { startPage } from './embed/page.js';
import { configure } from './settings.js';

/**
 * The one script. Its own tag can carry `data-base` (the folder where ids resolve; unset, `artifacts/` beside the
 * script), `data-link-base` (where wiki paths lead), `data-theme` and `data-lang`.
 */
const ownScript = (): HTMLScriptElement | undefined => {
  const { currentScript } = document;
  // An element named `currentScript` in the page can stand in for the real one.
  if (currentScript instanceof HTMLScriptElement) return currentScript;
  // A module script has no `currentScript`: the tag is found by the file's name.
  return [...document.scripts].find((script) => /\/artifact-viewer(?:[.-][\w.]*)?\.js(?:[?#]|$)/.test(script.src));
};

const script = ownScript();
const theme = script?.dataset.theme;
const url = script?.src || document.baseURI;
configure({
  script: script?.src || undefined,
  base: new URL(script?.dataset.base ? script.dataset.base.replace(/\/?$/, '/') : 'artifacts/', script?.dataset.base ? document.baseURI : url).href,
  linkBase: script?.dataset.linkBase,
  theme: theme === 'light' || theme === 'dark' ? theme : undefined,
  lang: script?.dataset.lang,
});

startPage();
defineElements();
startHost();

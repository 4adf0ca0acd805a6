interface Policy {
  createHTML(html: string): string;
  createScriptURL(url: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

const refuse = (): string => {
  throw new TypeError('artifact-viewer never loads scripts from data');
};

let made: Policy | undefined;
let isAsked = false;

/**
 * The Trusted Types policy that all HTML of ours passes through: the templates, which are written in the code, and
 * authored text, which is clean by then. It is made when it is first needed: a second copy of the script, which shows
 * nothing, takes the name from nobody.
 *
 * @returns undefined where the browser has no Trusted Types, or the page's Content-Security-Policy does not name `artifact-viewer`.
 */
export const policy = (): Policy | undefined => {
  if (isAsked) return made;
  isAsked = true;
  const factory = (globalThis as { trustedTypes?: Partial<PolicyFactory> }).trustedTypes;
  try {
    // Where the browser has none, an element of the page may stand under that name.
    made = factory?.createPolicy?.('artifact-viewer', { createHTML: (html) => html, createScriptURL: refuse });
  } catch {
    // The browser itself has told the page's author which name is not allowed.
  }
  return made;
};

/** Markup as the page lets it become DOM. */
export const trusted = (html: string): string => policy()?.createHTML(html) ?? html;

let isAllowed: boolean | undefined;

/** Whether the page lets us make DOM of markup: without that no element can show anything. It is tried once, since the browser reports each refusal. */
export const canMakeMarkup = (): boolean => {
  if (isAllowed !== undefined) return isAllowed;
  try {
    new DOMParser().parseFromString(trusted('-'), 'text/html');
    return (isAllowed = true);
  } catch {
    return (isAllowed = false);
  }
};

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
    // Without native support, a named element of the page may be found under that name.
    made = factory?.createPolicy?.('artifact-viewer', { createHTML: (html) => html, createScriptURL: refuse });
  } catch {
    // The browser has already reported the forbidden name.
  }
  return made;
};

/** Markup in the form that the page's policy accepts. */
export const trusted = (html: string): string => policy()?.createHTML(html) ?? html;

let isAllowed: boolean | undefined;

/** Whether the page allows DOM to be created from markup, which every element needs. Tried once, since the browser reports each refusal. */
export const canMakeMarkup = (): boolean => {
  if (isAllowed !== undefined) return isAllowed;
  try {
    new DOMParser().parseFromString(trusted('-'), 'text/html');
    return (isAllowed = true);
  } catch {
    return (isAllowed = false);
  }
};

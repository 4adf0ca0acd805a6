import { vetUrl } from './links.js';

/**
 * A frame that shows another page. It has no access to this one.
 * @param sandbox what the page in it may do.
 * @returns undefined where the address is none that may be loaded.
 */
export const frame = (href: string, title: string, sandbox: string): HTMLIFrameElement | undefined => {
  const url = vetUrl(href, undefined);
  if (url === undefined || !/^https?:/.test(url)) return undefined;
  const element = document.createElement('iframe');
  element.title = title;
  element.setAttribute('sandbox', sandbox);
  element.referrerPolicy = 'no-referrer';
  element.width = '100%';
  element.height = '600';
  element.src = url;
  return element;
};

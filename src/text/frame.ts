import { vetUrl } from './addresses.js';

/**
 * A frame that shows another page. It has no access to this one.
 * @param sandbox the permissions of the page in the frame.
 * @param loading `lazy`: load only when near the viewport.
 * @returns undefined if the address may not be loaded.
 */
export const frame = (
  href: string,
  title: string,
  sandbox: string,
  loading: 'lazy' | 'eager' = 'eager',
): HTMLIFrameElement | undefined => {
  const url = vetUrl(href, undefined);
  if (url === undefined || !/^https?:/.test(url)) return undefined;
  const element = document.createElement('iframe');
  element.title = title;
  element.setAttribute('sandbox', sandbox);
  element.allow = 'clipboard-write';
  element.referrerPolicy = 'no-referrer';
  // Before the address, which starts loading at once.
  element.loading = loading;
  element.width = '100%';
  element.height = '600';
  element.src = url;
  return element;
};

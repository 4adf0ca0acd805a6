import { vetUrl } from './links.js';

/**
 * Loads a picture from another server, which learns that somebody looks, but not at which page.
 * @returns an image that is on its way, or undefined where the address is no http address.
 */
export const loadImage = (address: string, alt: string): HTMLImageElement | undefined => {
  const url = vetUrl(address, undefined);
  if (!url || !/^https?:/.test(url)) return undefined;
  const image = document.createElement('img');
  image.alt = alt;
  // Before the address: setting that is what sends the request.
  image.referrerPolicy = 'no-referrer';
  image.src = url;
  return image;
};

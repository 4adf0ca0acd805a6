import { vetUrl } from './addresses.js';

/**
 * Loads a picture from another server without revealing the page to it.
 * @returns a loading image; undefined if the address is not an http or https address.
 */
export const loadImage = (address: string, alt: string): HTMLImageElement | undefined => {
  const url = vetUrl(address, undefined);
  if (!url || !/^https?:/.test(url)) return undefined;
  const image = document.createElement('img');
  image.alt = alt;
  // Before the address, which sends the request.
  image.referrerPolicy = 'no-referrer';
  image.src = url;
  return image;
};

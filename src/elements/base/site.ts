import { documentBase } from '../../artifact/source.js';
import { idOf, siteOf } from '../../output/embed-code.js';
import { settings } from '../../settings.js';

/** Where an artifact has a page of its own. */
export interface Place {
  /** The URL under which `artifact/<id>` pages are. */
  site: string;
  /** The folder that ids resolve against. */
  base: string;
  id: string;
}

/** The page of an artifact that was loaded by its id; undefined for one that came from elsewhere. @param url the artifact's file. */
export const placeOf = (url: string | undefined): Place | undefined => {
  const base = new URL(settings.base, documentBase()).href;
  const site = siteOf({ ...settings, base });
  const id = idOf(url, base);
  return site !== undefined && id !== undefined ? { site, base, id } : undefined;
};

import { isView, type View } from '../artifact/view.js';

/** The request in the address of an artifact page. */
export interface PageRequest {
  /** The artifact's id; undefined if the address has none. */
  id: string | undefined;
  /** Whether the page is shown in a frame, without navigation. */
  embed: boolean;
  view: View;
  theme: 'light' | 'dark' | undefined;
  /** BCP 47. */
  lang: string | undefined;
  /** The section that the fragment names. */
  section: string | undefined;
}

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/**
 * Reads `/artifact/<id>?embed=1&view=…&theme=…&lang=…#section`. Unknown values are ignored, so that old
 * bookmarks still work.
 */
export const readLocation = ({
  pathname,
  search,
  hash,
}: Pick<Location, 'pathname' | 'search' | 'hash'>): PageRequest => {
  const query = new URLSearchParams(search);
  const theme = query.get('theme');
  const view = query.get('view');
  const lang = query.get('lang');
  return {
    id: /\/artifact\/([\w][\w.-]*?)(?:\/(?:index\.html)?)?$/.exec(pathname)?.[1],
    embed: query.get('embed') === '1',
    view: isView(view) ? view : 'full',
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
    lang: lang && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(lang) ? lang : undefined,
    section: decoded(hash.slice(1)) || undefined,
  };
};

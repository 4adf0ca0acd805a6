/** What a page can set once for all elements on it: by the script tag's `data-*` attributes, or by `configure` from npm. */
export interface Settings {
  /** The folder that `artifact-id` resolves against, as an absolute URL ending in `/`. */
  base: string;
  /** Whether `build` wrote the artifact folder: then articles there have files of formatted text beside them. */
  prebuilt?: boolean | undefined;
  /** The URL of the one script, for the embed code; unset where the elements came from npm. */
  script?: string | undefined;
  /** The URL under which `artifact/<id>` pages are, ending in `/`; unset, the script's folder. */
  site?: string | undefined;
  /** Where ClinicalTrials.gov's records are looked up: the registry's API, or a proxy or a mirror of it. */
  endpoint: string;
  /** What wiki paths such as `/proteins/smn1-protein` resolve against; unset, the artifact's own `url`. */
  linkBase?: string | undefined;
  /** The colour theme of elements that have no `theme` of their own; unset, they follow the page's `color-scheme`. */
  theme?: 'light' | 'dark' | undefined;
  /** The language of numbers, dates and labels, BCP 47; unset, the nearest `lang` in the page. */
  lang?: string | undefined;
  /** The URL of the folder that the words of other languages than English are loaded from, ending in `/`; unset, none is loaded. */
  locales?: string | undefined;
}

/** The page's settings. Read them when needed: `configure` may come later than the first element. */
export const settings: Settings = { base: 'artifacts/', endpoint: 'https://clinicaltrials.gov/api/v2/studies/' };

/** Changes the page's settings. Fields that are undefined stay as they are. */
export const configure = (changes: Partial<Settings>): void => {
  for (const [key, value] of Object.entries(changes))
    if (value !== undefined) Object.assign(settings, { [key]: value });
};

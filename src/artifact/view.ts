/** What of an artifact a page or a viewer shows. */
export const VIEWS = ['full', 'infobox', 'trials', 'safety', 'article', 'references', 'compare'] as const;

/** One of the views. */
export type View = (typeof VIEWS)[number];

/** True for the name of a view. */
export const isView = (value: unknown): value is View => VIEWS.includes(value as View);

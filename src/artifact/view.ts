import { pick } from './pick.js';
import type { Artifact, Kind } from './schema/index.js';

/** The views of an artifact on a page or in a viewer. */
export const VIEWS = ['full', 'infobox', 'trials', 'safety', 'article', 'references', 'compare'] as const;

/** One of the views. */
export type View = (typeof VIEWS)[number];

/** True for the name of a view. */
export const isView = (value: unknown): value is View => VIEWS.includes(value as View);

/** The views that have content for an artifact, `full` first. */
export const viewsOf = (artifact: Artifact): View[] => {
  const has = (kind: Kind) => !('missing' in pick(artifact, kind));
  const there: Record<View, boolean> = {
    full: true,
    infobox: has('drug'),
    trials: has('trial'),
    safety: has('safety'),
    article: artifact.kind === 'article',
    references: Object.keys(artifact.references ?? {}).length > 0,
    compare: artifact.kind === 'article' && Boolean(artifact.comparison?.length),
  };
  return VIEWS.filter((view) => there[view]);
};

import type { Warnings } from '../../content/warnings.js';
import { createContext } from '@lit/context';
import type { ArtifactState } from '../../artifact/resolve.js';
import type { References } from '../../artifact/references.js';
import type { Artifact } from '../../artifact/schema/index.js';
import type { View } from '../../artifact/view.js';

/** What a card takes from the `<artifact-viewer>` above it when it has no source of its own. */
export interface Page {
  /** The viewer's own artifact, or why it is not there. */
  state: ArtifactState<Artifact>;
  /** The folder that ids in the artifact resolve against: its own. */
  base: string;
  /** Where wiki paths lead, for all cards of the page. */
  linkBase: string | undefined;
  /** The hashes of the only files that the page may show; undefined, any. */
  integrity: string | undefined;
  /** What of the artifact the page shows. */
  view: View;
  /** Whether it shows all that the artifact has, each part in its place. */
  isWhole: boolean;
  /** The id of the safety profile whose boxed warnings stand whole at the top of the page; undefined where none do. */
  warningsOf?: string | undefined;
  /** The `id` of what they stand in. */
  warningsAt?: string | undefined;
  /** The numbering that all cards of the page share, and whose list the page shows. */
  references: References;
  /** Loads the artifact anew: what a card does that has it from here. The same function for as long as the page is. */
  reload: () => void;
}

/** The nearest `<artifact-viewer>`'s page. */
export const pageContext = createContext<Page | undefined>(Symbol('artifact-viewer page'));

/** Whether two pages are the same in every field, so that nobody need hear of a change. */
export const samePage = (a: Page | undefined, b: Page): boolean =>
  a !== undefined && (Object.keys({ ...a, ...b }) as (keyof Page)[]).every((key) => a[key] === b[key]);

/** Where on its page a card's warnings stand whole already, above it: in the page's own markup, for the same safety profile. */
export const whereAbove = (page: Page | undefined, warnings: Warnings, isOfPage: boolean): string | undefined =>
  isOfPage && warnings.state === 'present' && page?.warningsOf === warnings.of.id ? page.warningsAt : undefined;

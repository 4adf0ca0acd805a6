import type { Citation } from '../../artifact/references.js';
import type { Reference } from '../../artifact/schema/index.js';
import { cautionsOf, referenceName } from '../../content/references.js';
import { shortCitation, workLinks } from '../../output/ama.js';
import { link } from './links.js';
import { html, nothing, type Value } from './template.js';

/** What a reference is called where only its number is seen. */
export const citationName = ({ number, reference }: Citation): string =>
  referenceName(number, shortCitation(reference), reference);

/** Links to where a work can be looked up. */
export const lookups = (reference: Reference): Value =>
  workLinks(reference).map(({ label, url }) => html` <span class="lookup">${link(label, url)}</span>`);

/** What a reader must know before relying on a work: a retraction, a remark, why it could not be verified. */
export const cautions = (reference: Reference): Value =>
  cautionsOf(reference).map(
    ([about, strong, rest]) =>
      html`<p class=${about}>${strong ? html`<strong>${strong}</strong>` : nothing}${rest}</p>`,
  );

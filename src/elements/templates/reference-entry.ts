import { css, html, nothing } from 'lit';
import type { Citation } from '../../artifact/references.js';
import type { Reference } from '../../artifact/schema/index.js';
import { msg, str } from '../../i18n/messages.js';
import { shortCitation, workLinks } from '../../output/ama.js';
import { link } from '../../text/links.js';

const isRetracted = ({ note }: Reference): boolean => /^\s*retract/i.test(note ?? '');

/** What a reference is called where only its number is seen: "Reference 3: Mendell et al., 2017". */
export const citationName = ({ number, reference }: Citation): string =>
  msg(
    str`Reference ${number}: ${[shortCitation(reference), isRetracted(reference) && msg('retracted'), reference.unverified && msg('not verified')].filter(Boolean).join(', ')}`,
  );

/** Links to where a work can be looked up. */
export const lookups = (reference: Reference): unknown =>
  workLinks(reference).map(({ label, url }) => html` <span class="lookup">${link(label, url)}</span>`);

/** What a reader must know before relying on a work: a retraction, a remark, why it could not be verified. */
export const cautions = (reference: Reference): unknown =>
  html`${
    reference.note
      ? html`<p class="note">${isRetracted(reference) ? html`<strong>${reference.note}</strong>` : reference.note}</p>`
      : nothing
  }${reference.unverified ? html`<p class="unverified"><strong>${msg('Not verified')}:</strong> ${reference.unverified}</p>` : nothing}`;

export const entryStyles = css`
  .lookup {
    display: inline-block;
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }
  .unverified,
  .note {
    color: var(--_ink-soft);
  }
  .unverified strong {
    color: var(--_caution);
  }
  .note strong {
    color: var(--_danger);
  }
`;

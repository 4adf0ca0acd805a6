import type { Refs, Run, Runs } from '../../content/model.js';
import { authored, inline, type TextScope } from '../../text/render.js';
import { link } from './links.js';
import { html, nothing, type Value } from './template.js';

/** The numbers of the sources that say something, or nothing where none is named. */
export const sources = (refs: Refs | undefined, scope: TextScope): Value =>
  refs?.length ? scope.cite(refs, scope) : nothing;

/** The shape beside a status: statuses of one kind share it. A status that is not known gets the shape that claims nothing. */
const DISC = 'M1 6a5 5 0 1 0 10 0a5 5 0 1 0-10 0z';
const CROSS = 'M2 2l8 8M10 2l-8 8';
const STATUS_SIGNS: Record<string, string> = {
  RECRUITING: DISC,
  ENROLLING_BY_INVITATION: DISC,
  AVAILABLE: DISC,
  ACTIVE_NOT_RECRUITING: 'M6 1a5 5 0 0 1 0 10z',
  COMPLETED: 'M1.5 1.5h9v9h-9z',
  TERMINATED: CROSS,
  SUSPENDED: CROSS,
  WITHDRAWN: CROSS,
};
const RING = 'M1.5 6a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0';

const statusSign = (status: string): Value => {
  const shape = Object.hasOwn(STATUS_SIGNS, status) ? STATUS_SIGNS[status] : undefined;
  const ringed = !shape || status === 'ACTIVE_NOT_RECRUITING';
  return html`<svg class="sign" viewBox="0 0 12 12" aria-hidden="true">
    ${ringed ? html`<path class=${shape ? 'ring' : 'ring dotted'} d=${RING}></path>` : nothing}${shape ? html`<path d=${shape}></path>` : nothing}
  </svg> `;
};

const LOOKS: Partial<Record<string, string>> = { soft: 'soft', number: 'number id', nowrap: 'nowrap' };

const runNode = (run: Run, scope: TextScope): Value => {
  if (typeof run === 'string') return run;
  switch (run.run) {
    case 'own':
      return authored(run.text, scope);
    case 'md':
      return inline(run.source, scope);
    case 'num':
      return html`<span class="number">${run.text}</span>`;
    case 'missing':
      return html`<span class="soft">${run.text}</span>`;
    case 'date':
      return html`<span class="nowrap">${run.text}</span>`;
    case 'link':
      return link(run.label, run.href, scope.linkBase);
    case 'cite':
      return sources(run.refs, scope);
    case 'sign':
      return statusSign(run.status);
    case 'as':
      return run.look === 'strong'
        ? html`<strong>${runs(run.of, scope)}</strong>`
        : html`<span class=${LOOKS[run.look] ?? `sign ${run.look.toLowerCase().replace(' ', '-')}`}
            >${runs(run.of, scope)}</span
          >`;
  }
};

/** A line of a card. */
export const runs = (all: Runs, scope: TextScope): Value => all.map((run) => runNode(run, scope));

/** A line as plain words. */
export const wordsOf = (all: Runs): string =>
  all
    .map((run) => {
      if (typeof run === 'string') return run;
      if ('text' in run) return run.text;
      if (run.run === 'md') return run.source;
      return run.run === 'as' ? wordsOf(run.of) : run.run === 'link' ? run.label : '';
    })
    .join('');

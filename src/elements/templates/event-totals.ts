import { css, html, nothing } from 'lit';
import { commonTo } from '../../content/adverse-events.js';
import { sourcedValues } from '../../artifact/values.js';
import { missingWords } from '../../content/missing.js';
import { words } from '../../content/terms.js';
import type { AdverseEvent, EventGroup } from '../../artifact/schema/index.js';
import { msg } from '../../i18n/messages.js';
import { authored, inline, type TextScope } from '../../text/render.js';
import { seriousness, seriousnessWords } from '../../content/adverse-event-order.js';
import { missingLabel, origin, renderValue, sources } from './facts.js';
import { groupedTable } from './grouped-table.js';

/** Each effect with its numbers by group: under their organ systems in the source's order, in one list where a reader sorted them. */
export const eventTotals = (
  effects: readonly AdverseEvent[],
  all: readonly AdverseEvent[],
  groups: readonly EventGroup[],
  isSorted: boolean,
  scope: TextScope,
  lang?: string,
): unknown => {
  const saidOnce = {
    sourceVocabulary: commonTo(all, 'sourceVocabulary'),
    assessmentType: commonTo(all, 'assessmentType'),
  };
  const row = (effect: AdverseEvent) => {
    const { term, organSystem, notes, sourceVocabulary, assessmentType, refs } = effect;
    const small = [
      isSorted && organSystem,
      saidOnce.assessmentType === undefined && assessmentType && words(assessmentType),
      saidOnce.sourceVocabulary === undefined && sourceVocabulary,
    ].filter(Boolean);
    return {
      header: html`<strong>${authored(term, scope)}</strong>${sources(refs, scope)}${
          isSorted
            ? html` <span class=${`sign small ${seriousness(effect).toLowerCase().replace(' ', '-')}`}
                >${seriousnessWords(effect)}</span
              >`
            : nothing
        }${small.length > 0 ? html`<span class="below soft small">${small.join(' · ')}</span>` : nothing}${
          notes ? html`<span class="below soft small">${inline(notes, scope)}</span>` : nothing
        }`,
      cells: groups.map(({ title }) => {
        const own = sourcedValues(effect.incidence).filter(({ group }) => group === title);
        return own.length > 0
          ? own.map(
              (version) =>
                html`${renderValue(version.value, scope, lang)}${origin({ ...version, group: undefined }, scope, lang)}`,
            )
          : missingLabel();
      }),
    };
  };
  const keyOf = (effect: AdverseEvent) =>
    isSorted
      ? ''
      : effect.organSystem
        ? `${seriousnessWords(effect)}: ${effect.organSystem}`
        : `${seriousnessWords(effect)}; ${msg('Organ system')}: ${missingWords('not-in-record')}`;
  const blocks: { heading: string; members: AdverseEvent[] }[] = [];
  for (const effect of effects) {
    const heading = keyOf(effect);
    const last = blocks.at(-1);
    if (last?.heading === heading) last.members.push(effect);
    else blocks.push({ heading, members: [effect] });
  }
  return groupedTable({
    label: msg('Adverse effects'),
    part: 'effects',
    corner: msg('Effect'),
    columns: groups.map(({ title }) => authored(title, scope)),
    blocks: blocks.map(({ heading, members }) => ({ heading, rows: members.map(row) })),
  });
};

export const eventStyles = css`
  .matrix {
    margin-block-start: 0.6em;
    border-block-start: 1px solid var(--_ink);
  }
`;

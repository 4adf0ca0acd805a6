import type { Label } from '../../artifact/schema/index.js';
import { labelSays } from '../../content/labels.js';
import { type Block, type BlockOf, isSection, type Runs } from '../../content/model.js';
import { msg } from '../../i18n/messages.js';
import type { Html } from '../../text/html.js';
import type { TextScope } from '../../text/render.js';
import { html, nothing, type Value } from './template.js';
import { paragraphs } from './blocks.js';
import { runs } from './runs.js';

/** How sections of a label are shown. */
interface Look {
  scope: TextScope;
  /** The level of their headings, 2 to 6. */
  level: number;
  /** Sections with more letters than this are folded after their beginning. */
  most: number;
}

type Section = BlockOf<'section'>;

const lengthOf = (all: readonly Block[]): number =>
  all.reduce(
    (length, one) => length + (isSection(one) ? lengthOf(one.of) : one.kind === 'prose' ? one.source.length : 0),
    0,
  );

/** The beginning of a text, in whole blocks, and the rest. A block that is too long by itself is no beginning. */
const splitLead = (text: string, most: number): [lead: string, rest: string] => {
  let end = 0;
  for (const { index } of text.matchAll(/\n\n(?=\S)(?![-<])|$/g)) {
    if (index > (end > 0 ? most * 0.4 : most)) break;
    end = index;
  }
  return [text.slice(0, end), text.slice(end).trim()];
};

const heading = (title: Runs | undefined, { level, scope }: Look): Value =>
  title ? html`<p class="head" role="heading" aria-level=${Math.min(level, 6)}>${runs(title, scope)}</p>` : nothing;

const prose = (text: string, { scope, level }: Look): Value => paragraphs(text, scope, Math.min(level + 1, 6));

const show = ({ id, heading: title, of }: Section, look: Look): Html => {
  const [first, ...others] = of;
  const [text, parts] = first?.kind === 'prose' ? [first.source, others] : ['', of];
  const inner = { ...look, level: look.level + 1, most: Infinity };
  const isLong = lengthOf(of) > look.most;
  const [lead, rest] = isLong ? splitLead(text, look.most) : [text, ''];
  const further = parts.filter(isSection).map((part) => show(part, inner));
  return html`
    <section class="part" id=${id ?? nothing}>
      ${heading(title, look)} ${prose(lead, look)}
      ${
        isLong
          ? html`<details part="fold">
              <summary class="small">
                ${lead ? msg('Read on') : msg('Read')}<span class="visually-hidden"
                  >: ${title && runs(title, look.scope)}</span
                >
              </summary>
              ${prose(rest, look)}${further}
            </details>`
          : further
      }
    </section>
  `;
};

/**
 * Sections of a drug's label, each whole; a long one is folded after its beginning, and opened by a click, a link to what
 * is in it, a search in the page, or the printer.
 */
export const labelSections = (sections: readonly Section[], look: Look): Html =>
  html`<div class="sections" part="label">${sections.map((section) => show(section, look))}</div>`;

/** Many sections behind one line. */
export const foldedSections = (title: Value, sections: readonly Section[], look: Look): Html => html`
  <details class="all" part="fold">
    <summary>${title}</summary>
    ${labelSections(sections, look)}
  </details>
`;

/** Whose label it is and since when, at its top; what a reader has to heed of that stands out. */
export const labelLine = (label: Label | undefined, lang?: string): Value => {
  if (!label) return nothing;
  const [which, ...heed] = labelSays(label, lang);
  return html`<p class="small">${which} <strong>${heed.join(' ')}</strong></p>`;
};

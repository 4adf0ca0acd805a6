import { css, html } from 'lit';
import type { BlockOf } from '../../content/model.js';
import type { TextScope } from '../../text/render.js';
import { blocks } from './blocks.js';
import { runs } from './runs.js';

/** What of a card is folded until asked for, each part behind its heading. @param level of the headings within. */
export const folds = (sections: readonly BlockOf<'section'>[], scope: TextScope, level: number): unknown =>
  sections.map(
    ({ heading, of }) =>
      html`<details part="details">
        <summary>${heading && runs(heading, scope)}</summary>
        <div class="folded">${blocks(of, scope, level)}</div>
      </details>`,
  );

export const foldStyles = css`
  .folded ul.plain {
    display: grid;
    gap: 0.5em;
    max-width: 80ch;
  }
  .folded .plain > li > strong {
    color: var(--_danger);
  }
  .folded .more ul.plain {
    display: block;
    columns: 20em;
    max-width: none;
  }
`;

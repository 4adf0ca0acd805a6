import type { BlockOf } from '../../content/model.js';
import type { TextScope } from '../../text/render.js';
import { blocks } from './blocks.js';
import { runs } from './runs.js';
import { html, type Value } from './template.js';

/** What of a card is folded until asked for, each part behind its heading. @param level of the headings within. */
export const folds = (sections: readonly BlockOf<'section'>[], scope: TextScope, level: number): Value =>
  sections.map(
    ({ heading, of }) =>
      html`<details part="details">
        <summary>${heading && runs(heading, scope)}</summary>
        <div class="folded">${blocks(of, scope, level)}</div>
      </details>`,
  );

import type { SafetyProfile } from '../../artifact/schema/index.js';
import { recallNotice } from '../../content/safety.js';
import type { TextScope } from '../../text/render.js';
import { blocks } from './blocks.js';
import { runs } from './runs.js';
import { html, type Value } from './template.js';

/** Recalls, each with its class, status and date before all else. @param whole whether its lots and dates stand there too. */
export const recallList = ({ recalls = [] }: SafetyProfile, scope: TextScope, lang?: string, whole = true): Value =>
  recalls.map((recall) => {
    const { says, of = [] } = recallNotice(recall, lang);
    const shown = whole ? of : of.filter(({ kind }) => kind !== 'list');
    return html`<section class="recall">
      <p>${runs(says, scope)}</p>
      ${blocks(shown, scope, 4)}
    </section>`;
  });

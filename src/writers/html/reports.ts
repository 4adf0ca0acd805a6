import type { Safety } from '../../artifact/schema/index.js';
import { reportsBody } from '../../content/safety.js';
import type { TextScope } from '../../text/render.js';
import { blocks } from './blocks.js';
import { html, nothing, type Value } from './template.js';

/** Reports of suspected adverse events, and counts of them: as reports, never as rates. */
export const reportList = (safety: Safety, scope: TextScope, lang?: string): Value => {
  const body = reportsBody(safety, lang);
  return body.length > 0 ? html`<div class="reports" part="reports">${blocks(body, scope, 3)}</div>` : nothing;
};

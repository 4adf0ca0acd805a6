import { css, html, nothing } from 'lit';
import type { Safety } from '../../artifact/schema/index.js';
import { reportsBody } from '../../content/safety.js';
import type { TextScope } from '../../text/render.js';
import { blocks } from './blocks.js';

/**
 * Reports of suspected adverse events, and counts of them: as reports, never as rates.
 * @csspart reports - The reports, or the table of their counts.
 */
export const reportList = (safety: Safety, scope: TextScope, lang?: string): unknown => {
  const body = reportsBody(safety, lang);
  return body.length > 0 ? html`<div class="reports" part="reports">${blocks(body, scope, 3)}</div>` : nothing;
};

export const reportStyles = css`
  .reports > section > .table-title {
    font-size: 1.0667em;
    margin-block: 1.75em 0.5em;
  }
  .reports .caveat {
    max-width: var(--artifact-measure, 68ch);
  }
  .reports section section {
    margin-block-start: 1em;
  }
  .reports ul {
    padding: 0;
    list-style: none;
  }
  .reports li {
    padding-block: 0.35em;
    border-block-start: 1px solid var(--_hairline);
  }
  .reports li > ul,
  .reports li li {
    display: inline;
    border: 0;
  }
  .reports li li::before {
    content: ' · ' / '';
    color: var(--_ink-soft);
  }
`;

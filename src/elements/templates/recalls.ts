import { html, nothing } from 'lit';
import type { SafetyProfile } from '../../artifact/schema/index.js';
import { formatDate } from '../../content/dates.js';
import { recallSays } from '../../content/labels.js';
import { authored, inline, type TextScope } from '../../text/render.js';
import { sources } from './facts.js';

/** Recalls, each with its class, status and date before all else. @param whole whether its lots and dates stand there too. */
export const recallList = ({ recalls = [] }: SafetyProfile, scope: TextScope, lang?: string, whole = true): unknown =>
  recalls.map(
    (recall) =>
      html`<section class="recall">
        <p><strong>${recallSays(recall, lang)}</strong>${sources(recall.refs, scope)}</p>
        ${[recall.reason, recall.product].map((text) => (text ? html`<p>${inline(text, scope)}</p>` : nothing))}
        ${
          whole && recall.details?.length
            ? html`<ul class="small">
                ${recall.details.map(({ label, value }) => html`<li>${authored(`${label}: ${formatDate(value, lang)}`, scope)}</li>`)}
              </ul>`
            : nothing
        }
      </section>`,
  );

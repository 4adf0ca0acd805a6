import { css, html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { msg, sentence, translated } from '../../i18n/messages.js';

const COULD_NOT = sentence('Could not copy: select the text and copy it yourself.');

/** Copies by a selection, for where the page has no right to the clipboard. The text stays selected, for who has to copy it himself. */
const copySelected = (text: string, shown: Element): boolean => {
  getSelection()?.selectAllChildren(shown);
  let handed = false;
  const hand = (event: ClipboardEvent) => {
    if (!event.clipboardData) return;
    // What the host page adds to each copied text would spoil a citation or a code.
    event.stopImmediatePropagation();
    event.preventDefault();
    event.clipboardData.setData('text/plain', text);
    handed = true;
  };
  addEventListener('copy', hand, { capture: true });
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- frames without the permission `clipboard-write` have no other way
    return document.execCommand('copy') && handed;
  } finally {
    removeEventListener('copy', hand, { capture: true });
  }
};

const copy = async (text: string, shown: Element): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text, shown);
  }
};

/** A text to take away: shown whole, with a button that copies it and a word on whether that went well. */
export class Copyable {
  readonly #host: ReactiveControllerHost;
  #said = { of: '', message: '' };

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Tells the reader something of this text, until another text is shown. */
  say(of: string, message: string): void {
    this.#said = { of, message };
    this.#host.requestUpdate();
  }

  /**
   * @param label what the text is.
   * @param more what stands beside the button.
   * @param isProse whether it is to be read as a sentence, not as code.
   */
  render(text: string, label: string, more: unknown, isProse = false): TemplateResult {
    const onCopy = async ({ currentTarget }: Event) => {
      const shown = (currentTarget as Element).closest('.actions')?.previousElementSibling;
      this.say(text, shown && (await copy(text, shown)) ? sentence('Copied.') : COULD_NOT);
    };
    const look = isProse ? 'sentences' : nothing;
    return html`
      <pre class=${look} part="text" role="group" tabindex="0" aria-label=${label}>${text}</pre>
      <p class="actions">
        <button type="button" part="copy" @click=${onCopy}>${msg('Copy')}</button>${more}<span
          class="small soft"
          role="status"
          >${this.#said.of === text ? translated(this.#said.message) : nothing}</span
        >
      </p>
    `;
  }
}

/** One of several, as radio buttons: the arrow keys go from one to the next. @param name tells groups of one element apart. */
export const choice = <T>(
  legend: string,
  name: string,
  options: readonly (readonly [value: T, label: string])[],
  chosen: T,
  choose: (value: T) => void,
): TemplateResult => html`
  <fieldset>
    <legend>${legend}</legend>
    ${options.map(([value, label]) => html`<label><input type="radio" name=${name} .checked=${value === chosen} @change=${() => choose(value)} />${label}</label>`)}
  </fieldset>
`;

export const copyStyles = css`
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    margin: 0 0 0.25em;
    padding: 0;
    border: 0;
    min-width: 0;
    font-size: 0.9375em;
  }
  legend {
    float: inline-start;
    padding: 0;
    color: var(--_ink-soft);
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    min-height: 28px;
  }
  legend {
    line-height: 28px;
  }
  input {
    accent-color: var(--_accent);
    min-height: 0;
    margin: 0;
  }
  pre {
    max-height: 22em;
    margin-block: 0.5em;
    padding: 0.75em 1em;
    overflow: auto;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    border-block: 1px solid var(--_hairline);
  }
  .sentences {
    font: inherit;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: center;
  }
  @media print {
    fieldset,
    pre,
    .actions {
      display: none;
    }
  }
`;

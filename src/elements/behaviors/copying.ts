import { css, type ReactiveControllerHost } from 'lit';
import { msg, sentence, translated } from '../../i18n/messages.js';
import { html, nothing, type Value } from '../../writers/html/template.js';
import { type Block, blockOf, shellOf } from '../../writers/html/block.js';
import { listen } from './events.js';

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

type Host = ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

/** Texts to copy: each in full, with a copy button and a status message. */
export class Copying {
  readonly #host: ReactiveControllerHost;
  #said = { of: '', message: '' };
  readonly #texts = new Map<string, string>();
  /** Whether the reader has reached the panel. A prerendered citation is rewritten then, with the date of access. */
  isUsed = false;

  constructor(host: Host) {
    this.#host = host;
    const use = () => {
      if (this.isUsed) return;
      this.isUsed = true;
      host.requestUpdate();
    };
    for (const type of ['pointerover', 'focusin'] as const) listen(host, type, '.root', use);
    listen(host, 'click', '[part=copy]', (button) => {
      const shown = button.closest('.actions')?.previousElementSibling;
      if (!shown) return;
      // The text as written: a page translator may have changed what is shown.
      const text = this.#texts.get(button.dataset['text'] ?? '') ?? shown.textContent;
      void copy(text, shown).then((isCopied) => this.say(text, isCopied ? sentence('Copied.') : COULD_NOT));
    });
  }

  /** Tells the reader something of this text, until something is told of another. */
  say(of: string, message: string): void {
    this.#said = { of, message };
    this.#host.requestUpdate();
  }

  /**
   * @param label what the text is.
   * @param more what stands beside the button.
   * @param isProse whether it is to be read as a sentence, not as code.
   */
  blocks(key: string, text: string, label: string, more: Value, isProse = false): readonly Block[] {
    // Page translators skip this class.
    const look = isProse ? 'notranslate sentences' : 'notranslate';
    const isSaid = this.#said.of === text && this.#said.message !== '';
    this.#texts.set(key, text);
    return [
      blockOf(
        key,
        () => html`<pre class=${look} part="text" role="group" tabindex="0" aria-label=${label}>${text}</pre>`,
      ),
      shellOf(`${key}-actions`, html`<p class="actions"></p>`, [
        blockOf('buttons', () => [
          html`<button type="button" part="copy" data-text=${key}>${msg('Copy')}</button>`,
          more,
        ]),
        shellOf('said', html`<span class="small soft" role="status"></span>`, [
          blockOf('words', () => (isSaid ? html`<span>${translated(this.#said.message)}</span>` : nothing)),
        ]),
      ]),
    ];
  }
}

/** One of several, as radio buttons: the arrow keys go from one to the next. */
export class Choice<T extends string> {
  readonly #host: Host;
  readonly #name: string;
  #options: readonly T[] = [];
  /** What the reader chose, if anything. */
  asked: string | undefined;

  /** @param name tells groups of one element apart. */
  constructor(host: Host, name: string) {
    this.#host = host;
    this.#name = name;
    listen(host, 'change', `input[name="${name}"]`, (input) => {
      this.asked = (input as HTMLInputElement).value;
      host.requestUpdate();
    });
    host.addController({ hostUpdated: () => this.#check() });
  }

  /** What is chosen of these: the first, until the reader asks for another. */
  of(options: readonly T[]): T {
    this.#options = options;
    return options.find((one) => one === this.asked) ?? (options[0] as T);
  }

  /** @param labels what each option is called. */
  block(legend: string, labels: Readonly<Record<T, string>>): Block {
    return blockOf(
      this.#name,
      () => html`
        <fieldset>
          <legend>${legend}</legend>
          ${this.#options.map(
            (one, index) =>
              html`<label
                ><input
                  type="radio"
                  name=${this.#name}
                  value=${String(one)}
                  ?checked=${index === 0}
                />${labels[one]}</label
              >`,
          )}
        </fieldset>
      `,
    );
  }

  #check(): void {
    const chosen = this.of(this.#options);
    for (const input of this.#host.renderRoot.querySelectorAll<HTMLInputElement>(`input[name="${this.#name}"]`))
      if (input.value === chosen) input.checked = true;
  }
}

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

import { isServer, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import { today } from '../../artifact/today.js';
import { hashOf } from '../../artifact/integrity.js';
import type { LoadError } from '../../artifact/load.js';
import { References } from '../../artifact/references.js';
import type { Artifact } from '../../artifact/schema/index.js';
import { mixed, msg, sentence, str, translated } from '../../i18n/messages.js';
import { amaText } from '../../output/ama.js';
import { bibtexList } from '../../output/bibtex.js';
import { cslJson } from '../../output/csl.js';
import { pageUrl } from '../../output/embed-code.js';
import { citationOf, type KeyedReference } from '../../output/reference.js';
import { risList } from '../../output/ris.js';
import { citePanelStyles } from '../../styles/artifact-cite-panel.js';
import { tokens } from '../../styles/tokens.js';
import { download } from '../../text/download.js';
import { ArtifactElement } from '../base/artifact-element.js';
import { html, nothing } from '../../writers/html/template.js';
import { type Block, blockOf } from '../../writers/html/block.js';
import { Choice, Copying, copyStyles } from '../behaviors/copying.js';
import { listen } from '../behaviors/events.js';
import { sectionStyles } from '../../styles/sections.js';
import { placeOf } from '../base/site.js';
import { stateStyles } from '../../styles/states.js';

/** A format for citations: how references become its text, and what its files are called and typed. */
interface Format {
  write(entries: readonly KeyedReference[]): string;
  suffix: string;
  type: string;
}

const amaList = (entries: readonly KeyedReference[]): string =>
  entries
    .map(({ reference }, index) => `${entries.length > 1 ? `${index + 1}. ` : ''}${amaText(reference)}`)
    .join('\n');

type Name = 'AMA' | 'BibTeX' | 'RIS' | 'CSL-JSON';

const FORMATS: Record<Name, Format> = {
  AMA: { write: amaList, suffix: '.txt', type: 'text/plain;charset=utf-8' },
  BibTeX: { write: bibtexList, suffix: '.bib', type: 'application/x-bibtex;charset=utf-8' },
  RIS: { write: risList, suffix: '.ris', type: 'application/x-research-info-systems;charset=utf-8' },
  'CSL-JSON': { write: cslJson, suffix: '.csl.json', type: 'application/vnd.citationstyles.csl+json' },
};

const NAMES = Object.keys(FORMATS) as Name[];

/**
 * How to cite an artifact, and the references that it cites: as AMA text, BibTeX, RIS or CSL-JSON, to copy or to download;
 * and the hash that tells its version from any other.
 *
 * @summary The citation of an artifact, in several formats.
 * @csspart text - The citation in the format that is chosen, and the hash.
 * @csspart copy - The button that copies it.
 * @csspart download - The button that hands it over as a file.
 */
export class ArtifactCitePanel extends ArtifactElement<Artifact> {
  protected readonly kind = undefined;
  protected get what(): string {
    return msg('citation');
  }

  /** The content hash of what is shown. */
  @state() private hash?: string | undefined;
  @state() private whyNoHash?: string | undefined;

  readonly #format = new Choice<Name>(this, 'format');
  readonly #what = new Choice<'artifact' | 'references'>(this, 'what');
  readonly #copying = new Copying(this);
  /** The file that “Download” saves. */
  #file = { text: '', name: '', type: '' };
  #hashed: unknown;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { state } = this;
    const json = state.status === 'ready' ? state.json : undefined;
    // While prerendering, the hash is passed in.
    if (isServer || json === this.#hashed) return;
    this.#hashed = json;
    const take = (hash?: string, whyNoHash?: string) => {
      if (json === this.#hashed) Object.assign(this, { hash, whyNoHash });
    };
    take();
    if (json !== undefined) hashOf(json).then(take, ({ failure }: LoadError) => take(undefined, failure.message));
  }

  constructor() {
    super();
    listen(this, 'click', '[part=download]', () => this.#save());
  }

  protected override get choices(): readonly unknown[] {
    return [this.#format.asked, this.#what.asked, this.#copying.isUsed];
  }

  protected contentOf(artifact: Artifact): readonly Block[] {
    const { state } = this;
    const url = 'url' in state ? state.url : undefined;
    const place = placeOf(url);
    const address = place ? pageUrl({ ...place, view: 'full' }) : url;
    const itself = [{ key: artifact.id, reference: citationOf(artifact, address, isServer ? undefined : today()) }];
    const own = new References();
    own.add(artifact);
    const { list } = own;
    const name = this.#format.of(NAMES);
    const format = FORMATS[name];
    const ofReferences = this.#what.of(['artifact', 'references']) === 'references' && list.length > 0;
    const text = format.write(ofReferences ? list : itself);
    this.#file = {
      text,
      name: `${artifact.id}${ofReferences ? '-references' : ''}${format.suffix}`,
      type: format.type,
    };
    const whats = {
      artifact: msg('This artifact'),
      references: list.length === 1 ? msg('Its reference') : msg(str`Its ${list.length} references`),
    };
    const save = html`<button type="button" part="download">${msg('Download')}</button>`;
    return [
      blockOf('heading', () => html`<h2>${msg('Cite')}</h2>`),
      blockOf('print', () => html`<p class="in-print">${amaList(itself)}</p>`),
      ...(list.length > 0 ? [this.#what.block(msg('What'), whats)] : []),
      this.#format.block(msg('Format'), { AMA: 'AMA', BibTeX: 'BibTeX', RIS: 'RIS', 'CSL-JSON': 'CSL-JSON' }),
      ...this.#copying.blocks('text', text, msg(str`${name} text`), save, name === 'AMA'),
      ...this.#hash(),
    ];
  }

  #save(): void {
    const { text, name, type } = this.#file;
    // A prerendered panel has no text until it is first used.
    if (!name) return;
    download(text, name, type);
    // A sandboxed frame has an opaque origin; whether it may download can't be asked.
    if (origin === 'null')
      this.#copying.say(text, sentence('If no file arrives, this frame may not download: copy the text.'));
  }

  #hash(): readonly Block[] {
    const { hash, whyNoHash } = this;
    const about = mixed(msg('Content hash of this version, for the attribute {0}'), html`<code>integrity</code>`);
    return [
      blockOf('about-hash', () => html`<p class="hash small soft">${about}</p>`),
      ...(whyNoHash === undefined
        ? [
            blockOf('hash-in-print', () => html`<p class="in-print small">${hash}</p>`),
            ...this.#copying.blocks('hash', hash ?? ' ', msg('Content hash'), nothing),
          ]
        : [blockOf('why-no-hash', () => html`<p class="small">${translated(whyNoHash)}</p>`)]),
    ];
  }

  static override styles = [tokens, stateStyles, sectionStyles, copyStyles, citePanelStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-cite-panel': ArtifactCitePanel;
  }
}

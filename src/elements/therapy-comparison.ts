import { type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ArtifactState } from '../artifact/resolve.js';
import { folderOf, type Source } from '../artifact/source.js';
import {
  comparisonLabel,
  comparisonTable,
  noTherapies,
  type Therapy,
  therapyName,
  therapyPage,
} from '../content/comparison.js';
import { cautionsBeforeDoses } from '../content/labels.js';
import type { Runs, TableGroup } from '../content/model.js';
import { warningsOf } from '../content/warnings.js';
import type { Drug } from '../artifact/schema/index.js';
import { msg, str, translated } from '../i18n/messages.js';
import { settings } from '../settings.js';
import { therapyComparisonStyles } from '../styles/therapy-comparison.js';
import { prose, tokens } from '../styles/tokens.js';
import { linkBaseOf } from '../text/addresses.js';
import { link } from '../writers/html/links.js';
import { html, nothing, type Value } from '../writers/html/template.js';
import { type Block, blockOf, shellOf } from '../writers/html/block.js';
import type { Html } from '../text/html.js';
import { authored, type TextScope } from '../text/render.js';
import { ArtifactElement, ArtifactErrorEvent, ArtifactLoadEvent, recordsOf } from './base/artifact-element.js';
import { whereAbove } from './base/page-context.js';
import { citation } from '../writers/html/citation.js';
import { boxedWarnings } from '../writers/html/boxed-warnings.js';
import { boxedStyles } from '../styles/boxed-warnings.js';
import { cellNode } from '../writers/html/blocks.js';
import { factStyles } from '../styles/facts.js';
import { footer, overdue } from '../writers/html/footer.js';
import { footerStyles } from '../styles/footer.js';
import { listen } from './behaviors/events.js';
import { ownElement } from '../text/places.js';
import { runs, wordsOf } from '../writers/html/runs.js';
import { loadingState, problemNotice, retryButton } from '../writers/html/states.js';
import { stateStyles } from '../styles/states.js';
import { DrugInfobox } from './drug-infobox.js';
import { editorNotesSection } from '../writers/html/sections.js';
import { editorNotesStyles } from '../styles/editor-notes.js';
import { sectionStyles } from '../styles/sections.js';

/** From this many columns on, each has the least width that six would have. */
const MOST_MEASURED = 6;

/** A therapy as a column. @see key what its artifact goes by in the controller. */
interface Column extends Therapy {
  key: string;
}

/**
 * Therapies side by side: a column each, a row for each attribute that any of them has, every cell with its sources.
 * Where there is no room for columns it is a list by attribute, with the therapies under it.
 *
 * It compares the drugs of `drugs`, else those of `artifact-ids`, else those that its artifact names.
 *
 * @summary Therapies compared attribute by attribute.
 * @csspart table - The table.
 * @csspart therapy - A therapy's name and what stands under it.
 * @csspart versions - The values of a fact on which sources disagree.
 * @csspart fold - A drug's editor's notes, folded until asked for.
 * @csspart footer - As-of date and sources.
 * @csspart conflict - The words that sources differ.
 * @csspart notes - The notes on values that sources differ on.
 * @csspart cite - The link of a source's number.
 * @csspart unresolved - A key that has no reference.
 * @cssprop --artifact-measure - The most width of an editor's note; 58ch if unset, which is 60 to 72 characters.
 */
export class TherapyComparison extends ArtifactElement {
  protected static override parts(): Record<string, CustomElementConstructor> {
    return { ...super.parts(), 'drug-infobox': DrugInfobox };
  }

  /** Parsed `drug` artifacts to compare. */
  @property({ attribute: false }) drugs?: readonly unknown[];

  /** The ids of `drug` artifacts to compare, with spaces between them. */
  @property({ attribute: 'artifact-ids' }) artifactIds?: string;

  @state() private onlyDifferences = false;

  protected readonly kind = undefined;
  protected get what(): string {
    return msg('comparison');
  }

  #columns: Column[] = [];

  constructor() {
    super();
    listen(this, 'change', '.tools input', (box) => (this.onlyDifferences = (box as HTMLInputElement).checked));
  }
  readonly #scopes = new WeakMap<Drug, TextScope>();

  /** `"loading"` until each therapy has come or failed; `"failed"` if none came. */
  override get status(): ArtifactState['status'] {
    const states = this.#columns.map(({ state }) => state.status);
    if (states.length === 0) return super.status;
    if (states.some((status) => status === 'loading' || status === 'idle')) return 'loading';
    return states.includes('ready') ? 'ready' : 'failed';
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#columns = this.#wanted().map(([name, source], index) => {
      const key = String(index);
      const state = this.controller.usePart(key, { ...source, kind: 'drug' }, 'awaited') as ArtifactState<Drug>;
      return { name, key, state };
    });
    this.controller.keepParts(this.#columns.map(({ key }) => key));
    if (this.isPrerendered)
      for (const { state } of this.#columns)
        if (state.status === 'ready') for (const record of recordsOf(state)) this.references.add(record);
  }

  /** What to compare: the therapies that the page's author names, else those of the artifact. */
  #wanted(): [name: string, source: Source][] {
    const base = this.page?.base ?? settings.base;
    const integrity = this.pinned;
    if (this.drugs) return this.drugs.map((artifact, index) => [therapyName(index + 1), { artifact, base, integrity }]);
    const named = (ids: readonly string[], folder: string) =>
      ids.map((artifactId): [string, Source] => [artifactId, { artifactId, base: folder, integrity }]);
    if (this.artifactIds !== undefined) return named(this.artifactIds.split(/[\s,]+/).filter(Boolean), base);
    const { state } = this;
    if (state.status !== 'ready') return [];
    const { artifact, url } = state;
    if (artifact.kind === 'drug') return [[artifact.title, { page: state, base }]];
    return artifact.kind === 'article' ? named(artifact.comparison ?? [], folderOf(url, base)) : [];
  }

  protected override get data(): readonly unknown[] {
    return this.#columns.map(({ state }) => state.status === 'ready' && state.artifact);
  }

  protected override get choices(): readonly unknown[] {
    return [this.onlyDifferences];
  }

  protected override announcePart(settled: ArtifactState): void {
    if (settled.status === 'failed') this.announceFailure(settled.failure);
    else if (settled.status === 'ready') {
      const { artifact, problems } = settled;
      if (problems.length > 0) this.dispatchEvent(new ArtifactErrorEvent(undefined, problems));
      void this.updateComplete.then(() => this.dispatchEvent(new ArtifactLoadEvent(artifact, problems)));
    }
  }

  /** A therapy's keys and links are its own; its sources are numbered with those of the page. */
  #scopeOf(drug: Drug): TextScope {
    const { references } = this;
    const linkBase = linkBaseOf(this.linkBase ?? this.page?.linkBase ?? settings.linkBase, drug.url);
    const known = this.#scopes.get(drug);
    const lang = drug.lang ?? this.language;
    if (known?.references === references && known.linkBase === linkBase && known.lang === lang) return known;
    references.add(drug);
    const scope = { artifact: drug, references, linkBase, lang, cite: citation };
    this.#scopes.set(drug, scope);
    return scope;
  }

  protected override contentInState(): readonly Block[] {
    const columns = this.#columns;
    if (this.drugs === undefined && this.artifactIds === undefined && this.state.status !== 'ready')
      return super.contentInState();
    const slot = blockOf('slot', () => html`<slot></slot>`);
    if (columns.length === 0) return [blockOf('none', () => html`<p class="soft">${noTherapies()}</p>`)];
    if (columns.every(({ state }) => state.status === 'loading'))
      return [this.hasFallback ? slot : blockOf('loading', () => loadingState(this.what))];
    return [
      ...columns.map((column) => this.piece(`warnings-${column.key}`, () => this.#warnings(column))),
      ...this.pieces('comparison', () => this.#comparison()),
      ...(this.status === 'failed' ? [slot] : []),
    ];
  }

  protected contentOf(): readonly Block[] {
    return [];
  }

  #comparison(): readonly Block[] {
    const { references } = this;
    const { label, corner, groups, columns } = comparisonTable(this.#columns, this.language);
    const lines = groups.flatMap(({ rows }) => rows);
    const differ = lines.filter(({ note }) => !note).length;
    const isOptional = differ > 0 && differ < lines.length;
    const isShort = isOptional && this.onlyDifferences;
    const shown = groups
      .map((group) => ({ ...group, rows: group.rows.filter(({ note }) => !isShort || !note) }))
      .filter(({ rows }) => rows.length > 0);
    return [
      shellOf('comparison', html`<section aria-label=${comparisonLabel()}></section>`, [
        ...(isOptional ? [this.#tools(isShort ? differ : undefined, lines.length)] : []),
        this.#table(label, corner, columns, shown),
        ...this.#columns.map(({ key, state }) =>
          blockOf(`notes-${key}`, () => (state.status === 'ready' ? this.#notes(state.artifact) : nothing)),
        ),
        blockOf('footer', () =>
          this.showsOwnSources && references.list.length > 0
            ? html`<footer class="small soft" part="footer">
                ${ownElement('artifact-references', { compact: '' }, { references })}
              </footer>`
            : nothing,
        ),
        blockOf('problems', () => (this.state.status === 'ready' ? problemNotice(this.state.problems) : nothing)),
      ]),
    ];
  }

  /** @param differ how many attributes are shown, where that is not all. */
  #tools(differ: number | undefined, count: number): Block {
    const said =
      differ === undefined ? msg(str`All ${count} attributes shown`) : msg(str`${differ} of ${count} attributes shown`);
    return shellOf('tools', html`<div class="tools small"></div>`, [
      blockOf('box', () => html`<label><input type="checkbox" /> ${msg('Only differences')}</label>`),
      shellOf('shown', html`<span class="soft" role="status"></span>`, [
        blockOf('words', () => html`<span>${said}</span>`),
      ]),
    ]);
  }

  #table(label: string, corner: Runs, titles: readonly Runs[], groups: readonly TableGroup[]): Block {
    const columns = this.#columns;
    const look = `of-${Math.min(columns.length, MOST_MEASURED)}${columns.length > 3 ? ' wide' : ''}`;
    const scroller = html`<div class="table-scroll" role="region" aria-label=${label} tabindex="0"></div>`;
    const table = html`<table class=${look} part="table" role="table" aria-label=${label}></table>`;
    const head = () =>
      html`<thead role="rowgroup">
        <tr role="row">
          <th class="corner soft" role="columnheader" scope="col">${wordsOf(corner)}</th>
          ${columns.map((column, index) => html`<th role="columnheader" scope="col" part="therapy">${this.#head(column, titles[index] ?? [])}</th>`)}
        </tr>
      </thead>`;
    return shellOf('scroller', scroller, [
      shellOf('table', table, [
        blockOf('head', head),
        ...groups.map(({ heading = [], rows }) =>
          shellOf(wordsOf(heading), html`<tbody role="rowgroup"></tbody>`, [
            blockOf('heading', () => (groups.length > 1 ? this.#groupHead(heading) : nothing)),
            ...rows.map((row) => blockOf(wordsOf(row.header), () => this.#row(row, titles))),
          ]),
        ),
      ]),
    ]);
  }

  #groupHead(heading: Runs): Html {
    const span = this.#columns.length + 1;
    return html`<tr class="group" role="row">
      <th role="rowheader" scope="rowgroup" colspan=${span} aria-colspan=${span}>
        <span>${wordsOf(heading)}</span>
      </th>
    </tr>`;
  }

  #notes(drug: Drug): Value {
    return drug.editorNotes?.length
      ? html`<p class="notes small"><strong>${drug.title}</strong></p>
          ${editorNotesSection(drug, this.#scopeOf(drug), { lang: this.language })}`
      : nothing;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const box = this.renderRoot.querySelector<HTMLInputElement>('.tools input');
    if (box) box.checked = this.onlyDifferences;
  }

  /** No fact of a drug stands without its warnings: each drug's, after its name, above the table. */
  #warnings({ name, key, state }: Column): Value {
    if (state.status !== 'ready') return nothing;
    const { artifact: drug } = state;
    const warnings = warningsOf(state);
    const scope = this.#scopeOf(drug);
    const look = {
      lang: this.language,
      above: whereAbove(this.page, warnings, this.isOfPage),
      isNamed: false,
      retry: key,
    };
    return html`<div class="warnings" role="group" aria-label=${drug.title || name}>
      <p><strong>${authored(drug.title, scope)}</strong></p>
      ${boxedWarnings(warnings, scope, look)}
      ${cautionsBeforeDoses(state).map(
        (line) => html`<p class="small">${link(line, therapyPage(drug), scope.linkBase)}</p>`,
      )}
    </div>`;
  }

  #head({ key, state }: Column, title: Runs): Html {
    switch (state.status) {
      case 'ready': {
        const { artifact: drug, problems } = state;
        const scope = this.#scopeOf(drug);
        return html`<strong>${runs(title, scope)}</strong
          >${overdue(drug, this.language)}${footer(drug, scope, { lang: this.language, ownSources: false })}${problemNotice(problems)}`;
      }
      case 'failed':
        return html`<strong>${wordsOf(title)}</strong>
          <div class="small" part="error" role="alert">
            ${msg('Could not be shown.')} ${translated(state.failure.message)} ${translated(state.failure.remedy)}
          </div>
          ${retryButton(key)}`;
      default:
        return html`<strong>${wordsOf(title)}</strong> <span class="soft small">${msg('Loading…')}</span>`;
    }
  }

  #row({ header, note, cells }: TableGroup['rows'][number], titles: readonly Runs[]): Html {
    const scopes = this.#columns.map(({ state }) =>
      state.status === 'ready' ? this.#scopeOf(state.artifact) : undefined,
    );
    // The label is of the first therapy that has the attribute: one has it.
    const own = scopes[cells.findIndex((cell) => 'said' in cell)] as TextScope;
    return html`<tr class=${note ? 'same' : nothing} role="row">
      <th role="rowheader" scope="row">
        ${runs(header, own)}${note ? html`<span class="soft small">${wordsOf(note)}</span>` : nothing}
      </th>
      ${cells.map(
        (cell, index) =>
          html`<td role="cell">
            <span class="label" aria-hidden="true">${wordsOf(titles[index] ?? [])}</span>
            ${this.guarded(() => cellNode(cell, scopes[index] ?? own))}
          </td>`,
      )}
    </tr>`;
  }

  static override styles = [
    tokens,
    stateStyles,
    factStyles,
    footerStyles,
    boxedStyles,
    prose,
    sectionStyles,
    editorNotesStyles,
    therapyComparisonStyles,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'therapy-comparison': TherapyComparison;
  }
}

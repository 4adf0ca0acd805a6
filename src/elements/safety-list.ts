import { isServer, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import { noEffects } from '../content/adverse-events.js';
import { headings } from '../content/headings.js';
import { type Block as Part, type BlockOf, isSection } from '../content/model.js';
import {
  countingBody,
  eventsByType,
  headingOfEvents,
  labelBody,
  lackingBody,
  precautionsBody,
  totalsBody,
} from '../content/safety.js';
import { warningsOf } from '../content/warnings.js';
import type { SafetyLookup } from '../artifact/resolve.js';
import type { AdverseEvent, EventGroup, Safety } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { safetyListStyles } from '../styles/safety-list.js';
import { prose, tokens } from '../styles/tokens.js';
import { isSynchronous } from '../text/format-queue.js';
import { authored, inline, type TextScope } from '../text/render.js';
import { html, nothing, type Value } from '../writers/html/template.js';
import { type Block, blockOf, shellOf } from '../writers/html/block.js';
import { ArtifactElement } from './base/artifact-element.js';
import { whereAbove } from './base/page-context.js';
import { blocks, tableNode } from '../writers/html/blocks.js';
import { blockStyles } from '../styles/blocks.js';
import { boxedWarnings } from '../writers/html/boxed-warnings.js';
import { boxedStyles } from '../styles/boxed-warnings.js';
import { chartStyles } from '../styles/chart.js';
import type { Sort } from '../content/adverse-event-order.js';
import { adverseEventTable, NO_FILTER, nextSort, STEP } from '../writers/html/adverse-events.js';
import { adverseEventStyles } from '../styles/adverse-events.js';
import { factStyles } from '../styles/facts.js';
import { footer } from '../writers/html/footer.js';
import { footerStyles } from '../styles/footer.js';
import { listen } from './behaviors/events.js';
import { editorNotesSection, linkSection } from '../writers/html/sections.js';
import { editorNotesStyles } from '../styles/editor-notes.js';
import { linkSectionStyles, sectionStyles } from '../styles/sections.js';
import { labelLine, labelSections } from '../writers/html/label-sections.js';
import { labelStyles } from '../styles/label-sections.js';
import { groupedTableStyles } from '../styles/grouped-table.js';
import { recallList } from '../writers/html/recalls.js';
import { reportList } from '../writers/html/reports.js';
import { reportStyles } from '../styles/reports.js';
import { runs } from '../writers/html/runs.js';
import { stateStyles } from '../styles/states.js';
import { DrugInfobox } from './drug-infobox.js';

/** How many effects are shown at first: all, where the page that stands there must not change. */
const most = () => (isServer || isSynchronous() ? Infinity : STEP);

/** Sections of a label up to this many letters stand open: the warnings of an over-the-counter label, the contraindications of another. */
const WHOLE = 2500;

/**
 * A safety profile: boxed warnings first, whole and always open; then precautions and adverse effects, each with how
 * serious and how frequent it is, what to do, and its sources.
 *
 * The boxed warning has no part and takes no theme: a page can't restyle it.
 *
 * @summary The safety list of a drug or a trial.
 * @cssprop --artifact-measure - The most width of prose; 58ch if unset, which is 60 to 72 characters.
 * @csspart title - What the profile is about.
 * @csspart precautions - The precautions.
 * @csspart label - The sections of the drug's label.
 * @csspart reports - The reports, or the table of their counts.
 * @csspart fold - A part that is folded until asked for.
 * @csspart effects - A table of adverse effects.
 * @csspart groups - The table of totals by group.
 * @csspart filter - The controls of a long list.
 * @csspart versions - The values of a fact on which sources disagree.
 * @csspart footer - As-of date and sources.
 * @csspart conflict - The words that sources differ.
 * @csspart notes - The notes on values that sources differ on.
 * @csspart matrix - A table with groups as columns.
 * @csspart cite - The link of a source's number.
 * @csspart unresolved - A key that has no reference.
 */
export class SafetyList extends ArtifactElement<Safety> {
  protected static override parts(): Record<string, CustomElementConstructor> {
    return { ...super.parts(), 'drug-infobox': DrugInfobox };
  }

  protected override get safetyLookup(): SafetyLookup {
    return 'meanwhile';
  }
  protected readonly kind = 'safety';
  protected get what(): string {
    return msg('safety list');
  }

  @state() private filter = NO_FILTER;
  @state() private sort?: Sort | undefined;
  @state() private most = most();

  #shown: Safety | undefined;

  constructor() {
    super();
    const filterBy = (control: HTMLElement) => {
      const { name, value } = control as HTMLInputElement | HTMLSelectElement;
      this.filter = { ...this.filter, [name]: value };
    };
    listen(this, 'input', '[part=filter] input', filterBy);
    listen(this, 'change', '[part=filter] select', filterBy);
    listen(this, 'click', '[data-sort]', ({ dataset }) => (this.sort = nextSort(this.sort, dataset['sort'])));
    listen(this, 'click', '[data-show-all]', () => (this.filter = NO_FILTER));
    // On paper, all of it, as far as a page that prints waits for anything.
    const showAll = () => {
      if ((this.#shown?.adverseEvents?.length ?? 0) <= this.most) return;
      this.most = Infinity;
      this.performUpdate();
    };
    this.addController({
      hostConnected: () => addEventListener('beforeprint', showAll),
      hostDisconnected: () => removeEventListener('beforeprint', showAll),
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const artifact = this.state.status === 'ready' ? this.state.artifact : undefined;
    if (artifact === this.#shown) return;
    // Choices made before the first data arrived still apply.
    if (this.#shown) {
      this.filter = NO_FILTER;
      this.sort = undefined;
    }
    this.#shown = artifact;
    this.most = this.isPrerendered ? Infinity : most();
  }

  protected override get choices(): readonly unknown[] {
    return [this.filter, this.sort];
  }

  protected contentOf(safety: Safety, scope: TextScope): readonly Block[] {
    const name = safety.drug ?? safety.title;
    return [
      shellOf('safety', html`<section class="safety" aria-label=${`${headings().safety}: ${name}`}></section>`, [
        blockOf('title', () => html`<h2 part="title">${authored(name, scope)}</h2>`),
        blockOf('warnings', () => this.#warnings(scope)),
        this.piece('summary', () => this.#summary(safety, scope)),
        this.piece('label-line', () => labelLine(safety.label, this.language)),
        ...this.#rest(safety, scope),
      ]),
    ];
  }

  /** Whether the page around it is about this profile and nothing else. */
  #isThePage(safety: Safety): boolean {
    return this.page?.state.status === 'ready' && this.page.state.artifact === safety;
  }

  /** A page leaves its summary to the list: it may name a dose, and stands below the warnings. */
  #summary(safety: Safety, scope: TextScope): Value {
    return this.page?.view === 'full' && this.#isThePage(safety) && safety.summary
      ? html`<p class="note">${inline(safety.summary, scope)}</p>`
      : nothing;
  }

  #warnings(scope: TextScope): Value {
    const { state } = this;
    if (state.status !== 'ready') return nothing;
    const warnings = warningsOf(state);
    const above = whereAbove(this.page, warnings, this.isOfPage);
    return boxedWarnings(warnings, scope, { lang: this.language, above });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    for (const control of this.renderRoot.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      '[part=filter] [name]',
    )) {
      const value = this.filter[control.name as keyof typeof this.filter];
      if (control.value !== value) control.value = value;
    }
    // A long list comes by steps, so that the reader can read meanwhile.
    const { state, most } = this;
    this.guarded(() => {
      if (state.status === 'ready' && (state.artifact.adverseEvents?.length ?? 0) > most)
        setTimeout(() => {
          if (this.most === most) this.most += STEP;
        });
    });
  }

  #rest(safety: Safety, scope: TextScope): readonly Block[] {
    const lang = this.language;
    const isPage = this.#isThePage(safety);
    return [
      this.piece('recalls', () => recallList(safety, scope, lang)),
      this.piece('precautions', () => this.#precautions(safety, scope)),
      this.piece('label', () => this.#label(safety, scope)),
      this.piece('reports', () => reportList(safety, scope, lang)),
      ...this.pieces('events', () => this.#events(safety, scope)),
      this.piece('lacking', () => this.#part(lackingBody(safety, lang), scope, () => nothing)),
      this.piece('links', () => (!isPage && safety.links?.length ? linkSection(safety, scope) : nothing)),
      this.piece('editor-notes', () =>
        !isPage && safety.editorNotes?.length ? editorNotesSection(safety, scope, { lang }) : nothing,
      ),
      this.piece('footer', () => footer(safety, scope, { lang, ownSources: this.showsOwnSources })),
    ];
  }

  /** A part under its heading; the line in its place where there is none. */
  #part(all: readonly Part[], scope: TextScope, show: (sections: readonly BlockOf<'section'>[]) => Value): Value {
    return all.map((one) =>
      isSection(one)
        ? html`<h3>${runs(one.heading ?? [], scope)}</h3>
            ${show(one.of.filter(isSection))}`
        : html`<div class="soft note">${blocks([one], scope, 4)}</div>`,
    );
  }

  #precautions(safety: Safety, scope: TextScope): Value {
    return this.#part(
      precautionsBody(safety),
      scope,
      (all) => html`<div class="precautions" part="precautions">${blocks(all, scope, 4)}</div>`,
    );
  }

  #label(safety: Safety, scope: TextScope): Value {
    return this.#part(labelBody(safety), scope, (all) => labelSections(all, { scope, level: 4, most: WHOLE }));
  }

  #events(safety: Safety, scope: TextScope): readonly Block[] {
    const { adverseEvents: effects, eventGroups: groups = [] } = safety;
    const heading = headingOfEvents(safety);
    if (heading === undefined) return [];
    return [
      blockOf('events', () => html`<h3>${heading}</h3>`),
      this.piece('counting', () => this.#counting(safety, scope)),
      this.piece('totals', () => totalsBody(groups, this.language).map((one) => this.#totals(one, scope))),
      blockOf('by-type', () => (groups.length > 0 && effects?.length ? html`<h4>${eventsByType()}</h4>` : nothing)),
      ...this.pieces('effects', () => (effects ? this.#effects(effects, groups, scope) : [])),
    ];
  }

  #totals({ heading = [], of }: BlockOf<'section'>, scope: TextScope): Value {
    return html`
      <h4>${runs(heading, scope)}</h4>
      ${of.map((one) => (one.kind === 'table' ? tableNode(one, scope, 5, 'groups') : blocks([one], scope, 5)))}
    `;
  }

  /** What a reader must know of how events were counted, before any number. */
  #counting(safety: Safety, scope: TextScope): Value {
    const said = countingBody(safety, this.language);
    return said.length > 0 ? html`<div class="counting small">${blocks(said, scope, 5)}</div>` : nothing;
  }

  #effects(effects: readonly AdverseEvent[], groups: readonly EventGroup[], scope: TextScope): readonly Block[] {
    if (effects.length === 0) return [blockOf('no-effects', () => html`<p class="soft">${noEffects()}</p>`)];
    const { filter, sort, most } = this;
    return adverseEventTable(effects, { groups, filter, sort, most, scope, lang: this.language });
  }

  static override styles = [
    tokens,
    stateStyles,
    prose,
    factStyles,
    footerStyles,
    chartStyles,
    boxedStyles,
    labelStyles,
    blockStyles,
    sectionStyles,
    linkSectionStyles,
    editorNotesStyles,
    safetyListStyles,
    adverseEventStyles,
    reportStyles,
    groupedTableStyles,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'safety-list': SafetyList;
  }
}

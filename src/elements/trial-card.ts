import { type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { NCT_ID } from '../artifact/source.js';
import { changesBetween } from '../artifact/compare.js';
import type { ArtifactState } from '../artifact/resolve.js';
import { sourcedValues } from '../artifact/values.js';
import { linkLists } from '../content/links.js';
import { trialDetails } from '../content/registry.js';
import { countingBody, eventsByType, headingOfEvents, totalsBody } from '../content/safety.js';
import {
  conclusionsBody,
  needsNames,
  retrievedWords,
  statusFact,
  statusNotes,
  trialFacts,
  trialLabels,
} from '../content/trial.js';
import type { SafetyProfile, Trial } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { settings } from '../settings.js';
import { trialCardStyles } from '../styles/trial-card.js';
import { prose, tokens } from '../styles/tokens.js';
import type { Html } from '../text/html.js';
import { authored, inline, type TextScope } from '../text/render.js';
import { anchor, link } from '../writers/html/links.js';
import { html, nothing, type Value } from '../writers/html/template.js';
import { type Block, blockOf, shellOf } from '../writers/html/block.js';
import { ArtifactElement } from './base/artifact-element.js';
import { changeList } from '../writers/html/changes.js';
import { changeStyles } from '../styles/changes.js';
import { chartStyles } from '../styles/chart.js';
import { factNode } from '../writers/html/facts.js';
import { factStyles } from '../styles/facts.js';
import { footer } from '../writers/html/footer.js';
import { footerStyles } from '../styles/footer.js';
import { groupedTableStyles } from '../styles/grouped-table.js';
import { outcomes } from '../writers/html/outcomes.js';
import { folds } from '../writers/html/folds.js';
import { foldStyles } from '../styles/folds.js';
import { blocks, maybeLong } from '../writers/html/blocks.js';
import { blockStyles } from '../styles/blocks.js';
import { runs, sources } from '../writers/html/runs.js';
import { stateStyles } from '../styles/states.js';
import { DrugInfobox } from './drug-infobox.js';

/** The name of the registry's record beside the snapshot. */
const REGISTRY = 'registry';

/**
 * A clinical trial: what it is, whom it is about, and each outcome with its numbers, drawn on one axis.
 *
 * @summary The card of one clinical trial.
 * @cssprop --artifact-measure - The most width of prose; 58ch if unset, which is 60 to 72 characters.
 * @csspart title - The acronym, or the title where there is none.
 * @csspart status - The status.
 * @csspart facts - Phase, design, enrollment, dates, arms.
 * @csspart details - A part that is folded until asked for.
 * @csspart versions - The values of a fact on which sources disagree.
 * @csspart footer - As-of date and sources.
 * @csspart outcome - An outcome: heading, table, p-value.
 * @csspart matrix - A table with groups as columns.
 * @csspart conflict - The words that sources differ.
 * @csspart notes - The notes on values that sources differ on.
 * @csspart cite - The link of a source's number.
 * @csspart unresolved - A key that has no reference.
 */
export class TrialCard extends ArtifactElement<Trial> {
  protected static override parts(): Record<string, CustomElementConstructor> {
    return { ...super.parts(), 'drug-infobox': DrugInfobox };
  }

  /**
   * The number of a trial to look up at ClinicalTrials.gov. Until its record is there, and if it can't be had, the card
   * shows what its other sources give, or what is written inside it.
   */
  @property({ attribute: 'nct-id' }) nctId?: string;

  /**
   * Where to look it up, in place of the registry's API: a folder that studies lie in by their number, or an address with
   * `{nctId}` in the number's place. Unset, the page's setting.
   */
  @property() endpoint?: string;

  protected readonly kind = 'trial';
  protected get what(): string {
    return msg('trial card');
  }

  /** The registry's record, where it is looked up. */
  get #live(): ArtifactState<Trial> {
    return this.controller.part(REGISTRY) as ArtifactState<Trial>;
  }

  protected override announcePart(settled: ArtifactState): void {
    // What there is to show stays; that the registry did not answer is said above it.
    this.announce(settled.status === 'failed' ? this.state : (settled as ArtifactState<Trial>));
  }

  protected override get pickedName(): string | undefined {
    return super.pickedName ?? (this.nctId && NCT_ID.test(this.nctId) ? this.nctId : undefined);
  }

  /** A trial that is looked up is not the page's. */
  protected override get pageState(): ArtifactState | undefined {
    return this.nctId === undefined ? super.pageState : undefined;
  }

  /** The registry's record where it is there, else the snapshot, with the reason where there is nothing newer. */
  protected override get state(): ArtifactState<Trial> {
    const snapshot = super.state;
    const live = this.#live;
    if (this.nctId === undefined) return snapshot;
    if (live.status === 'ready') return live;
    if (live.status === 'failed') return snapshot.status === 'ready' ? { ...snapshot, outdated: live.failure } : live;
    return snapshot.status === 'ready' ? snapshot : { status: 'loading' };
  }

  protected override get outdatedSays(): string {
    return this.nctId === undefined || this.#live.status === 'ready'
      ? super.outdatedSays
      : msg(
          'The registry’s record could not be had; what stands below is this page’s own copy and may be out of date.',
        );
  }

  override reload(): void {
    if (this.nctId === undefined) super.reload();
    else this.controller.reloadPart(REGISTRY);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { nctId, endpoint, kind } = this;
    if (nctId !== undefined)
      this.controller.usePart(REGISTRY, {
        nctId,
        endpoint,
        kind,
        name: nctId.trim().toUpperCase(),
        base: settings.base,
        integrity: this.pinned,
      });
  }

  /** What the registry says differently from the snapshot beside it. */
  #changes(lang: string | undefined): Value {
    const live = this.#live;
    const snapshot = super.state;
    if (this.nctId === undefined || live.status !== 'ready' || snapshot.status !== 'ready') return nothing;
    return changeList(changesBetween(snapshot.artifact, live.artifact), lang);
  }

  /** The day and the place that a record was looked up. */
  #retrieved(lang: string | undefined): Value {
    const { state } = this;
    if (this.nctId === undefined || state.status !== 'ready' || state !== this.#live || !state.retrieved)
      return nothing;
    const host = state.url === undefined ? '' : new URL(state.url).host;
    return html`<p class="small soft retrieved">${retrievedWords(state.retrieved, host, lang)}.</p>`;
  }

  /** Whether the page around the card is this trial's own: then the card has the highest heading, and the adverse events stand below. */
  #ownsPage(trial: Trial): boolean {
    const state = this.page?.state;
    return state?.status === 'ready' && state.artifact === trial;
  }

  protected contentOf(trial: Trial, scope: TextScope): readonly Block[] {
    const lang = this.language;
    const top = !this.page || this.#ownsPage(trial) ? 2 : 3;
    const name = [...new Set(sourcedValues(trial.acronym).map(({ value }) => value))].join(' / ');
    return [
      shellOf('card', html`<article class="card" aria-label=${name || trial.title}></article>`, [
        blockOf('header', () => this.#header(trial, name, scope, top)),
        this.piece('changes', () => this.#changes(lang)),
        this.piece('facts', () => this.#facts(trial, scope, lang)),
        this.piece('summary', () => maybeLong(trialLabels().summary, trial.briefSummary, scope, top + 1)),
        this.piece('outcomes', () => outcomes(trial, scope, top + 1, lang)),
        this.piece('harms', () => this.#harms(trial, scope, top + 1, lang)),
        this.piece(
          'conclusions',
          () => html`<div class="conclusions">${blocks(conclusionsBody(trial, lang), scope, top + 1)}</div>`,
        ),
        blockOf(
          'folds',
          () => html`<div class="folds">${this.guarded(() => this.#folds(trial, scope, top + 1))}</div>`,
        ),
        this.piece('retrieved', () => this.#retrieved(lang)),
        this.piece('footer', () => footer(trial, scope, { lang, ownSources: this.showsOwnSources })),
      ]),
    ];
  }

  #header(trial: Trial, name: string, scope: TextScope, top: number): Html {
    const acronyms = sourcedValues(trial.acronym);
    const { nctId, title, summary } = trial;
    return html`<header>
      <div>
        <p class="title" part="title" role="heading" aria-level=${top}>${authored(name || title, scope)}</p>
        ${needsNames(acronyms) ? nothing : sources(acronyms[0]?.refs, scope)}
        ${nctId ? html`<span class="number nct">${link(nctId, `https://clinicaltrials.gov/study/${nctId}`)}</span>` : nothing}
      </div>
      ${this.guarded(() => this.#status(trial, scope, this.language))}
      <div class="titles">
        ${name ? html`<p class="plain-title">${authored(title, scope)}</p>` : nothing}${summary ? html`<p class="summary soft">${inline(summary, scope)}</p>` : nothing}
      </div>
    </header>`;
  }

  #folds(trial: Trial, scope: TextScope, level: number): Value {
    const lists = this.#ownsPage(trial) ? [] : linkLists(trial);
    return folds([...trialDetails(trial, this.language), ...lists], scope, level);
  }

  #status(trial: Trial, scope: TextScope, lang?: string): Value {
    const status = statusFact(trial, lang);
    const notes = statusNotes(trial);
    if (!status && notes.length === 0) return nothing;
    return html`<div class="status" part="status">
      ${status ? html`<span class="visually-hidden">${trialLabels().status}:</span> ${factNode(status, scope)}` : nothing}
      ${notes.map(({ label, fact }) => html`<p class="small">${runs(label, scope)}: ${fact && factNode(fact, scope)}</p>`)}
    </div>`;
  }

  #facts(trial: Trial, scope: TextScope, lang?: string): Value {
    const problems = this.state.status === 'ready' ? this.state.problems : [];
    return html`<dl class="facts" part="facts">
      ${trialFacts(trial, problems, lang).map(
        ({ label, fact, isLong }) =>
          html`<div class=${isLong ? 'wide' : ''}>
            <dt>${runs(label, scope)}</dt>
            <dd>${fact && factNode(fact, scope)}</dd>
          </div>`,
      )}
    </dl>`;
  }

  /** Deaths and events in each group: results without them tell half of a trial. */
  #harms(trial: Trial, scope: TextScope, level: number, lang?: string): Value {
    const profile: SafetyProfile = trial.safety ?? {};
    const { eventGroups: groups = [], adverseEvents: events } = profile;
    const said = [...countingBody(profile, lang), ...totalsBody(groups, lang)];
    if (said.length === 0) return nothing;
    return html`<section class="harms">
      <p class="heading" role="heading" aria-level=${level}>${headingOfEvents(profile)}</p>
      ${blocks(said, scope, level + 1)}
      ${groups.length > 0 && events?.length && this.#ownsPage(trial) ? html`<p class="small">${anchor(eventsByType(), 'safety')}</p>` : nothing}
    </section>`;
  }

  static override styles = [
    tokens,
    prose,
    stateStyles,
    factStyles,
    footerStyles,
    chartStyles,
    groupedTableStyles,
    changeStyles,
    blockStyles,
    foldStyles,
    trialCardStyles,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'trial-card': TrialCard;
  }
}

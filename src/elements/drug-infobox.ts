import type { SafetyLookup } from '../artifact/resolve.js';
import {
  drugLabel,
  drugNames,
  drugRows,
  type FactGroup,
  factsLabel,
  identifierRows,
  identifiersHeading,
} from '../content/drug.js';
import { cautions, cautionsBeforeDoses, labelBlocks } from '../content/labels.js';
import { type Warnings, warningsOf } from '../content/warnings.js';
import type { Drug, Safety } from '../artifact/schema/index.js';
import { isSection, type Runs } from '../content/model.js';
import { msg } from '../i18n/messages.js';
import { drugInfoboxStyles } from '../styles/drug-infobox.js';
import { prose, tokens } from '../styles/tokens.js';
import type { Html } from '../text/html.js';
import { authored, inline, type TextScope } from '../text/render.js';
import { anchor } from '../writers/html/links.js';
import { html, nothing, type Value } from '../writers/html/template.js';
import { type Block, blockOf, shellOf } from '../writers/html/block.js';
import { ArtifactElement } from './base/artifact-element.js';
import { citation } from '../writers/html/citation.js';
import { boxedWarnings } from '../writers/html/boxed-warnings.js';
import { boxedStyles } from '../styles/boxed-warnings.js';
import { factNode } from '../writers/html/facts.js';
import { factStyles } from '../styles/facts.js';
import { footer, overdue } from '../writers/html/footer.js';
import { footerStyles } from '../styles/footer.js';
import { foldedSections, labelLine, labelSections } from '../writers/html/label-sections.js';
import { labelStyles } from '../styles/label-sections.js';
import { recallList } from '../writers/html/recalls.js';
import { runs, wordsOf } from '../writers/html/runs.js';
import { stateStyles } from '../styles/states.js';

/** Columns that do not wait for their widest cell: a page that streams in would shift with each. The labels’ has one of three widths, by their longest word. */
const columns = (labels: readonly string[]): Html => {
  const longest = Math.max(0, ...labels.flatMap((label) => label.split(/\]\(.*?\)|[\s/-]/)).map((word) => word.length));
  return html`<colgroup>
    <col class=${longest <= 8 ? 'labels short' : longest <= 11 ? 'labels' : 'labels long'} />
    <col />
  </colgroup>`;
};

/**
 * A drug's infobox: names, approval, clinical rows and identifiers, each with its sources.
 *
 * The boxed warning has no part and takes no theme: a page can’t restyle it.
 *
 * @summary The infobox of a drug.
 * @slot image - A picture or a structure drawing, in place of the artifact's own.
 * @csspart title - The drug's name.
 * @csspart names - Generic, brand and code names.
 * @csspart image - The picture.
 * @csspart rows - The table of labels and values.
 * @csspart label - The sections of the drug's label.
 * @csspart fold - A part that is folded until asked for.
 * @csspart versions - The values of a fact on which sources disagree.
 * @csspart conflict - The words that sources differ.
 * @csspart notes - The notes on values that sources differ on.
 * @csspart footer - As-of date and sources.
 * @csspart cite - The link of a source's number.
 * @csspart unresolved - A key that has no reference.
 * @cssprop --artifact-infobox-width - The most width that it takes; 25em.
 * @cssprop --artifact-measure - The most width of prose; that of a boxed warning is fixed.
 */
export class DrugInfobox extends ArtifactElement<Drug> {
  protected readonly kind = 'drug';
  protected get what(): string {
    return msg('infobox');
  }

  /** No fact of a drug is shown before it is known whether it has a boxed warning. */
  protected override get safetyLookup(): SafetyLookup {
    return 'awaited';
  }

  /** A page shows the rest of itself meanwhile: it has to say that the warnings are on their way, or could not be had. */
  protected override contentInState(): readonly Block[] {
    const { state, page, references } = this;
    const own = super.contentInState();
    if (page?.state.status !== 'ready' || state.status === 'ready') return own;
    const warnings: Warnings =
      state.status === 'failed' ? { state: 'unavailable', failure: state.failure } : { state: 'pending' };
    const scope = { artifact: page.state.artifact, references, linkBase: undefined, cite: citation };
    return [blockOf('meanwhile', () => boxedWarnings(warnings, scope, { lang: this.language })), ...own];
  }

  protected contentOf(drug: Drug, scope: TextScope): readonly Block[] {
    const lang = this.language;
    return [
      shellOf('box', html`<section class="box" aria-label=${drug.title}></section>`, [
        blockOf('header', () => this.#header(drug, scope)),
        blockOf('warnings', () => this.#warning(scope)),
        this.piece('label-line', () => labelLine(drug.label, lang)),
        blockOf('image', () => this.#slot(drug, scope)),
        this.piece('before-doses', () => this.#beforeDoses(scope)),
        this.piece('facts', () => this.#facts(drug, scope)),
        this.piece('label', () =>
          drug.labelSections?.length ? this.#label(drug, scope) : this.#identifiers(drug, scope),
        ),
        this.piece('footer', () => footer(drug, scope, { lang, ownSources: this.showsOwnSources })),
      ]),
    ];
  }

  #header(drug: Drug, scope: TextScope): Html {
    return html`<header>
      <p class="title" part="title" role="heading" aria-level="2">${authored(drug.title, scope)}</p>
      ${this.guarded(() => this.#names(drug, scope))}
    </header>`;
  }

  /** A page may put a picture of its own there. */
  #slot({ image }: Drug, scope: TextScope): Html {
    return html`<slot name="image" class="image" part="image"
      >${this.guarded(() => (image ? this.#image(image, scope) : nothing))}</slot
    >`;
  }

  #names(drug: Drug, scope: TextScope): Value {
    const others = drugNames(drug);
    return others.length > 0
      ? html`<p class="names soft small" part="names">${authored(others.join(' · '), scope)}</p>`
      : nothing;
  }

  #facts(drug: Drug, scope: TextScope): Value {
    const groups = drugRows(drug, this.language);
    return groups.length > 0
      ? this.#table(groups, { name: factsLabel(drug), scope, isHeaded: groups.length > 1, part: 'rows' })
      : nothing;
  }

  #identifiers(drug: Drug, scope: TextScope): Value {
    const rows = identifierRows(drug);
    return rows.length > 0 ? this.#table(rows, { name: identifiersHeading(), scope, isHeaded: true }) : nothing;
  }

  /** Rows under their headings; one group alone needs none. */
  #table(
    groups: readonly FactGroup[],
    { name, scope, isHeaded, part }: { name: string; scope: TextScope; isHeaded: boolean; part?: string },
  ): Value {
    const labels = groups.flatMap(({ rows }) => rows.map(({ label }) => wordsOf(label)));
    const heading = (words: Runs) =>
      html`<tr class="group">
        <th colspan="2" scope="rowgroup">${runs(words, scope)}</th>
      </tr>`;
    return html`<table class="facts" part=${part ?? nothing} aria-label=${name}>
      ${columns(labels)}${groups.map(
        (group) =>
          html`<tbody>
            ${isHeaded ? heading(group.heading) : nothing}
            ${group.rows.map(({ label, fact }) =>
              fact
                ? html`<tr>
                    <th scope="row">${runs(label, scope)}</th>
                    <td>${this.guarded(() => factNode(fact, scope))}</td>
                  </tr>`
                : heading(label),
            )}
          </tbody>`,
      )}
    </table>`;
  }

  /** The boxed warnings, whole wherever the infobox stands. */
  #warning(scope: TextScope): Value {
    const { state } = this;
    return state.status === 'ready'
      ? boxedWarnings(warningsOf(state), scope, { lang: this.language, retry: '' })
      : nothing;
  }

  /** What has to be read before any dose: recalls, and all else that the safety profile warns of. */
  #beforeDoses(scope: TextScope): Value {
    const { state } = this;
    if (state.status !== 'ready') return nothing;
    const said = cautionsBeforeDoses(state);
    if (state.safety.state !== 'ready') return said.map((words) => html`<p class="cautions">${words}</p>`);
    const { artifact, isOwn } = state.safety;
    const inPage = this.page?.view === 'full' && this.isOfPage;
    scope.references.add(artifact);
    const own = { ...scope, artifact, lang: artifact.lang ?? scope.lang };
    return html`${inPage || isOwn ? nothing : overdue(artifact, this.language)}${recallList(artifact, own, this.language, !inPage)}${said.map((words) => this.#cautions(words, artifact, own, inPage))}`;
  }

  /** No dose stands without the warnings: before it a line counts and names them, and leads to them or holds them. */
  #cautions(words: string, safety: Safety, scope: TextScope, inPage: boolean): Value {
    const sections = cautions(safety);
    if (sections.length === 0) return html`<p class="cautions">${words}</p>`;
    return inPage
      ? html`<p class="cautions">${anchor(words, 'safety')}</p>`
      : foldedSections(words, labelBlocks(sections), { scope, level: 3, most: 600 });
  }

  #image({ alt, src, caption, credit }: NonNullable<Drug['image']>, scope: TextScope): Value {
    return html`<figure>
      ${inline(`![${alt.replace(/[[\]\\]/g, '')}](<${src.replace(/[<>\s]/g, encodeURIComponent)}>)`, scope)}
      ${caption || credit ? html`<figcaption class="small soft">${inline(caption, scope)} ${credit ?? nothing}</figcaption>` : nothing}
    </figure>`;
  }

  /** What the drug is for and how it is taken, then its identifiers, then all else that the label says. */
  #label(drug: Drug, scope: TextScope): Value {
    const look = { scope, level: 3, most: 600 };
    const { doubtful, first, rest } = drugLabel(drug);
    return html`
      ${doubtful.map((section) => foldedSections(runs(section.heading ?? [], scope), [{ ...section, heading: undefined }], look))}
      ${first.length > 0 ? labelSections(first, look) : nothing} ${this.#identifiers(drug, scope)}
      ${rest.map(({ heading = [], of }) => foldedSections(runs(heading, scope), of.filter(isSection), look))}
    `;
  }

  static override styles = [
    tokens,
    prose,
    stateStyles,
    factStyles,
    footerStyles,
    labelStyles,
    boxedStyles,
    drugInfoboxStyles,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'drug-infobox': DrugInfobox;
  }
}

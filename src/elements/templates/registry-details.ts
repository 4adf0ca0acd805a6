import { css, html, nothing } from 'lit';
import { formatNumber } from '../../content/numbers.js';
import type { FactRow } from '../../content/model.js';
import {
  eligibilityRows,
  paperRuns,
  publicationGroups,
  registryGroups,
  siteRuns,
  sitesHeading,
  studyLink,
} from '../../content/registry.js';
import { words } from '../../content/terms.js';
import type { Eligibility, Location, Publication, Trial } from '../../artifact/schema/index.js';
import { msg, str } from '../../i18n/messages.js';
import { link } from '../../text/links.js';
import { authored, inline, type TextScope } from '../../text/render.js';
import { factNode, renderFact } from './facts.js';
import { groupReport, more, paragraphs } from './results.js';
import { runs } from './runs.js';

type Row = readonly [label: unknown, content: unknown];

const rows = (entries: readonly Row[]) =>
  html`<dl class="rows">
    ${entries.map(
      ([label, content]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${content}</dd>
        </div>`,
    )}
  </dl>`;

const fold = (label: string, content: unknown) =>
  html`<details part="details">
    <summary>${label}</summary>
    <div class="folded">${content}</div>
  </details>`;

/** Rows of a card, each with its fact. */
const factRows = (all: readonly FactRow[], scope: TextScope) =>
  rows(all.map(({ label, fact }) => [runs(label, scope), fact && factNode(fact, scope)]));

/** The arms and what was given in them. */
const arms = ({ armGroups, interventions }: Trial, scope: TextScope, level: number, lang?: string) =>
  rows([
    ...(armGroups ?? []).map(
      ({ label, type, count, description, interventionNames }) =>
        [
          authored(label, scope),
          html`<span class="soft"
              >${type && words(type)}${count === undefined ? nothing : ` · n = ${formatNumber(count, lang)}`}</span
            >${paragraphs(description, scope, level)}${interventionNames?.length ? html`<p class="small soft">${interventionNames.join(', ')}</p>` : nothing}`,
        ] as const,
    ),
    ...(interventions ?? []).map(
      ({ name, type, description, otherNames, armGroupLabels }) =>
        [
          authored(name, scope),
          html`<span class="soft">${type && words(type)}</span>${paragraphs(description, scope, level)}${
              otherNames?.length
                ? html`<p class="small soft">${msg(str`Also called ${otherNames.join(', ')}`)}</p>`
                : nothing
            }${armGroupLabels?.length ? html`<p class="small soft">${msg('Given in')}: ${armGroupLabels.join(', ')}</p>` : nothing}`,
        ] as const,
    ),
  ]);

const criteria = (eligibility: Eligibility, scope: TextScope, level: number) =>
  html`${factRows(eligibilityRows(eligibility), scope)}${paragraphs(eligibility.criteria, scope, level)}`;

const sites = (locations: readonly Location[], nctId: string | undefined, scope: TextScope, lang?: string) => html`
  ${
    locations.some(({ sites }) => sites?.length)
      ? locations.map(({ country, count, sites }) =>
          more(
            html`${country} <span class="number">${formatNumber(count, lang)}</span>`,
            html`<ul class="sites plain small">
              ${sites?.map((site) => html`<li>${runs(siteRuns(site), scope)}</li>`)}
            </ul>`,
          ),
        )
      : html`<ul class="countries plain number">
          ${locations.map(({ country, count }) => html`<li>${country} <span class="soft">${formatNumber(count, lang)}</span></li>`)}
        </ul>`
  }
  ${nctId ? html`<p class="small soft">${msg('Whom to contact is on the registry’s page')}: ${runs([studyLink(nctId)], scope)}</p>` : nothing}
`;

const publications = (list: readonly Publication[], scope: TextScope) => {
  return publicationGroups(list).map(
    ({ heading, papers }) =>
      html`<p class="table-title">${heading}</p>
        <ul class="papers">
          ${papers.map((paper) => html`<li>${runs(paperRuns(paper), scope)}</li>`)}
        </ul>`,
  );
};

/**
 * What of a trial is folded until asked for.
 * @param options.hasLinks whether the trial's links stand here: a page around it has a place of its own for them.
 */
export const folds = (
  trial: Trial,
  scope: TextScope,
  { level, lang, hasLinks }: { level: number; lang: string | undefined; hasLinks: boolean },
): unknown => {
  const {
    baseline,
    baselineCharacteristics,
    participantFlow,
    armGroups,
    interventions,
    eligibility,
    locations,
    detailedDescription,
  } = trial;
  const registry = registryGroups(trial, lang);
  return html`
    ${detailedDescription ? fold(msg('Detailed description'), paragraphs(detailedDescription, scope, level)) : nothing}
    ${participantFlow ? fold(msg('Participant flow'), groupReport(participantFlow, msg('Participant flow'), scope, level, lang)) : nothing}
    ${
      baseline?.length || baselineCharacteristics
        ? fold(
            msg('Participants at baseline'),
            html`${baseline?.length ? rows(baseline.map(({ label, value }) => [label, renderFact(value, scope, lang)])) : nothing}${
              baselineCharacteristics
                ? groupReport(baselineCharacteristics, msg('Participants at baseline'), scope, level, lang)
                : nothing
            }`,
          )
        : nothing
    }
    ${armGroups?.length || interventions?.length ? fold(msg('Arms and interventions'), arms(trial, scope, level, lang)) : nothing}
    ${eligibility ? fold(msg('Eligibility'), criteria(eligibility, scope, level)) : nothing}
    ${locations?.length ? fold(sitesHeading(locations, lang), sites(locations, trial.nctId, scope, lang)) : nothing}
    ${trial.publications?.length ? fold(`${msg('Publications')}: ${formatNumber(trial.publications.length, lang)}`, publications(trial.publications, scope)) : nothing}
    ${(hasLinks ? (trial.links ?? []) : []).map(({ title, links }) =>
      fold(
        title,
        html`<ul class="papers">
          ${links.map(
            ({ label, href, description }) =>
              html`<li>
                ${link(label, href, scope.linkBase)}${description ? html`<span class="soft small item">${inline(description, scope)}</span>` : nothing}
              </li>`,
          )}
        </ul>`,
      ),
    )}
    ${
      registry.length > 0
        ? fold(
            msg('Registry details'),
            registry.map(
              ({ heading, rows: list }) =>
                html`${heading ? html`<p class="table-title">${authored(heading, scope)}</p>` : nothing}${factRows(list, scope)}`,
            ),
          )
        : nothing
    }
  `;
};

export const registryStyles = css`
  .papers {
    display: grid;
    gap: 0.5em;
    max-width: 80ch;
  }
  .papers strong {
    color: var(--_danger);
  }
  .countries,
  .sites {
    columns: 12em;
  }
  .sites {
    columns: 20em;
    max-width: none !important;
  }
`;

import { css, html, nothing } from 'lit';
import { formatDate, formatNumber, words } from '../artifact/format.js';
import { encodePart } from '../artifact/identifiers.js';
import type { Eligibility, Location, Publication, Trial } from '../artifact/schema/index.js';
import { link } from '../text/links.js';
import { inline, type TextScope } from '../text/render.js';
import { renderFact } from './facts.js';
import { groupReport, more, paragraphs } from './results.js';

/** A registry's term within a phrase: `ACTUAL` → "actual". */
export const lower = (term: string) => words(term).toLowerCase();

/** The ages that could take part; what the registry leaves open is open. */
const ages = ({ minimumAge, maximumAge }: Eligibility): string =>
  minimumAge && maximumAge ? `${minimumAge} to ${maximumAge}` : minimumAge ? `${minimumAge} and older` : maximumAge ? `Up to ${maximumAge}` : '';

const yesNo = (flag: boolean | undefined) => (flag === undefined ? '' : flag ? 'Yes' : 'No');

type Row = readonly [label: unknown, content: unknown];

const filled = (rows: readonly Row[]) => rows.filter(([, content]) => content !== undefined && content !== '' && content !== nothing);

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

const items = (list: readonly unknown[] | undefined) => (list?.length ? list.map((item) => html`<span class="item">${item}</span>`) : '');

const studyId = ({ id, type, domain, link: href }: { id: string; type?: string | undefined; domain?: string | undefined; link?: string | undefined }) =>
  html`${href ? link(id, href) : id}${type || domain ? ` (${[type && words(type), domain].filter(Boolean).join(', ')})` : nothing}`;

const nctLink = (nctId: string) => link(nctId, `https://clinicaltrials.gov/study/${nctId}`);

/** The arms and what was given in them. */
const arms = ({ armGroups, interventions }: Trial, scope: TextScope, level: number, lang?: string) =>
  rows([
    ...(armGroups ?? []).map(
      ({ label, type, count, description, interventionNames }) =>
        [
          label,
          html`<span class="soft">${type && words(type)}${count === undefined ? nothing : ` · n = ${formatNumber(count, lang)}`}</span
            >${paragraphs(description, scope, level)}${interventionNames?.length ? html`<p class="small soft">${interventionNames.join(', ')}</p>` : nothing}`,
        ] as const,
    ),
    ...(interventions ?? []).map(
      ({ name, type, description, otherNames, armGroupLabels }) =>
        [
          name,
          html`<span class="soft">${type && words(type)}</span>${paragraphs(description, scope, level)}${
              otherNames?.length ? html`<p class="small soft">Also called ${otherNames.join(', ')}</p>` : nothing
            }${armGroupLabels?.length ? html`<p class="small soft">Given in: ${armGroupLabels.join(', ')}</p>` : nothing}`,
        ] as const,
    ),
  ]);

const criteria = (eligibility: Eligibility, scope: TextScope, level: number) =>
  html`${rows(
    filled([
      ['Sex', eligibility.sex && words(eligibility.sex)],
      ['Ages', ages(eligibility)],
      ['Age groups', eligibility.stdAges?.map(words).join(', ')],
      ['Healthy volunteers', eligibility.healthyVolunteers === undefined ? '' : eligibility.healthyVolunteers ? 'Accepted' : 'Not accepted'],
      ['By gender', yesNo(eligibility.genderBased)],
      ['Gender', paragraphs(eligibility.genderDescription, scope, level)],
      ['Drawn from', paragraphs(eligibility.studyPopulation, scope, level)],
      ['Sampling', eligibility.samplingMethod && words(eligibility.samplingMethod)],
    ]),
  )}${paragraphs(eligibility.criteria, scope, level)}`;

const sites = (locations: readonly Location[], nctId: string | undefined, lang?: string) => html`
  ${
    locations.some(({ sites }) => sites?.length)
      ? locations.map(({ country, count, sites }) =>
          more(
            html`${country} <span class="number">${formatNumber(count, lang)}</span>`,
            html`<ul class="sites plain small">
              ${sites?.map(
                ({ facility, city, state, status }) =>
                  html`<li>
                    ${[facility, city, state].filter(Boolean).join(', ') || 'A site without a name'}${status ? html` <span class="soft">(${lower(status)})</span>` : nothing}
                  </li>`,
              )}
            </ul>`,
          ),
        )
      : html`<ul class="countries plain number">
          ${locations.map(({ country, count }) => html`<li>${country} <span class="soft">${formatNumber(count, lang)}</span></li>`)}
        </ul>`
  }
  ${nctId ? html`<p class="small soft">Whom to contact is on the registry’s page: ${nctLink(nctId)}</p>` : nothing}
`;

const PUBLICATIONS: Record<string, string> = {
  RESULT: 'Results of this study',
  DERIVED: 'Derived: found by the registry',
  BACKGROUND: 'Background',
};

const publications = (list: readonly Publication[]) => {
  const types = [...new Set(list.map(({ type }) => type ?? ''))].sort((a, b) => Object.keys(PUBLICATIONS).indexOf(a) - Object.keys(PUBLICATIONS).indexOf(b));
  return types.map(
    (type) =>
      html`<p class="table-title">${PUBLICATIONS[type] ?? (words(type) || 'Publications')}</p>
        <ul class="papers">
          ${list
            .filter((paper) => (paper.type ?? '') === type)
            .map(
              ({ citation, pmid, retractions }) =>
                html`<li>
                  ${retractions?.map(
                    (notice) =>
                      html`<strong class="retracted">Retracted</strong>: ${notice.source}
                        ${notice.pmid ? link(`PMID ${notice.pmid}`, `https://pubmed.ncbi.nlm.nih.gov/${encodePart(notice.pmid)}/`) : nothing}<br />`,
                  )}
                  ${citation} ${pmid ? link(`PMID ${pmid}`, `https://pubmed.ncbi.nlm.nih.gov/${encodePart(pmid)}/`) : nothing}
                </li>`,
            )}
        </ul>`,
  );
};

const details = (trial: Trial, scope: TextScope, level: number, lang?: string): readonly (readonly [group: string, rows: readonly Row[]])[] => {
  const { briefTitle, title, expandedAccessInfo: access } = trial;
  const text = (markdown: string | undefined) => paragraphs(markdown, scope, level);
  const own: Row[] = filled([
    ['Registry title', briefTitle === title ? '' : briefTitle],
    ['Official title', trial.officialTitle],
    ['Design', text(trial.interventionModelDescription)],
    ['Masking', text(trial.maskingDescription)],
    ['Conditions', trial.population === undefined ? '' : trial.conditions?.join(', ')],
    ['Keywords', trial.keywords?.join(', ')],
    ['Sponsor', trial.leadSponsor],
    ['Collaborators', items(trial.collaborators)],
    ['The organization’s number', trial.orgStudyId && studyId(trial.orgStudyId)],
    ['Other identifiers', items(trial.secondaryIds?.map(studyId))],
    ['Earlier NCT numbers', trial.nctIdAliases?.join(', ')],
    [
      'Expanded access',
      access &&
        html`${access.hasExpandedAccess === undefined ? nothing : access.hasExpandedAccess ? 'Available' : 'None'}${
          access.nctId ? html` ${nctLink(access.nctId)}` : nothing
        }${access.statusForNctId ? ` (${lower(access.statusForNctId)})` : nothing}`,
    ],
    ...(trial.outcomes ?? [])
      .filter(({ title, measure }) => measure && measure !== title)
      .map(({ title, measure }) => [html`Outcome “${title}”`, measure] as const),
  ]);
  const groups = new Map<string, Row[]>();
  for (const { group = 'More', label, value } of trial.rows ?? [])
    groups.set(group, [...(groups.get(group) ?? []), [inline(label, scope), renderFact(value, scope, lang)]]);
  const history = (trial.recordDates ?? []).map(({ label, date, type }): Row => [
    label,
    html`${date === undefined ? 'Date not known' : formatDate(date, lang)}${type ? html` <span class="soft">(${lower(type)})</span>` : nothing}`,
  ]);
  return ([['', own], ...groups, ['History of the record', history]] as const).filter(([, list]) => list.length > 0);
};

/**
 * What of a trial is folded until asked for.
 * @param options.hasLinks whether the trial's links stand here: a page around it has a place of its own for them.
 */
export const folds = (trial: Trial, scope: TextScope, { level, lang, hasLinks }: { level: number; lang: string | undefined; hasLinks: boolean }): unknown => {
  const { baseline, baselineCharacteristics, participantFlow, armGroups, interventions, eligibility, locations, detailedDescription } = trial;
  const registry = details(trial, scope, level, lang);
  const total = locations?.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return html`
    ${detailedDescription ? fold('Detailed description', paragraphs(detailedDescription, scope, level)) : nothing}
    ${participantFlow ? fold('Participant flow', groupReport(participantFlow, 'Participant flow', scope, level, lang)) : nothing}
    ${
      baseline?.length || baselineCharacteristics
        ? fold(
            'Participants at baseline',
            html`${baseline?.length ? rows(baseline.map(({ label, value }) => [label, renderFact(value, scope, lang)])) : nothing}${
              baselineCharacteristics ? groupReport(baselineCharacteristics, 'Participants at baseline', scope, level, lang) : nothing
            }`,
          )
        : nothing
    }
    ${armGroups?.length || interventions?.length ? fold('Arms and interventions', arms(trial, scope, level, lang)) : nothing}
    ${eligibility ? fold('Who could take part', criteria(eligibility, scope, level)) : nothing}
    ${
      locations?.length
        ? fold(
            `Sites: ${formatNumber(total, lang)} in ${locations.length === 1 ? 'one country' : `${formatNumber(locations.length, lang)} countries`}`,
            sites(locations, trial.nctId, lang),
          )
        : nothing
    }
    ${trial.publications?.length ? fold(`Publications: ${formatNumber(trial.publications.length, lang)}`, publications(trial.publications)) : nothing}
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
            'Registry details',
            registry.map(([group, list]) => html`${group ? html`<p class="table-title">${group}</p>` : nothing}${rows(list)}`),
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
  .retracted {
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

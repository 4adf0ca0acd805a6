import { css, html, nothing } from 'lit';
import { formatDate } from '../../content/dates.js';
import { formatNumber } from '../../content/numbers.js';
import { lower, words } from '../../content/terms.js';
import { encodePart } from '../../artifact/identifiers.js';
import { ages, publicationGroups } from '../../content/registry.js';
import type { Eligibility, Location, Publication, Trial } from '../../artifact/schema/index.js';
import { msg, str } from '../../i18n/messages.js';
import { link } from '../../text/links.js';
import { authored, inline, type TextScope } from '../../text/render.js';
import { renderFact } from './facts.js';
import { groupReport, more, paragraphs } from './results.js';

const yesNo = (flag: boolean | undefined) => (flag === undefined ? '' : flag ? msg('Yes') : msg('No'));

type Row = readonly [label: unknown, content: unknown];

const filled = (rows: readonly Row[]) =>
  rows.filter(([, content]) => content !== undefined && content !== '' && content !== nothing);

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

const items = (list: readonly unknown[] | undefined) =>
  list?.length ? list.map((item) => html`<span class="item">${item}</span>`) : '';

const studyId = ({
  id,
  type,
  domain,
  link: href,
}: {
  id: string;
  type?: string | undefined;
  domain?: string | undefined;
  link?: string | undefined;
}) =>
  html`${href ? link(id, href) : id}${type || domain ? ` (${[type && words(type), domain].filter(Boolean).join(', ')})` : nothing}`;

const nctLink = (nctId: string) => link(nctId, `https://clinicaltrials.gov/study/${nctId}`);

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
  html`${rows(
    filled([
      [msg('Sex'), eligibility.sex && words(eligibility.sex)],
      [msg('Ages'), ages(eligibility)],
      [msg('Age groups'), eligibility.stdAges?.map(words).join(', ')],
      [
        msg('Healthy volunteers'),
        eligibility.healthyVolunteers === undefined
          ? ''
          : eligibility.healthyVolunteers
            ? msg('Accepted')
            : msg('Not accepted'),
      ],
      [msg('By gender'), yesNo(eligibility.genderBased)],
      [msg('Gender'), paragraphs(eligibility.genderDescription, scope, level)],
      [msg('Drawn from'), paragraphs(eligibility.studyPopulation, scope, level)],
      [msg('Sampling'), eligibility.samplingMethod && words(eligibility.samplingMethod)],
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
                    ${[facility, city, state].filter(Boolean).join(', ') || msg('A site without a name')}${status ? html` <span class="soft">(${lower(status)})</span>` : nothing}
                  </li>`,
              )}
            </ul>`,
          ),
        )
      : html`<ul class="countries plain number">
          ${locations.map(({ country, count }) => html`<li>${country} <span class="soft">${formatNumber(count, lang)}</span></li>`)}
        </ul>`
  }
  ${nctId ? html`<p class="small soft">${msg('Whom to contact is on the registry’s page')}: ${nctLink(nctId)}</p>` : nothing}
`;

const publications = (list: readonly Publication[]) => {
  return publicationGroups(list).map(
    ({ heading, papers }) =>
      html`<p class="table-title">${heading}</p>
        <ul class="papers">
          ${papers.map(
            ({ citation, pmid, retractions }) =>
              html`<li>
                ${retractions?.map(
                  (notice) =>
                    html`<strong class="retracted">${msg('Retracted')}</strong>: ${notice.source}
                      ${notice.pmid ? link(`PMID ${notice.pmid}`, `https://pubmed.ncbi.nlm.nih.gov/${encodePart(notice.pmid)}/`) : nothing}<br />`,
                )}
                ${citation}
                ${pmid ? link(`PMID ${pmid}`, `https://pubmed.ncbi.nlm.nih.gov/${encodePart(pmid)}/`) : nothing}
              </li>`,
          )}
        </ul>`,
  );
};

const details = (
  trial: Trial,
  scope: TextScope,
  level: number,
  lang?: string,
): readonly (readonly [group: string, rows: readonly Row[]])[] => {
  const { briefTitle, title, expandedAccessInfo: access } = trial;
  const text = (markdown: string | undefined) => paragraphs(markdown, scope, level);
  const own: Row[] = filled([
    [msg('Registry title'), briefTitle === title ? '' : briefTitle],
    [msg('Official title'), trial.officialTitle],
    [msg('Design'), text(trial.interventionModelDescription)],
    [msg('Masking'), text(trial.maskingDescription)],
    [msg('Conditions'), trial.population === undefined ? '' : trial.conditions?.join(', ')],
    [msg('Keywords'), trial.keywords?.join(', ')],
    [msg('Sponsor'), trial.leadSponsor],
    [msg('Collaborators'), items(trial.collaborators)],
    [msg('The organization’s number'), trial.orgStudyId && studyId(trial.orgStudyId)],
    [msg('Other identifiers'), items(trial.secondaryIds?.map(studyId))],
    [msg('Earlier NCT numbers'), trial.nctIdAliases?.join(', ')],
    [
      words('EXPANDED_ACCESS'),
      access &&
        html`${access.hasExpandedAccess === undefined ? nothing : access.hasExpandedAccess ? words('AVAILABLE') : msg('None')}${
          access.nctId ? html` ${nctLink(access.nctId)}` : nothing
        }${access.statusForNctId ? ` (${lower(access.statusForNctId)})` : nothing}`,
    ],
    ...(trial.outcomes ?? [])
      .filter(({ title, measure }) => measure && measure !== title)
      .map(({ title, measure }) => [msg(str`Outcome “${title}”`), measure] as const),
  ]);
  const groups = new Map<string, Row[]>();
  for (const { group = msg('More'), label, value } of trial.rows ?? [])
    groups.set(group, [...(groups.get(group) ?? []), [inline(label, scope), renderFact(value, scope, lang)]]);
  const history = (trial.recordDates ?? []).map(({ label, date, type }): Row => [
    label,
    html`${date === undefined ? msg('Date not known') : formatDate(date, lang)}${type ? html` <span class="soft">(${lower(type)})</span>` : nothing}`,
  ]);
  return ([['', own], ...groups, [msg('History of the record'), history]] as const).filter(
    ([, list]) => list.length > 0,
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
  const registry = details(trial, scope, level, lang);
  const total = locations?.reduce((sum, { count }) => sum + count, 0) ?? 0;
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
    ${eligibility ? fold(msg('Who could take part'), criteria(eligibility, scope, level)) : nothing}
    ${
      locations?.length
        ? fold(
            locations.length === 1
              ? msg(str`Sites: ${formatNumber(total, lang)} in one country`)
              : msg(str`Sites: ${formatNumber(total, lang)} in ${formatNumber(locations.length, lang)} countries`),
            sites(locations, trial.nctId, lang),
          )
        : nothing
    }
    ${trial.publications?.length ? fold(`${msg('Publications')}: ${formatNumber(trial.publications.length, lang)}`, publications(trial.publications)) : nothing}
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
              ([group, list]) => html`${group ? html`<p class="table-title">${group}</p>` : nothing}${rows(list)}`,
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

import { rowGroups } from '../artifact/drug-rows.js';
import { formatDate, formatNumber, formatPhases, formatValue, sourcedValues, words } from '../artifact/format.js';
import { identifierUrl } from '../artifact/identifiers.js';
import { citedKeys } from '../artifact/references.js';
import type {
  Article,
  Artifact,
  Drug,
  Fact,
  LabelSection,
  Outcome,
  Result,
  SafetyProfile,
  Section,
  Trial,
  TrialDate,
  Value,
} from '../artifact/schema/index.js';
import { amaText } from './ama.js';

/** A document: blocks with a blank line between. */
type Blocks = (string | undefined)[];

/** Plain text in a place where Markdown would be read. */
const literal = (text: string): string => text.replace(/[\\`*_[\]<>|]/g, '\\$&');

/** A text in one cell of a table. */
const cell = (text: string): string =>
  text
    .trim()
    .replace(/(?<!\\)\|/g, '\\|')
    .replace(/\s*\n\s*/g, '<br>');

const table = (head: string[], rows: string[][]): string | undefined =>
  rows.length === 0 ? undefined : [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');

/** Citations become footnotes. A key without an entry stays as it is: it is seen to be unresolved. */
const footnotes = ({ references = {} }: Artifact, text: string): string =>
  text.replace(/\[(-?@[^[\]]{1,500})\]/g, (whole, group: string) => {
    const keys = citedKeys(group);
    return keys.length > 0 && keys.every((key) => Object.hasOwn(references, key)) ? keys.map((key) => `[^${key}]`).join('') : whole;
  });

const refs = (keys: readonly string[] | undefined): string => (keys ?? []).map((key) => `[@${key}]`).join('');

/** A fact with its sources: each version where they disagree, with its group, day, note and what was printed. */
const fact = <T>(given: Fact<T> | undefined, show: (value: T) => string = (value) => formatValue(value as Value)): string =>
  sourcedValues(given)
    .map(({ value, group, asOf, note, printed, refs: keys }) => {
      const about = [group && literal(group), asOf && `as of ${formatDate(asOf)}`].filter(Boolean).join(', ');
      const more = [note, printed && `The source printed “${literal(printed)}”.`].filter(Boolean).join(' ');
      return `${show(value)}${about && ` (${about})`}${refs(keys)}${more && ` — ${more}`}`;
    })
    .join('; ');

const heading = (level: number, title: string): string => `${'#'.repeat(Math.min(6, level))} ${title}`;

const quote = (text: string): string => text.trim().replace(/^/gm, '> ');

const labelSections = (sections: readonly LabelSection[] | undefined, level: number): Blocks =>
  (sections ?? []).flatMap(({ title, text, sections: parts }) => [title && heading(level, literal(title)), text, ...labelSections(parts, level + 1)]);

const safety = (profile: SafetyProfile, level: number): Blocks => {
  const {
    boxedWarning = [],
    precautions = [],
    labelSections: label,
    allCauseMortalityComment,
    adverseEvents = [],
    eventGroups = [],
    frequencyThreshold,
    timeFrame,
    description,
  } = profile;
  const rows = adverseEvents.map(
    ({ term, organSystem, serious, grade, evidence, incidence, onset, presentation, mechanism, riskFactors, management, monitoring, refs: keys }) => [
      `${literal(term)}${refs(keys)}`,
      [
        organSystem && literal(organSystem),
        serious === undefined ? undefined : serious ? 'serious' : 'not serious',
        grade !== undefined && `grade ${grade}`,
        evidence,
      ]
        .filter(Boolean)
        .join(', '),
      fact(incidence) || 'Not reported',
      [fact(onset), fact(presentation), fact(mechanism), fact(riskFactors)].filter(Boolean).join('; '),
      [fact(management), fact(monitoring)].filter(Boolean).join('; '),
    ],
  );
  return [
    // First and whole, whatever else there is.
    ...boxedWarning.map(({ title, text, refs: keys }) => quote(`**Boxed warning${title ? `: ${literal(title)}` : ''}**\n\n${text}${refs(keys)}`)),
    ...precautions.flatMap(({ title, text, refs: keys }) => [heading(level, literal(title)), `${text}${refs(keys)}`]),
    ...labelSections(label, level),
    ...(adverseEvents.length > 0 || eventGroups.length > 0 ? [heading(level, 'Adverse events')] : []),
    description,
    allCauseMortalityComment,
    timeFrame && `Time frame: ${timeFrame}`,
    frequencyThreshold ? `Other events below ${formatNumber(frequencyThreshold)}% were not listed by the source.` : undefined,
    table(
      ['Group', 'Deaths', 'Serious', 'Other'],
      eventGroups.map(({ title, description: about, deaths, serious, other }) => [
        `${literal(title)}${about ? `: ${about}` : ''}`,
        ...[deaths, serious, other].map((group) => fact(group) || 'Not reported'),
      ]),
    ),
    table(['Effect', 'Kind', 'Incidence', 'When, how and in whom', 'What is done'], rows),
  ];
};

/** A picture is named, not shown: it may be elsewhere, and is loaded when the reader asks. */
const picture = ({ src, alt, caption, credit }: NonNullable<Drug['image']>): string =>
  [`Picture: [${literal(alt)}](<${src}>)`, caption, credit && literal(credit)].filter(Boolean).join(' — ');

const drug = (artifact: Drug): Blocks => [
  ...(typeof artifact.safety === 'object' ? safety({ boxedWarning: artifact.safety.boxedWarning }, 2) : []),
  table(
    ['', ''],
    [
      ...(['genericName', 'brandName', 'codeName'] as const).flatMap((name) =>
        artifact[name] === undefined
          ? []
          : [[`**${{ genericName: 'Generic name', brandName: 'Brand name', codeName: 'Code name' }[name]}**`, fact(artifact[name])]],
      ),
      ...(artifact.approvals ?? []).map(({ regulator, status, date, population, route, refs: keys, note }) => [
        `**${literal(regulator)}**`,
        [[status, date && formatDate(date)].filter(Boolean).join(' '), population, route && `(${route})`, note].filter(Boolean).join('; ') + refs(keys),
      ]),
      ...rowGroups(artifact).flatMap(({ rows }) => rows.map(({ label, fact: value }) => [`**${label}**`, fact(value)])),
      ...(artifact.identifiers ?? []).map((one) => {
        const url = identifierUrl(one);
        return [`**${literal(one.scheme)}**`, `${url ? `[${literal(one.value)}](<${url}>)` : literal(one.value)}${refs(one.refs)}`];
      }),
    ],
  ),
  artifact.image && picture(artifact.image),
  ...labelSections(artifact.labelSections, 2),
  ...(typeof artifact.safety === 'object' ? safety({ ...artifact.safety, boxedWarning: undefined }, 2) : []),
];

const result = ({ group, role, value, interval, refs: keys, asOf, note, printed }: Result): string[] => [
  `${literal(group)} (${role})`,
  [formatValue(value), interval && `${formatNumber(interval.level)}% CI ${formatNumber(interval.low)} to ${formatNumber(interval.high)}`]
    .filter(Boolean)
    .join('; ') + refs(keys),
  [asOf && `as of ${formatDate(asOf)}`, note, printed && `The source printed “${literal(printed)}”.`].filter(Boolean).join('; '),
];

const outcome = ({ title, type, measure, description, timeFrame, results = [], pValue, refs: keys }: Outcome): Blocks => [
  heading(3, `${literal(title)}${type ? ` (${type})` : ''}`),
  [measure !== title && measure && literal(measure), description, timeFrame && `Time frame: ${literal(timeFrame)}`].filter(Boolean).join('\n\n') + refs(keys),
  table(['Group', 'Result', ''], results.map(result)),
  pValue === undefined
    ? undefined
    : `p ${fact(pValue, ({ relation, p, note, refs: own }) => `${relation} ${formatNumber(p, undefined, 6)}${note ? ` (${note})` : ''}${refs(own)}`)}`,
];

const date = (value: TrialDate | undefined): string => (value ? `${formatDate(value.date)}${value.type ? ` (${words(value.type).toLowerCase()})` : ''}` : '');

const trial = (artifact: Trial): Blocks => {
  const {
    nctId,
    acronym,
    briefTitle,
    officialTitle,
    overallStatus,
    whyStopped,
    phases,
    enrollment,
    population,
    armGroups = [],
    interventions = [],
    outcomes = [],
  } = artifact;
  const { conditions, leadSponsor, collaborators, locations, eligibility, conclusions = [], baseline = [] } = artifact;
  const design = [artifact.studyType, artifact.allocation, artifact.interventionModel, artifact.observationalModel, artifact.masking, artifact.primaryPurpose];
  const facts: [string, string | undefined][] = [
    ['Registry number', nctId && `[${nctId}](https://clinicaltrials.gov/study/${nctId})`],
    ['Other numbers', artifact.secondaryIds?.map(({ id, type }) => `${literal(id)}${type ? ` (${literal(words(type))})` : ''}`).join(', ')],
    ['Acronym', fact(acronym, literal)],
    ['Registry title', briefTitle && literal(briefTitle)],
    ['Official title', officialTitle && literal(officialTitle)],
    ['Status', fact(overallStatus, words)],
    ['Why it stopped', whyStopped && literal(whyStopped)],
    ['Phase', fact(phases, formatPhases)],
    [
      'Design',
      design
        .filter((term) => term !== undefined)
        .map(words)
        .join(' · '),
    ],
    ['Who is masked', artifact.whoMasked?.map(words).join(', ')],
    ['How it is done', artifact.interventionModelDescription],
    ['Enrolment', fact(enrollment, ({ count, type }) => `${formatNumber(count)}${type ? ` (${words(type).toLowerCase()})` : ''}`)],
    ['Start', date(artifact.startDate)],
    ['Primary completion', date(artifact.primaryCompletionDate)],
    ['Completion', date(artifact.completionDate)],
    ['Results posted', date(artifact.resultsFirstPostDate)],
    ['Last update', date(artifact.lastUpdatePostDate)],
    ['Population', fact(population)],
    ['Conditions', conditions?.map(literal).join(', ')],
    [
      'Sponsor',
      [leadSponsor, ...(collaborators ?? [])]
        .filter((name) => name !== undefined)
        .map(literal)
        .join(', '),
    ],
    ['Sites', locations?.map(({ country, count }) => `${literal(country)} (${count})`).join(', ')],
  ];
  return [
    table(
      ['', ''],
      facts.flatMap(([label, text]) => (text ? [[`**${label}**`, text]] : [])),
    ),
    ...(outcomes.length > 0 ? [heading(2, 'Outcomes'), ...outcomes.flatMap(outcome)] : []),
    ...(conclusions.length > 0 ? [heading(2, 'Conclusions'), conclusions.map((conclusion) => `- ${fact(conclusion)}`).join('\n')] : []),
    ...(baseline.length > 0
      ? [
          heading(2, 'Participants at baseline'),
          table(
            ['', ''],
            baseline.map(({ label, value }) => [literal(label), fact(value)]),
          ),
        ]
      : []),
    ...(armGroups.length > 0 ? [heading(2, 'Arms')] : []),
    table(
      ['Arm', 'Type', 'n', 'Interventions', 'Description'],
      armGroups.map(({ label, type, count, description, interventionNames = [] }) => [
        literal(label),
        type ? words(type) : '',
        count === undefined ? '' : String(count),
        interventionNames.map(literal).join(', '),
        description ?? '',
      ]),
    ),
    ...(interventions.length > 0 ? [heading(2, 'Interventions')] : []),
    table(
      ['Intervention', 'Type', 'Description'],
      interventions.map(({ name, type, description, otherNames }) => [
        [literal(name), ...(otherNames ?? []).map(literal)].join(', '),
        type ? words(type) : '',
        description ?? '',
      ]),
    ),
    ...(eligibility
      ? [
          heading(2, 'Eligibility'),
          [
            eligibility.sex && words(eligibility.sex),
            eligibility.minimumAge && `from ${eligibility.minimumAge}`,
            eligibility.maximumAge && `to ${eligibility.maximumAge}`,
          ]
            .filter(Boolean)
            .join(', '),
          eligibility.criteria,
        ]
      : []),
    ...(artifact.safety ? safety(artifact.safety, 2) : []),
  ];
};

const section = ({ title, body, editorNote, sections = [] }: Section, level: number): Blocks => [
  heading(level, literal(title)),
  body,
  editorNote && quote(`Editor’s note: ${editorNote}`),
  ...sections.flatMap((part) => section(part, level + 1)),
];

const article = ({ body, sections = [], relatedHypotheses }: Article): Blocks => [
  body,
  ...sections.flatMap((part) => section(part, 2)),
  ...(relatedHypotheses
    ? [
        heading(2, 'Related hypotheses'),
        relatedHypotheses.source,
        table(
          ['Hypothesis', 'Score', 'Target'],
          relatedHypotheses.hypotheses.map(({ title, href, score, target }) => [
            href ? `[${literal(title)}](<${href}>)` : literal(title),
            score === undefined ? 'Not reported' : formatNumber(score),
            target ? literal(target) : '',
          ]),
        ),
      ]
    : []),
];

const content = (artifact: Artifact): Blocks => {
  switch (artifact.kind) {
    case 'drug':
      return drug(artifact);
    case 'trial':
      return trial(artifact);
    case 'safety':
      return safety(artifact, 2);
    case 'article':
      return article(artifact);
  }
};

/**
 * An artifact as a Markdown document (GitHub's flavour): for a reader without a browser, a repository, or another tool.
 * Citations are footnotes. What the artifact refers to by id (its trials, its safety profile) is named, not copied.
 */
export const markdown = (artifact: Artifact): string => {
  const { title, summary, asOf, links = [], references = {}, editorNotes = [] } = artifact;
  const linked = artifact.kind === 'trial' || artifact.kind === 'safety' ? [] : (artifact.trials ?? []);
  const blocks: Blocks = [
    heading(1, literal(title)),
    summary,
    asOf && `As of ${formatDate(asOf)}.`,
    ...content(artifact),
    ...(linked.length > 0 ? [heading(2, 'Trials'), linked.map((id) => `- ${literal(id)}`).join('\n')] : []),
    ...links.flatMap((list) => [
      heading(2, literal(list.title)),
      list.links.map(({ label, href, description }) => `- [${literal(label)}](<${href}>)${description ? ` — ${description}` : ''}`).join('\n'),
    ]),
    ...(editorNotes.length > 0
      ? [
          heading(2, 'Editor’s notes'),
          editorNotes.map(({ text, printed, refs: keys }) => `- ${text}${printed ? ` The source printed “${literal(printed)}”.` : ''}${refs(keys)}`).join('\n'),
        ]
      : []),
  ];
  const text = footnotes(artifact, blocks.filter((part) => part?.trim()).join('\n\n'));
  const entries = Object.entries(references).map(
    ([key, reference]) => `[^${key}]: ${literal(amaText(reference))}${reference.unverified ? ` *Not verified: ${literal(reference.unverified)}*` : ''}`,
  );
  return `${[text, entries.join('\n')].filter(Boolean).join('\n\n')}\n`;
};

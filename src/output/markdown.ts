import { rowGroups } from '../artifact/drug-rows.js';
import { formatDate } from '../content/dates.js';
import { cautionsBeforeDoses, labelSays } from '../content/labels.js';
import { missingWords } from '../content/missing.js';
import { formatNumber } from '../content/numbers.js';
import { identifierUrl } from '../artifact/identifiers.js';
import { citedKeys } from '../artifact/references.js';
import type { Subject } from '../artifact/subject.js';
import type { Article, Artifact, Drug, Provenance, Safety, Section } from '../artifact/schema/index.js';
import { amaText } from './ama.js';
import { safety } from './markdown/safety.js';
import { boxedWarnings } from './markdown/warnings.js';
import {
  type Blocks,
  fact,
  factTable,
  heading,
  labelSections,
  list,
  literal,
  part,
  quote,
  refs,
  table,
} from './markdown/text.js';
import { trial } from './markdown/trial.js';

/** Citations become footnotes. A key without an entry stays as it is: it is seen to be unresolved. */
const footnotes = ({ references = {} }: Artifact, text: string, named = (key: string): string => key): string =>
  text.replace(/\[(-?@[^[\]]{1,500})\]/g, (whole, group: string) => {
    const keys = citedKeys(group);
    return keys.length > 0 && keys.every((key) => Object.hasOwn(references, key))
      ? keys.map((key) => `[^${named(key)}]`).join('')
      : whole;
  });

/** What a document is made with. */
export interface MarkdownOptions {
  /** The address of another artifact's document, by its id; unset, the id stands there without a link. */
  hrefOf?: ((id: string) => string | undefined) | undefined;
}

/** The safety profile beside a record, where that is a file of its own. */
const otherOf = ({ safety }: Subject): Safety | undefined =>
  safety.state === 'ready' && !safety.isOwn ? safety.artifact : undefined;

/** What stands directly after the name: the boxed warnings, whole. */
const warningsFirst = (subject: Subject): Blocks => {
  const other = otherOf(subject);
  const blocks = boxedWarnings(subject);
  return other ? blocks.map((block) => block && citedFrom(other, subject.artifact, block)) : blocks;
};

/** What stands before the doses of a drug: recalls, and its other warnings, counted and named. */
const beforeDoses = (subject: Subject, { hrefOf }: MarkdownOptions): Blocks => {
  const { artifact, safety: companion } = subject;
  if (artifact.kind !== 'drug' && artifact.kind !== 'article') return [];
  const other = otherOf(subject);
  const id = other?.id ?? (typeof artifact.safety === 'string' ? artifact.safety : '');
  const href = hrefOf?.(id);
  const where = other ? `see ${href ? `[${literal(id)}](<${href}>)` : literal(id)}` : 'see below';
  const recalls = companion.state === 'ready' ? safety({ recalls: companion.artifact.recalls }, 2) : [];
  return [
    ...(other ? recalls.map((block) => block && citedFrom(other, artifact, block)) : recalls),
    ...cautionsBeforeDoses(subject).map((line) => (line.endsWith('.') ? literal(line) : `${literal(line)}: ${where}.`)),
  ];
};

/** Which fields could not be read. */
const leftOut = (subject: Subject): string | undefined => {
  const other = otherOf(subject) && subject.safety.state === 'ready' ? subject.safety.problems : [];
  const all = [...subject.problems, ...other].map(({ path }) => path);
  if (all.length === 0) return undefined;
  const some = all.slice(0, 3).join(', ') + (all.length > 3 ? ', …' : '');
  return literal(
    all.length === 1
      ? `One field could not be read and is left out: ${some}.`
      : `${all.length} fields could not be read and are left out: ${some}.`,
  );
};

/** The earlier of two dates of any precision; a review that is due for one part is due for the whole. */
const earlier = (a: string | undefined, b: string | undefined): string | undefined =>
  a && b ? (a < b ? a : b) : (a ?? b);

/** The references of two artifacts in one document: where both have a key for different works, the second's is told apart. */
const keyFrom = (other: Artifact, artifact: Artifact, key: string): string =>
  artifact.references?.[key] && JSON.stringify(artifact.references[key]) !== JSON.stringify(other.references?.[key])
    ? `${other.id}-${key}`
    : key;

/** A text of another artifact, its citations by the keys that they have in this document. */
const citedFrom = (other: Artifact, artifact: Artifact, text: string): string =>
  footnotes(other, text, (key) => keyFrom(other, artifact, key));

/** The references of another artifact that a document cites. */
const referencesFrom = (other: Artifact, artifact: Artifact, text: string): NonNullable<Artifact['references']> =>
  Object.fromEntries(
    Object.entries(other.references ?? {})
      .map(([key, reference]) => [keyFrom(other, artifact, key), reference] as const)
      .filter(([key]) => text.includes(`[^${key}]`)),
  );

/** A picture is named, not shown: it may be elsewhere, and is loaded when the reader asks. */
const picture = ({ src, alt, caption, credit }: NonNullable<Drug['image']>): string =>
  [`Picture: [${literal(alt)}](<${src}>)`, caption, credit && literal(credit)].filter(Boolean).join(' — ');

const drug = (artifact: Drug): Blocks => [
  table(
    ['', ''],
    [
      ...(['genericName', 'brandName', 'codeName'] as const).flatMap((name) =>
        artifact[name] === undefined
          ? []
          : [
              [
                `**${{ genericName: 'Generic name', brandName: 'Brand name', codeName: 'Code name' }[name]}**`,
                fact(artifact[name]),
              ],
            ],
      ),
      ...(artifact.approvals ?? []).map(({ regulator, status, date, population, route, refs: keys, note }) => [
        `**${literal(regulator)}**`,
        [[status, date && formatDate(date)].filter(Boolean).join(' '), population, route && `(${route})`, note]
          .filter(Boolean)
          .join('; ') + refs(keys),
      ]),
      ...rowGroups(artifact)
        .filter(({ isOwn }) => isOwn)
        .flatMap(({ rows }) => rows.map(({ label, fact: value }) => [`**${label}**`, fact(value)])),
      ...(artifact.identifiers ?? []).map((one) => {
        const url = identifierUrl(one);
        return [
          `**${literal(one.scheme)}**`,
          `${url ? `[${literal(one.value)}](<${url}>)` : literal(one.value)}${refs(one.refs)}`,
        ];
      }),
    ],
  ),
  artifact.image && picture(artifact.image),
  ...rowGroups(artifact)
    .filter(({ isOwn }) => !isOwn)
    .flatMap(({ heading: title, rows }) =>
      part(2, literal(title), [factTable(rows.map(({ label, fact: value }) => [label, fact(value)]))]),
    ),
  ...labelSections(artifact.labelSections, 2),
  ...(typeof artifact.safety === 'object' ? safety({ ...artifact.safety, recalls: undefined }, 2) : []),
];

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
            score === undefined ? missingWords('not-in-record') : formatNumber(score),
            target ? literal(target) : '',
          ]),
        ),
      ]
    : []),
];

const content = ({ artifact, problems }: Subject): Blocks => {
  switch (artifact.kind) {
    case 'drug':
      return drug(artifact);
    case 'trial':
      return trial(artifact, problems);
    case 'safety':
      return safety(artifact, 2);
    case 'article':
      return article(artifact);
  }
};

/** Where an artifact comes from, who wrote it, and under which terms. */
const origin = ({ provenance = {}, author = [], version, license }: Artifact): string | undefined => {
  const { wasDerivedFrom = [], wasGeneratedBy = [], wasAttributedTo = [], note }: Provenance = provenance;
  const nodes = [
    ['Derived from', wasDerivedFrom],
    ['Generated by', wasGeneratedBy],
    ['Attributed to', wasAttributedTo],
  ] as const;
  return list([
    ...nodes.flatMap(([said, all]) =>
      all.map(
        ({ label, href, date, note: about }) =>
          `${said}: ${href ? `[${literal(label)}](<${href}>)` : literal(label)}${date ? `, ${formatDate(date)}` : ''}${about ? ` — ${about}` : ''}`,
      ),
    ),
    ...(note ? [note] : []),
    ...(author.length > 0
      ? [
          `Author: ${author.map(({ family, given, literal: name }) => literal(name ?? [given, family].filter(Boolean).join(' '))).join(', ')}`,
        ]
      : []),
    ...(version ? [`Version: ${literal(version)}`] : []),
    ...(license ? [`Licence: ${literal(license)}`] : []),
  ]);
};

/**
 * An artifact as a Markdown document (GitHub's flavour): for a reader without a browser, a repository, or another tool.
 * Citations are footnotes. What the artifact refers to by id (its trials) is named, not copied; of its safety profile what
 * is boxed stands whole directly after the name, what is recalled before all doses, and the rest is counted.
 */
export const markdown = (subject: Subject, options: MarkdownOptions = {}): string => {
  const { artifact } = subject;
  const other = otherOf(subject);
  const reviewBy = earlier(artifact.reviewBy, other?.reviewBy);
  const { title, summary, asOf, links = [], references = {}, editorNotes = [] } = artifact;
  const linked = artifact.kind === 'trial' || artifact.kind === 'safety' ? [] : (artifact.trials ?? []);
  const blocks: Blocks = [
    heading(1, literal(title)),
    ...warningsFirst(subject),
    leftOut(subject),
    summary,
    asOf && `As of ${formatDate(asOf)}.`,
    artifact.reviewed && `Reviewed ${formatDate(artifact.reviewed)}.`,
    reviewBy && `To be reviewed by ${formatDate(reviewBy)}.`,
    (artifact.kind === 'drug' || artifact.kind === 'safety') && artifact.label
      ? literal(labelSays(artifact.label).join(' '))
      : undefined,
    artifact.kind === 'safety' && artifact.drug ? `Drug: ${literal(artifact.drug)}` : undefined,
    ...beforeDoses(subject, options),
    ...content(subject),
    ...(linked.length > 0 ? [heading(2, 'Trials'), linked.map((id) => `- ${literal(id)}`).join('\n')] : []),
    ...links.flatMap((list) => [
      heading(2, literal(list.title)),
      list.links
        .map(
          ({ label, href, description }) => `- [${literal(label)}](<${href}>)${description ? ` — ${description}` : ''}`,
        )
        .join('\n'),
    ]),
    ...(editorNotes.length > 0
      ? [
          heading(2, 'Editor’s notes'),
          editorNotes
            .map(
              ({ text, printed, refs: keys }) =>
                `- ${text}${printed ? ` The source printed “${literal(printed)}”.` : ''}${refs(keys)}`,
            )
            .join('\n'),
        ]
      : []),
    ...part(2, 'Provenance', [origin(artifact)]),
  ];
  const text = footnotes(artifact, blocks.filter((part) => part?.trim()).join('\n\n'));
  const cited = other ? referencesFrom(other, artifact, text) : {};
  const entries = Object.entries({ ...references, ...cited }).map(
    ([key, reference]) =>
      `[^${key}]: ${literal(amaText(reference))}${reference.unverified ? ` *Not verified: ${literal(reference.unverified)}*` : ''}`,
  );
  return `${[text, entries.join('\n')].filter(Boolean).join('\n\n')}\n`;
};

import { citedKeys } from '../artifact/references.js';
import type { Artifact, Reference, Safety } from '../artifact/schema/index.js';
import type { Subject } from '../artifact/subject.js';
import { articleBody } from './article.js';
import { asOfDate, reviewDueWords, reviewedWords } from './dates.js';
import { drugBody, drugNames } from './drug.js';
import { editorNotesBody } from './editor-notes.js';
import { headings } from './headings.js';
import { cautionsBeforeDoses, labelSays } from './labels.js';
import { metadataBody } from './metadata.js';
import { type Block, type BlockOf, type Card, line, own, prose, section } from './model.js';
import { linkLists } from './links.js';
import { originBody } from './provenance.js';
import { recallNotice, safetyBody, safetyFacts } from './safety.js';
import { trialBody } from './trial.js';
import { warningsOf, warningWords } from './warnings.js';

/** The safety profile beside a record, where that is a file of its own. */
const otherOf = ({ safety }: Subject): Safety | undefined =>
  safety.state === 'ready' && !safety.isOwn ? safety.artifact : undefined;

/** A record with each key of its references replaced, wherever it cites one. */
const withKeys = <T>(value: T, rename: (key: string) => string): T => {
  if (typeof value === 'string')
    return value.replace(/\[(-?@[^[\]]{1,500})\]/g, (whole, group: string) => {
      const keys = citedKeys(group);
      return keys.length > 0 ? `[${keys.map((key) => `@${rename(key)}`).join('; ')}]` : whole;
    }) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => withKeys(item, rename)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, unknown]) => [
      name,
      name === 'refs' && Array.isArray(item) ? item.map(rename as (key: unknown) => string) : withKeys(item, rename),
    ]),
  ) as T;
};

/** A subject whose safety profile cites by keys of its own, where the record has another work by the same key. */
const withDistinctKeys = (subject: Subject): Subject => {
  const other = otherOf(subject);
  const { references = {} } = subject.artifact;
  const isTaken = (key: string) =>
    Object.hasOwn(references, key) && JSON.stringify(references[key]) !== JSON.stringify(other?.references?.[key]);
  if (!other || !Object.keys(other.references ?? {}).some(isTaken)) return subject;
  const rename = (key: string) => (isTaken(key) ? `${other.id}-${key}` : key);
  const artifact: Safety = {
    ...withKeys(other, rename),
    references: Object.fromEntries(Object.entries(other.references ?? {}).map(([key, one]) => [rename(key), one])),
  };
  return { ...subject, safety: { ...subject.safety, artifact } as Subject['safety'] };
};

/** The earlier of two dates of any precision; a review that is due for one part is due for the whole. */
const earlier = (a: string | undefined, b: string | undefined): string | undefined =>
  a && b ? (a < b ? a : b) : (a ?? b);

const namesOf = (artifact: Artifact): string[] => (artifact.kind === 'drug' ? drugNames(artifact) : []);

/** What has to be read before any dose: whose label it is, recalls, and the other warnings, counted and named. */
const notices = (subject: Subject, lang?: string): BlockOf<'notice'>[] => {
  const { artifact, safety } = subject;
  const label = (artifact.kind === 'drug' || artifact.kind === 'safety') && artifact.label;
  const recalls = safety.state === 'ready' ? (safety.artifact.recalls ?? []) : [];
  const other = otherOf(subject);
  const file = other?.id ?? ('safety' in artifact && typeof artifact.safety === 'string' ? artifact.safety : undefined);
  return [
    ...(label ? [{ kind: 'notice', tone: 'label', says: [labelSays(label, lang).join(' ')] } as const] : []),
    ...recalls.map((recall) => recallNotice(recall, lang)),
    ...cautionsBeforeDoses(subject).map((says): BlockOf<'notice'> => ({
      kind: 'notice',
      tone: 'caution',
      says: [own(says)],
      ...(file !== undefined && !says.endsWith('.') && { of: [{ kind: 'card', id: file }] }),
    })),
  ];
};

/** How current a record is. */
const dates = ({ artifact, ...subject }: Subject, lang?: string): Block[] => {
  const { asOf, reviewed, reviewBy } = artifact;
  const due = earlier(reviewBy, otherOf({ artifact, ...subject })?.reviewBy);
  const said = [
    asOf && `${asOfDate(asOf, lang)}.`,
    reviewed && `${reviewedWords(reviewed, lang)}.`,
    due && reviewDueWords(due, lang),
  ].filter(Boolean);
  return said.length > 0 ? line(said.join(' ')) : [];
};

/** What there is of a subject's own kind. */
const body = ({ artifact, problems, safety }: Subject, lang?: string): Block[] => {
  switch (artifact.kind) {
    case 'drug':
      return [
        ...drugBody(artifact, lang),
        ...(safety.state === 'ready' && safety.isOwn ? safetyBody(safety.artifact, lang) : []),
      ];
    case 'trial':
      return trialBody(artifact, problems, lang);
    case 'safety':
      return [...safetyFacts(artifact.drug), ...safetyBody(artifact, lang)];
    case 'article':
      return articleBody(artifact, lang);
  }
};

const trialCards = (artifact: Artifact): Block[] =>
  artifact.kind === 'drug' || artifact.kind === 'article'
    ? section(
        [headings().trials],
        (artifact.trials ?? []).map((id) => ({ kind: 'card', id })),
      )
    : [];

/**
 * All that a reader must see of a subject, in order and in words.
 * @param lang whose numbers, dates and lists; the words are those of the language that is spoken now.
 */
export const cardOf = (given: Subject, lang?: string): Card => {
  const subject = withDistinctKeys(given);
  const { artifact, safety } = subject;
  const other = otherOf(subject);
  const references: Record<string, Reference> = { ...artifact.references, ...other?.references };
  return {
    title: artifact.title,
    names: namesOf(artifact),
    warnings: warningWords(warningsOf(subject), lang),
    problems: [...subject.problems, ...(other && safety.state === 'ready' ? safety.problems : [])],
    notices: notices(subject, lang),
    body: [
      ...prose(artifact.summary),
      ...dates(subject, lang),
      ...body(subject, lang),
      ...trialCards(artifact),
      ...linkLists(artifact),
      ...editorNotesBody(artifact),
      ...originBody(artifact, lang),
      ...section([headings().metadata], metadataBody(artifact)),
    ],
    references,
  };
};

import { numericOf } from '../../../artifact/numeric.js';
import type { AdverseEvent, Safety, Value } from '../../../artifact/schema/index.js';
import { formatValue } from '../../../content/numbers.js';
import { boxedOf } from './boxed.js';
import { doubtOf } from './doubt.js';
import { type DrugPage, factOf } from './drug.js';
import { keysIn, plainText, sentencesOf, withoutCitations } from './markdown.js';
import { type Part } from './sections.js';

const SAFETY = /^(safety|side effects|adverse|warnings|boxed warning|black box|tolerability)/i;

/** A section's paragraphs and list items, one by one. */
const blocksOf = (body: string): { text: string; isItem: boolean }[] =>
  body
    .split(/\n\s*\n|\n(?=\s*[-*]\s)/)
    .map((block) => block.trim())
    .filter(Boolean)
    .map((block) => ({ text: block.replace(/^[-*]\s+/, ''), isItem: /^[-*]\s/.test(block) }));

/** A proportion of patients as printed: `approximately 34–43% of patients`, `(21% of patients)`, `(18%)`. */
const shareIn = (text: string): Value | undefined => {
  const match =
    /(approximately|about|around|up to|at least|less than|more than)?\s*(\d+(?:\.\d+)?)\s?%?(?:\s?[–-]\s?(\d+(?:\.\d+)?))?\s?%/i.exec(
      text,
    );
  if (!match) return undefined;
  const qualifiers: Record<string, 'approximately' | 'at most' | 'at least' | 'less than' | 'more than'> = {
    approximately: 'approximately',
    about: 'approximately',
    around: 'approximately',
    'up to': 'at most',
    'at least': 'at least',
    'less than': 'less than',
    'more than': 'more than',
  };
  const qualifier = qualifiers[match[1]?.toLowerCase() ?? ''];
  const [percent, to] = [numericOf(match[2] ?? ''), match[3] && numericOf(match[3])];
  return percent === undefined ? undefined : { percent, ...(to && { to }), ...(qualifier && { qualifier }) };
};

type Detail = 'onset' | 'presentation' | 'mechanism' | 'riskFactors' | 'management' | 'monitoring';

/** The topic of a sentence in an adverse event's description. */
const detailOf = (text: string): Detail => {
  if (/\b(?:monitor|platelet counts?.*(?:requires?|watch))/i.test(text)) return 'monitoring';
  if (/\b(?:mechanism|caused by|mediated|due to)\b/i.test(text)) return 'mechanism';
  if (/\b(?:managed|treated with|taper|prophyla|corticosteroid|administer)/i.test(text)) return 'management';
  if (/\b(?:more prevalent|higher risk|increased risk|risk factors?|more (?:common|frequent) in)\b/i.test(text))
    return 'riskFactors';
  if (/\b(?:occurs?|onset|appears?) .*\b(?:hours?|days?|weeks?|months?|post-infusion)\b/i.test(text)) return 'onset';
  return 'presentation';
};

const evidenceOf = (text: string): AdverseEvent['evidence'] =>
  /\bpreclinical|\banimal|\bin mice\b/i.test(text)
    ? 'preclinical'
    : /post-?marketing/i.test(text)
      ? 'postmarketing'
      : /clinical trials?/i.test(text)
        ? 'clinical trial'
        : undefined;

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** An adverse event with its own heading. */
const effectOfPart = ({ title, body }: Part, { stamp }: DrugPage): AdverseEvent => {
  const blocks = blocksOf(body);
  // A citation at the end of a list applies to the whole list, including its lead.
  const cited = keysIn(body);
  const details: Partial<Record<Detail, string[]>> = {};
  let incidence: Value | undefined;
  for (const { text, isItem } of blocks)
    for (const sentence of isItem ? [text] : sentencesOf(text)) {
      const plain = withoutCitations(sentence).replace(/:$/, '');
      const share = /\b(?:reported|observed|occurred|seen|in|of)\b/i.test(plain) ? shareIn(plain) : undefined;
      if (share !== undefined && incidence === undefined) incidence = share;
      else if (isItem || detailOf(plain) !== 'presentation') (details[detailOf(plain)] ??= []).push(plain);
    }
  const lead = plainText(
    blocks
      .filter(({ isItem }) => !isItem)
      .map(({ text }) => text)
      .join(' '),
  );
  const evidence = evidenceOf(lead);
  return {
    term: title,
    ...(/\bserious\b/i.test(lead) && { serious: true }),
    ...(evidence && { evidence }),
    incidence: factOf(incidence ?? { missing: 'not-in-record' }, stamp, cited, {
      ...(incidence === undefined && lead && { note: lead }),
    }),
    ...Object.fromEntries(
      Object.entries(details).map(([detail, texts]) => [
        detail,
        factOf(texts.map(upperFirst).join('; '), stamp, cited),
      ]),
    ),
    refs: [stamp.key, ...cited],
  };
};

/** Adverse events in a list, one or two per item: `Thrombocytopenia (21% of patients) — transient platelet decreases`. */
const effectsOfItem = (item: string, cited: string[], { stamp }: DrugPage): AdverseEvent[] => {
  const plain = withoutCitations(item);
  const [, name = plain, share, about] =
    /^(.+?)(?:\s*\(((?:[^()]*\d\s?%)[^()]*)\))?(?:\s+[—–-]\s+|:\s+)(.+)$/.exec(plain) ??
    /^(.+?)\s*\(((?:[^()]*\d\s?%)[^()]*)\)()$/.exec(plain) ??
    [];
  if (name.length > 80) return [];
  const two = /^(\p{L}+) and (\p{L}+)$/u.exec(name);
  const evidence = evidenceOf(about ?? '');
  const incidence = share === undefined ? undefined : shareIn(share);
  return (two ? [two[1] ?? '', two[2] ?? ''] : [name]).map((term) => ({
    term: upperFirst(plainText(term)),
    ...(evidence && { evidence }),
    incidence: factOf(incidence ?? { missing: 'not-in-record' }, stamp, cited, {
      ...(incidence === undefined && about && /common|rare|frequent/i.test(about) && { note: upperFirst(about) }),
    }),
    ...(about && { presentation: factOf(upperFirst(about), stamp, cited) }),
    refs: [stamp.key, ...cited],
  }));
};

const incidenceText = ({ incidence }: AdverseEvent): string => {
  const value = typeof incidence === 'object' && 'value' in incidence ? incidence.value : undefined;
  return value === undefined || (typeof value === 'object' && 'missing' in value) ? '' : `, ${formatValue(value)}`;
};

/** The adverse events in the sections on safety that a person accepted. */
const adverseEventsOf = (id: string, input: DrugPage, isTaken: (text: string) => boolean): AdverseEvent[] => {
  const { page, outline, findings, names } = input;
  const accepted = (events: AdverseEvent[], passage: string, body = passage): AdverseEvent[] =>
    isTaken(body)
      ? []
      : events.filter((event) =>
          findings.guess(page.source, Math.max(0, page.text.indexOf(passage.slice(0, 60))), passage, {
            path: `${id}.adverseEvents`,
            text: `${event.term}${incidenceText(event)}`,
            // The heading above says which drug's effect it is.
            doubt:
              doubtOf(`${passage} ${names[0]}`, names, ['history']) ??
              (/[.!?]$/.test(event.term) || names.some((name) => event.term.includes(name))
                ? 'this is a sentence, not the name of an adverse event'
                : undefined),
          }),
        );
  const events: AdverseEvent[] = [];
  for (const part of outline.parts.filter((one) => SAFETY.test(one.title))) {
    const own = part.parts.filter(
      ({ title: name }) =>
        !/^(other|common|general|boxed|black box|monitoring)|box(?:ed)? warning|black box|^(?:warnings?|precautions?|contraindications?)/i.test(
          name,
        ),
    );
    for (const one of own)
      events.push(...accepted([effectOfPart(one, input)], `${one.title}\n\n${one.body}`, one.body));
    for (const { body } of [part, ...part.parts.filter((one) => !own.includes(one))]) {
      const cited = keysIn(body);
      for (const { text } of blocksOf(body).filter(({ isItem }) => isItem))
        events.push(...accepted(effectsOfItem(text, cited, input), text));
    }
  }
  return events;
};

/**
 * The safety profile on a page, or undefined if there is none.
 * @param drug the drug that the page is about; undefined if it is about something else.
 */
export const safetyOf = (id: string, title: string, drug: string | undefined, input: DrugPage): Safety | undefined => {
  const { boxedWarning, boxedWarningMentions, taken } = boxedOf(input, id);
  const isTaken = (passage: string): boolean => {
    const at = input.page.text.indexOf(passage.slice(0, 60));
    return at >= 0 && taken.some(({ start, end }) => at >= start && at < end);
  };
  const adverseEvents = drug === undefined ? [] : adverseEventsOf(id, input, isTaken);
  if (boxedWarning.length + boxedWarningMentions.length + adverseEvents.length === 0) return undefined;
  // A page about something else may mention a drug's warning in passing; without a warning of its own it gets no list.
  if (drug === undefined && boxedWarning.length === 0) return undefined;
  return {
    schemaVersion: 1,
    id,
    kind: 'safety',
    title,
    ...(drug !== undefined && { drug }),
    ...(boxedWarning.length > 0 && { boxedWarning }),
    ...(boxedWarningMentions.length > 0 && { boxedWarningMentions }),
    ...(adverseEvents.length > 0 && { adverseEvents }),
  };
};

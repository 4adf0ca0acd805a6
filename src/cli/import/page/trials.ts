import type { Trial } from '../../../artifact/schema/index.js';
import { doubtOf } from './doubt.js';
import type { DrugPage } from './drug.js';
import { keysIn, plainText, sentencesOf, slugOf, withoutCitations } from './markdown.js';
import { allParts, type Part } from './sections.js';

const NAMED = /\b([A-Z][A-Za-z0-9]*(?:-[A-Z0-9]+)*)\s+(?:trials?\s+|study\s+)?\(\s*(NCT\d{8})\s*\)/g;

/** `STEER Trial (Phase 3, Intrathecal)` → PHASE3. Registries have no phase 3b, so the printed text is kept as a note. */
const phasesIn = (text: string): { phases: string[]; printed: string } | undefined => {
  const match = /\bphase\s+([1-4]|IV|I{1,3})([ab]?)(?:\s*\/\s*([1-4]|IV|I{1,3})([ab]?))?\b/i.exec(text);
  if (!match) return undefined;
  const romans: Record<string, string> = { I: '1', II: '2', III: '3', IV: '4' };
  const number = (text: string) => romans[text.toUpperCase()] ?? text;
  return { phases: [match[1], match[3]].flatMap((one) => (one ? [`PHASE${number(one)}`] : [])), printed: match[0] };
};

const GROUPS = String.raw`(?:patients|participants|infants|children|adults|people|subjects|individuals)`;

/** The number of participants in a sentence, and the population. */
const peopleIn = (sentence: string): { count?: number; population?: string } => {
  const plain = plainText(sentence);
  const match = new RegExp(
    String.raw`\b(?:enrolled|evaluat(?:ed|ing)\b.*?\bin|included|in|treated)\s+((?:(\d[\d,]*)\s+)?(?:[\p{L}\d-]+\s+){0,4}?${GROUPS}\b[^.;,]*?)(?=\s+who\b|[.;,]|$)`,
    'iu',
  ).exec(plain);
  if (!match) return {};
  const count = match[2] ? Number(match[2].replaceAll(',', '')) : undefined;
  return { ...(count !== undefined && { count }), population: (match[1] ?? '').trim() };
};

/** A trial with the section of the page about it. */
export interface ToldTrial {
  trial: Trial;
  partId: string | undefined;
}

/** The trials that a page names by number and a person accepted. The page's statements about results are kept as conclusions, with their citations. */
export const trialsOf = ({ page, outline, stamp, findings, names: drugNames }: DrugPage): ToldTrial[] => {
  const told = new Map<string, ToldTrial>();
  const seen = new Set<string>();
  const parts: (Part | undefined)[] = [...allParts(outline.parts), undefined];
  for (const part of parts) {
    const body = part?.body ?? outline.body;
    const numbers = new Set(body.match(/\bNCT\d{8}\b/g) ?? []);
    const names = new Map([...body.matchAll(NAMED)].map(([, acronym = '', nctId = '']) => [nctId, acronym]));
    for (const nctId of numbers) {
      if (seen.has(nctId)) continue;
      const acronym = names.get(nctId);
      const sentence = sentencesOf(body.replaceAll('\n', ' ')).find((one) => one.includes(nctId)) ?? '';
      const alone = numbers.size === 1;
      const phase = phasesIn(part?.title ?? '') ?? phasesIn(plainText(sentence));
      const { count, population } = peopleIn(sentence);
      const refs = [stamp.key, ...keysIn(sentence)];
      const source = { refs, ...(stamp.asOf && { asOf: stamp.asOf }) };
      const conclusions = !alone
        ? []
        : body
            .split(/\n\s*\n|\n(?=\s*[-*]\s)/)
            .map((block) => block.replace(/^\s*[-*]\s+/, '').trim())
            .filter((block) => block && /\d/.test(plainText(block)) && !/:$/.test(withoutCitations(block)))
            .map((block) => ({
              value: withoutCitations(block),
              refs: [stamp.key, ...keysIn(block)],
              ...(stamp.asOf && { asOf: stamp.asOf }),
            }));
      const trial: Trial = {
        schemaVersion: 1,
        id: `trial-${acronym ? slugOf(acronym) : nctId.toLowerCase()}`,
        kind: 'trial',
        title: acronym ? `${acronym} (${nctId})` : nctId,
        nctId,
        ...(acronym && { acronym: { value: acronym, ...source } }),
        ...(phase && {
          phases: {
            value: phase.phases,
            ...source,
            ...(/[ab]$/.test(phase.printed) && { note: `The page prints ${phase.printed}.` }),
          },
        }),
        ...(count !== undefined && alone && { enrollment: { value: { count }, ...source } }),
        ...(population && { population: { value: population, ...source } }),
        ...(conclusions.length > 0 && { conclusions }),
      };
      const accepted = findings.guess(page.source, Math.max(0, page.text.indexOf(nctId)), sentence || nctId, {
        path: trial.id,
        text: `${[acronym, nctId, phase?.printed, count !== undefined && alone ? `${count} people` : ''].filter(Boolean).join(', ')}; “artifact-viewer import ${nctId}” imports the registry’s record`,
        doubt: doubtOf(sentence, drugNames, ['expected', 'history', 'not', 'refused']),
      });
      seen.add(nctId);
      if (accepted) told.set(nctId, { trial, partId: part?.id });
    }
  }
  return [...told.values()];
};

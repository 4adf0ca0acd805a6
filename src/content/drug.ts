import { rowGroups } from '../artifact/drug-rows.js';
import { identifierUrl } from '../artifact/identifiers.js';
import type { Approval, Drug, Fact as SchemaFact, Identifier, Value } from '../artifact/schema/index.js';
import { firstValue, sourcedValues } from '../artifact/values.js';
import { msg, str, translated } from '../i18n/messages.js';
import { dateRun, factOf, factRow, plainFactOf } from './facts.js';
import { labelBlocks } from './labels.js';
import {
  type Block,
  type BlockOf,
  cite,
  type Fact,
  type FactRow,
  facts,
  joined,
  md,
  own,
  type Runs,
  section,
} from './model.js';
import { formatValue } from './numbers.js';

const namesIn = (fact: SchemaFact<Value> | undefined): string[] =>
  sourcedValues(fact).map(({ value }) => formatValue(value));

/** Generic, code and brand names beside the title, each once, whoever gives it. */
export const drugNames = ({ title, genericName, codeName, brandName }: Drug): string[] =>
  [...new Set([genericName, codeName, brandName].flatMap(namesIn))].filter((name) => name !== title);

/** One decision of one regulator: what, when, for whom, by which route. */
export const approvalFact = ({ status, date, population, route, refs, note }: Approval, lang?: string): Fact => ({
  relation: 'one',
  said: [
    {
      value: [
        { run: 'as', look: 'strong', of: [own(status)] },
        ...(date ? [' ', dateRun(date, lang)] : []),
        ...(population || route ? [': '] : []),
        ...joined([population ? [md(population)] : [], route ? ['(', own(route), ')'] : []], ' '),
      ],
      origins: [{ refs, notes: note ? [[md(note)]] : [] }],
    },
  ],
});

/** The identifiers of one registry in one row, each with its link. */
const identifierRow = (scheme: string, identifiers: readonly Identifier[]): FactRow => ({
  label: [own(scheme)],
  fact: plainFactOf(
    joined(
      identifiers.map((one): Runs => {
        const { value, refs } = one;
        const href = identifierUrl(one);
        return [
          { run: 'as', look: 'number', of: [href ? { run: 'link', label: value, href } : own(value)] },
          ...cite(refs),
        ];
      }),
      ', ',
    ),
  ),
});

/** Rows under one quiet heading. */
export interface FactGroup {
  heading: Runs;
  rows: readonly FactRow[];
}

/** A drug's approvals and the rows of its author, in the order of an infobox. */
export const drugRows = (drug: Drug, lang?: string): FactGroup[] => {
  const rows = (drug.approvals ?? []).map((one) => ({ label: [own(one.regulator)], fact: approvalFact(one, lang) }));
  return [
    ...(rows.length > 0 ? [{ heading: [msg('Approval')], rows }] : []),
    ...rowGroups(drug).map(({ heading, isOwn: isOurs, rows: all }) => ({
      heading: [isOurs ? translated(heading) : own(heading)],
      rows: all.map(({ label, fact, isOwn }) => ({
        label: [isOwn ? translated(label) : md(label)],
        // An editor's row without a value is a heading.
        fact: fact === '' ? undefined : factOf(fact, undefined, lang),
      })),
    })),
  ];
};

/** What the list of a drug's facts is called. */
export const factsLabel = ({ title, brandName }: Drug): string =>
  `${formatValue(firstValue(brandName) ?? title)}: ${msg('facts')}`;

/** What a list of a drug's numbers in registries is called. */
export const identifiersHeading = (): string => msg('Identifiers');

/** A drug's identifiers, a row for each registry. */
export const identifierRows = ({ identifiers = [] }: Drug): FactGroup[] =>
  identifiers.length > 0
    ? [
        {
          heading: [identifiersHeading()],
          rows: [...new Set(identifiers.map(({ scheme }) => scheme))].map((scheme) =>
            identifierRow(
              scheme,
              identifiers.filter((one) => one.scheme === scheme),
            ),
          ),
        },
      ]
    : [];

/** Sections of a label that a reader looks for first: what the drug is, what it is for, how it is taken. */
const FIRST =
  /^(purpose|(in)?active-ingredient|indications-and-usage|dosage-and-administration|dosage-forms-and-strengths)(-\d+)?$/;

/** A drug's label: passages whose place is in doubt, then what is looked for first, then all else under a heading that counts it. */
export const drugLabel = ({
  labelSections: all = [],
}: Drug): Record<'doubtful' | 'first' | 'rest', BlockOf<'section'>[]> => {
  const first = all.filter(({ id }) => FIRST.test(id));
  const doubtful = all.filter(({ id }) => id === 'in-doubt');
  const rest = all.filter((one) => !first.includes(one) && !doubtful.includes(one));
  const heading =
    rest.length === 1
      ? msg('The rest of the label (one section)')
      : msg(str`The rest of the label (${rest.length} sections)`);
  return {
    doubtful: labelBlocks(doubtful),
    first: labelBlocks(first),
    rest: section([heading], labelBlocks(rest)),
  };
};

/** What a drug's card says below its warnings: its facts, its picture, its label. */
export const drugBody = (drug: Drug, lang?: string): Block[] => {
  const { doubtful, first, rest } = drugLabel(drug);
  const identifiers = identifierRows(drug);
  const isLabel = Boolean(drug.labelSections?.length);
  const groups = [...drugRows(drug, lang), ...(isLabel ? [] : identifiers)];
  return [
    ...facts([
      factRow(msg('Generic name'), drug.genericName, undefined, lang),
      factRow(msg('Brand name'), drug.brandName, undefined, lang),
      factRow(msg('Code name'), drug.codeName, undefined, lang),
    ]),
    // One group alone needs no heading.
    ...facts(groups.length > 1 ? [] : groups.flatMap(({ rows }) => rows)),
    ...(groups.length > 1 ? [{ kind: 'facts', groups } as const] : []),
    ...(drug.image ? [{ kind: 'image', ...drug.image } as const] : []),
    ...doubtful,
    ...first,
    ...(isLabel && identifiers.length > 0 ? [{ kind: 'facts', groups: identifiers } as const] : []),
    ...rest,
  ];
};

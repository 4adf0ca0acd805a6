import { rowGroups } from '../artifact/drug-rows.js';
import { identifierUrl } from '../artifact/identifiers.js';
import type { Approval, Drug, Fact as SchemaFact, Identifier, Value } from '../artifact/schema/index.js';
import { sourcedValues } from '../artifact/values.js';
import { msg, translated } from '../i18n/messages.js';
import { dateRun, factOf, factRow, plainFactOf } from './facts.js';
import { labelBlocks } from './labels.js';
import { type Block, cite, type Fact, type FactRow, facts, joined, md, own, type Runs } from './model.js';
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

/** A drug's identifiers, a row for each registry. */
export const identifierRows = ({ identifiers = [] }: Drug): FactGroup[] =>
  identifiers.length > 0
    ? [
        {
          heading: [msg('Identifiers')],
          rows: [...new Set(identifiers.map(({ scheme }) => scheme))].map((scheme) =>
            identifierRow(
              scheme,
              identifiers.filter((one) => one.scheme === scheme),
            ),
          ),
        },
      ]
    : [];

/** What a drug's card says below its warnings: its facts, its picture, its label. */
export const drugBody = (drug: Drug, lang?: string): Block[] => [
  ...facts([
    factRow(msg('Generic name'), drug.genericName, undefined, lang),
    factRow(msg('Brand name'), drug.brandName, undefined, lang),
    factRow(msg('Code name'), drug.codeName, undefined, lang),
  ]),
  { kind: 'facts', groups: [...drugRows(drug, lang), ...identifierRows(drug)] },
  ...(drug.image ? [{ kind: 'image', ...drug.image } as const] : []),
  ...labelBlocks(drug.labelSections),
];

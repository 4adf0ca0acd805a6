import { rowGroups } from '../artifact/drug-rows.js';
import { identifierUrl } from '../artifact/identifiers.js';
import type { Approval, Drug, Fact as SchemaFact, Identifier, Value } from '../artifact/schema/index.js';
import { sourcedValues } from '../artifact/values.js';
import { msg, translated } from '../i18n/messages.js';
import { dateRun, factOf, factRow } from './facts.js';
import { labelBlocks } from './labels.js';
import { type Block, cite, type FactRow, facts, joined, md, own, type Run, type Runs } from './model.js';
import { formatValue } from './numbers.js';

const namesIn = (fact: SchemaFact<Value> | undefined): string[] =>
  sourcedValues(fact).map(({ value }) => formatValue(value));

/** Generic, code and brand names beside the title, each once, whoever gives it. */
export const drugNames = ({ title, genericName, codeName, brandName }: Drug): string[] =>
  [...new Set([genericName, codeName, brandName].flatMap(namesIn))].filter((name) => name !== title);

/** One decision of one regulator: what, when, for whom, by which route. */
const approvalRow = ({ regulator, status, date, population, route, refs, note }: Approval, lang?: string): FactRow => ({
  label: [own(regulator)],
  fact: {
    relation: 'one',
    said: [
      {
        value: [
          { run: 'as', look: 'strong', of: [own(status)] },
          ...(date ? [' ', dateRun(date, lang)] : []),
          ...(population || route ? [': '] : []),
          ...joined([population ? [md(population)] : [], route ? ['(', own(route), ')'] : []], ' '),
        ],
        refs,
        notes: note ? [[md(note)]] : [],
      },
    ],
  },
});

/** The identifiers of one registry in one row. */
const identifierRows = (identifiers: readonly Identifier[]): FactRow[] =>
  [...new Set(identifiers.map(({ scheme }) => scheme))].map((scheme) => ({
    label: [own(scheme)],
    fact: {
      relation: 'one',
      said: [
        {
          value: joined(
            identifiers
              .filter((identifier) => identifier.scheme === scheme)
              .map((identifier): Runs => {
                const href = identifierUrl(identifier);
                const { value, refs } = identifier;
                return [href ? { run: 'link', label: value, href } : own(value), ...cite(refs)];
              }),
            ', ',
          ),
          notes: [],
        },
      ],
    },
  }));

/** A drug's facts in the order of an infobox: approvals, the rows of each group, identifiers. */
export const drugFacts = (drug: Drug, lang?: string): Extract<Block, { kind: 'facts' }> => {
  const { approvals = [], identifiers = [] } = drug;
  const label = (text: string, isOwn: boolean | undefined): Run => (isOwn ? translated(text) : md(text));
  const groups = [
    { heading: [msg('Approval')], rows: approvals.map((approval) => approvalRow(approval, lang)) },
    ...rowGroups(drug).map(({ heading, isOwn, rows }) => ({
      heading: [isOwn ? translated(heading) : own(heading)],
      rows: rows.map(({ label: text, fact, isOwn: isOurs }): FactRow => ({
        label: [label(text, isOurs)],
        fact: factOf(fact, undefined, lang),
      })),
    })),
    { heading: [msg('Identifiers')], rows: identifierRows(identifiers) },
  ];
  return { kind: 'facts', groups: groups.filter(({ rows }) => rows.length > 0) };
};

/** What a drug's card says below its warnings: its facts, its picture, its label. */
export const drugBody = (drug: Drug, lang?: string): Block[] => [
  ...facts([
    factRow(msg('Generic name'), drug.genericName, undefined, lang),
    factRow(msg('Brand name'), drug.brandName, undefined, lang),
    factRow(msg('Code name'), drug.codeName, undefined, lang),
  ]),
  drugFacts(drug, lang),
  ...(drug.image ? [{ kind: 'image', ...drug.image } as const] : []),
  ...labelBlocks(drug.labelSections),
];

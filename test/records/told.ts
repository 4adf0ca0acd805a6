// What registries' records say in numbers, read from the records alone: nothing here knows the code that shows them. A
// claim is a number with what a reader must find it with: its arm, its line, its unit and its denominator.

/** How many values of each sort a claim compares. */
export type Counts = Partial<Record<'numbers' | 'denominators' | 'units' | 'arms' | 'dates', number>>;

/** Something that a reader must find. `path` is where in the record it stands. */
export type Claim = { path: string; counts: Counts } & (
  | {
      /** Values in one cell of a table: in the column of their arm, in a line with these words. */
      kind: 'cell';
      /** The title of the outcome that it belongs to, where it belongs to one. */
      outcome?: string | undefined;
      /** The titles of the columns. */
      columns: readonly string[];
      column: number;
      line: readonly string[];
      /** In this order. */
      values: readonly string[];
      /** At any place in the cell. */
      also?: readonly string[];
      /** Whether they count people or things: a percent sign would make something else of them. */
      isCount?: boolean;
    }
  /** Values in one item of a list, with these words. */
  | { kind: 'item'; outcome: string; words: readonly string[]; values: readonly string[] }
  /** Values in the line of an arm, under a head with this word. @param nth which line of this title, where several have it. */
  | { kind: 'total'; line: string; nth: number; head: string; values: readonly string[] }
  /** A text, of which each number must be found before the same word as in the record. */
  | {
      kind: 'text';
      text: string;
      /** Whether tables have been flattened into it, so that what is behind a number may be another cell's. */
      isLoose?: boolean;
    }
  /** A name, word for word. */
  | { kind: 'name'; name: string }
  /** One of these wordings. */
  | { kind: 'pattern'; pattern: RegExp }
);

/** A place in a record. */
class At {
  constructor(
    readonly value: unknown,
    readonly path: string,
    /** The paths of the leaves that a claim speaks of. */
    readonly told: Set<string>,
  ) {}

  at(...names: string[]): At {
    return names.reduce<At>(
      (place, name) =>
        new At(
          typeof place.value === 'object' && place.value !== null
            ? (place.value as Record<string, unknown>)[name]
            : undefined,
          `${place.path}.${name}`,
          this.told,
        ),
      this,
    );
  }

  list(...names: string[]): At[] {
    const { value, path } = this.at(...names);
    return Array.isArray(value) ? value.map((item, index) => new At(item, `${path}[${index}]`, this.told)) : [];
  }

  /** What stands there, as a claim's own: then nothing else has to be said of it. */
  get own(): string[] {
    const { value, path } = this;
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    this.told.add(path);
    return [String(value)];
  }

  /** What stands there, to look for something else by. */
  get text(): string {
    return typeof this.value === 'string' || typeof this.value === 'number' ? String(this.value) : '';
  }
}

/** Every text, number and flag of a record, with its path. */
const leavesOf = function* (value: unknown, path: string): Generator<[path: string, value: string]> {
  if (typeof value === 'string' || typeof value === 'number') yield [path, String(value)];
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* leavesOf(item, `${path}[${index}]`);
  else if (typeof value === 'object' && value !== null)
    for (const [name, item] of Object.entries(value)) yield* leavesOf(item, `${path}.${name}`);
};

/** An enumeration's value as words: `COUNT_OF_PARTICIPANTS`. */
const words = (value: string): string => (/^[A-Z][A-Z0-9_]*$/.test(value) ? value.replaceAll('_', ' ') : value);

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A day as English has it, “Oct 24, 2017”, or ISO 8601. */
const dateClaim = (path: string, year: string, month?: string, day?: string): Claim => ({
  kind: 'pattern',
  path,
  pattern: new RegExp(
    `\\b(?:${month ? `${MONTHS[Number(month) - 1]} ` : ''}${day ? `${Number(day)}, ` : ''}${year}|${[year, month, day].filter(Boolean).join('-')})\\b`,
    'i',
  ),
  counts: { dates: 1 },
});

type Denoms = Map<string, Map<string, At>>;

/** How many were analyzed: by unit, then by the id of the group. */
const denomsIn = (place: At): Denoms =>
  new Map(
    place
      .list('denoms')
      .map((denom) => [
        denom.at('units').text,
        new Map(denom.list('counts').map((count) => [count.at('groupId').text, count.at('value')])),
      ]),
  );

interface Groups {
  ids: readonly string[];
  titles: readonly string[];
}

const groupsIn = (module: At, name = 'groups'): Groups => ({
  ids: module.list(name).map((group) => group.at('id').text),
  titles: module.list(name).map((group) => group.at('title').text),
});

/** The line of a table that says how many were analyzed. */
const denomClaims = (denoms: Denoms, { ids, titles }: Groups, line: readonly string[], outcome?: string): Claim[] =>
  [...denoms].flatMap(([unit, counts]) =>
    [...counts].map(([group, count]): Claim => ({
      kind: 'cell',
      path: count.path,
      outcome,
      columns: titles,
      column: ids.indexOf(group),
      line: [...line, unit],
      values: count.own,
      isCount: true,
      counts: { denominators: 1, units: 1, arms: 1 },
    })),
  );

/** The numbers of one measure of an outcome or at baseline. */
const measureClaims = (
  measure: At,
  groups: Groups,
  overall: Denoms,
  line: readonly string[],
  outcome?: string,
): Claim[] => {
  const own = denomsIn(measure);
  const above = own.size > 0 ? own : overall;
  const parameter = measure.at('paramType').text;
  const isCount = /^COUNT_OF_/.test(parameter) && measure.at('calculatePct').value !== false;
  const unit =
    measure.at('denomUnitsSelected').text ||
    (parameter === 'COUNT_OF_UNITS' && measure.at('typeUnitsAnalyzed').text) ||
    'Participants';
  const about = [...line, ...measure.at('unitOfMeasure').own, words(parameter)];
  return [
    ...denomClaims(own, groups, line, outcome),
    ...measure.list('classes').flatMap((one) => {
      const inClass = denomsIn(one);
      const base = inClass.size > 0 ? inClass : above;
      return one.list('categories').flatMap((category) =>
        category.list('measurements').map((item): Claim => {
          const id = item.at('groupId').text;
          const value = item.at('value').own;
          const spread = item.at('spread').own;
          const of = base.get(unit)?.get(id);
          const isOf = isCount && of !== undefined && value.every((text) => /^\d+$/.test(text));
          const also = [...inClass].flatMap(([name, counts]) => {
            const count = counts.get(id)?.own ?? [];
            return (isOf && name === unit) || above.get(name)?.get(id)?.text === count[0] ? [] : count;
          });
          return {
            kind: 'cell',
            path: item.path,
            outcome,
            columns: groups.titles,
            column: groups.ids.indexOf(id),
            line: [
              ...about,
              ...(spread.length > 0 ? [words(measure.at('dispersionType').text)] : []),
              one.at('title').text,
              category.at('title').text,
            ],
            values: [
              ...value,
              ...(isOf ? of.own : []),
              ...spread,
              ...item.at('lowerLimit').own,
              ...item.at('upperLimit').own,
            ],
            also,
            counts: {
              numbers: value.length + spread.length,
              denominators: (isOf ? 1 : 0) + also.length,
              units: 1,
              arms: 1,
            },
          };
        }),
      );
    }),
  ];
};

const flowClaims = (flow: At): Claim[] => {
  const { ids, titles } = groupsIn(flow);
  const rows = (row: At, name: string) =>
    row.list(name).map((item): Claim => {
      const values = [...item.at('numSubjects').own, ...item.at('numUnits').own];
      return {
        kind: 'cell',
        path: item.path,
        columns: titles,
        column: ids.indexOf(item.at('groupId').text),
        line: [words(row.at('type').text)],
        values,
        counts: { numbers: values.length, arms: 1 },
      };
    });
  return flow
    .list('periods')
    .flatMap((period) => [
      ...period.list('milestones').flatMap((row) => rows(row, 'achievements')),
      ...period.list('dropWithdraws').flatMap((row) => rows(row, 'reasons')),
    ]);
};

const FIGURES = ['paramValue', 'dispersionValue', 'ciPctValue', 'ciLowerLimit', 'ciUpperLimit', 'pValue'];

const outcomeClaims = (outcome: At): Claim[] => {
  const title = outcome.at('title').text;
  const groups = groupsIn(outcome);
  return [
    ...measureClaims(outcome, groups, new Map(), [], title),
    ...outcome.list('analyses').map((analysis): Claim => {
      const compared = analysis.list('groupIds').map(({ text }) => groups.titles[groups.ids.indexOf(text)] ?? text);
      const values = FIGURES.flatMap((name) => analysis.at(name).own);
      return {
        kind: 'item',
        path: analysis.path,
        outcome: title,
        words: [...compared, analysis.at('paramType').text],
        values,
        counts: { numbers: values.length, arms: compared.length },
      };
    }),
  ];
};

const eventClaims = (module: At): Claim[] => {
  const { ids, titles } = groupsIn(module, 'eventGroups');
  const totals = module.list('eventGroups').flatMap((group, index) =>
    ['deaths', 'serious', 'other'].flatMap((head): Claim[] => {
      const affected = group.at(`${head}NumAffected`).own;
      const atRisk = group.at(`${head}NumAtRisk`).own;
      const line = titles[index] ?? '';
      return affected.length + atRisk.length === 0
        ? []
        : [
            {
              kind: 'total',
              path: group.path,
              line,
              nth: titles.slice(0, index).filter((title) => title === line).length,
              head,
              values: atRisk[0] === '0' ? atRisk : [...affected, ...atRisk],
              counts: { numbers: affected.length, denominators: atRisk.length, arms: 1 },
            },
          ];
    }),
  );
  const events = ['seriousEvents', 'otherEvents'].flatMap((name) =>
    module.list(name).flatMap((event) =>
      event.list('stats').map((stat): Claim => {
        const affected = stat.at('numAffected').own;
        const atRisk = stat.at('numAtRisk').own;
        const times = stat.at('numEvents').own;
        return {
          kind: 'cell',
          path: stat.path,
          columns: titles,
          column: ids.indexOf(stat.at('groupId').text),
          line: [
            event.at('term').text,
            event.at('organSystem').text,
            name === 'seriousEvents' ? 'serious' : 'not serious',
          ],
          // Of nobody at risk nothing was counted.
          values: atRisk[0] === '0' ? atRisk : [...affected, ...atRisk, ...times],
          counts: { numbers: affected.length + times.length, denominators: atRisk.length, arms: 1 },
        };
      }),
    ),
  );
  return [...totals, ...events];
};

const designClaims = (protocol: At): Claim[] => {
  const [count] = protocol.at('designModule', 'enrollmentInfo', 'count').own;
  const arms = protocol.list('armsInterventionsModule', 'armGroups').flatMap((arm): Claim[] => {
    const [label] = arm.at('label').own;
    return label === undefined ? [] : [{ kind: 'name', path: arm.path, name: label, counts: { arms: 1 } }];
  });
  const phases = protocol.list('designModule', 'phases').flatMap((phase): Claim[] => {
    const [, number] = /(\d)$/.exec(phase.own[0] ?? '') ?? [];
    return number === undefined
      ? []
      : [
          {
            kind: 'pattern',
            path: phase.path,
            pattern: new RegExp(`\\bphase (?:\\d/)?${number}\\b`, 'i'),
            counts: { numbers: 1 },
          },
        ];
  });
  return [
    ...(count === undefined
      ? []
      : [
          {
            kind: 'pattern',
            path: 'enrollmentInfo.count',
            pattern: new RegExp(`\\benrol+ment\\W+${count}\\b`, 'i'),
            counts: { numbers: 1 },
          } as const,
        ]),
    ...phases,
    ...arms,
  ];
};

const studyClaims = (study: At): Claim[] => {
  const results = study.at('resultsSection');
  const baseline = results.at('baselineCharacteristicsModule');
  const overall = denomsIn(baseline);
  const groups = groupsIn(baseline);
  return [
    ...designClaims(study.at('protocolSection')),
    ...flowClaims(results.at('participantFlowModule')),
    ...denomClaims(overall, groups, []),
    ...baseline
      .list('measures')
      .flatMap((measure) => measureClaims(measure, groups, overall, [measure.at('title').text])),
    ...results.list('outcomeMeasuresModule', 'outcomeMeasures').flatMap(outcomeClaims),
    ...eventClaims(results.at('adverseEventsModule')),
  ];
};

/** Units of ICH E2B, of which openFDA gives the codes. */
const AGES: Record<string, string> = {
  800: 'decades',
  801: 'years',
  802: 'months',
  803: 'weeks',
  804: 'days',
  805: 'hours',
};
const DOSES: Record<string, string> = { '001': 'kg', '002': 'g', '003': 'mg', '004': 'µg', '006': 'pg', '007': 'mg' };

const eventReportClaims = (answer: At): Claim[] => {
  const reports = answer.list('results').length > 0 ? answer.list('results') : [answer];
  const withUnit = (number: At, unit: At, units: Record<string, string>): Claim[] => {
    const name = units[unit.text];
    const [text] = name === undefined ? [] : number.own;
    if (text === undefined) return [];
    unit.own;
    return [{ kind: 'text', path: number.path, text: `${text} ${name}`, counts: { numbers: 1, units: 1 } }];
  };
  return reports.flatMap((report) => [
    ...withUnit(report.at('patient', 'patientonsetage'), report.at('patient', 'patientonsetageunit'), AGES),
    ...report
      .list('patient', 'drug')
      .flatMap((drug) => [
        ...withUnit(drug.at('drugstructuredosagenumb'), drug.at('drugstructuredosageunit'), DOSES),
        ...withUnit(drug.at('drugcumulativedosagenumb'), drug.at('drugcumulativedosageunit'), DOSES),
      ]),
    ...[report.at('term')].flatMap((term): Claim[] =>
      term.value === undefined
        ? []
        : [
            {
              kind: 'cell',
              path: report.path,
              columns: ['Reports'],
              column: 0,
              line: term.own,
              values: report.at('count').own,
              counts: { numbers: 1 },
            },
          ],
    ),
  ]);
};

/** Why a number of a record is not looked for. */
const SKIPPED: Record<string, readonly [path: RegExp, reason: string][]> = {
  study: [
    [/\.(centralContacts|contacts|pointOfContact)\b/, 'phones and e-mails, which are not spread further'],
    [/\.(geoPoint|zip)\b/, 'map coordinates and postal codes'],
    [/\.(groupIds?|groups\[\d+\]\.id|eventGroups\[\d+\]\.id)\b/, 'ids of groups, whose titles stand in their place'],
    [/\.(ancestors|browseLeaves|browseBranches)\b/, 'the registry’s own search tree'],
    [/\.(modelPredictions|mcpReleaseN)\b/, 'the registry’s own bookkeeping'],
    [/\.largeDocs\[\d+\]\.size$/, 'sizes of files, shown in megabytes'],
    [/\.stdAges\[/, 'age groups by name'],
  ],
  label: [
    [/^\.meta\b/, 'about the answer, not the drug'],
    [/\.@/, 'bookkeeping of the database'],
  ],
  event: [
    [/^\.meta\b/, 'about the answer'],
    [/\.@/, 'bookkeeping of the database'],
    [/\.openfda\b/, 'what openFDA knows of products by this name today, which nobody reported'],
    [/dateformat$/, 'codes that say how the date beside them is written'],
    [
      /\.(serious\w*|duplicate|fulfillexpeditecriteria|reporttype|qualification|\w+type|patientsex|patientagegroup|reactionoutcome|drugcharacterization|actiondrug|drugadditional|drugrecurreadministration|drugadministrationroute|\w+unit|\w+definition)$/,
      'codes, shown as their words',
    ],
  ],
  application: [
    [/^\.meta\b/, 'about the answer'],
    [/\.(application_docs|submission_property_type)\[\d+\]\.id$/, 'keys of the database'],
    [/\.submission_number$/, 'numbers of submissions, shown of supplements'],
  ],
};

/** What a record says, and what of it is not looked for. */
export interface ToldByRecord {
  claims: Claim[];
  /** How many numbers are not looked for, by the reason. */
  skipped: Map<string, number>;
}

const CLAIMS: Record<string, (root: At) => Claim[]> = {
  study: studyClaims,
  event: eventReportClaims,
  label: () => [],
  application: () => [],
};

/** What is said by a number, date or text that has no place of its own. */
const looseClaim = (path: string, value: string, isLoose: boolean): Claim => {
  const [, year, month, day] =
    /^(\d{4})-(\d\d)(?:-(\d\d))?(?:T.*)?$/.exec(value) ??
    (/(date|effective_time|\.time)$/.test(path) ? /^(\d{4})(\d\d)(\d\d)$/.exec(value) : null) ??
    [];
  if (year !== undefined) return dateClaim(path, year, month, day);
  const text = /_table\[\d+\]$/.test(path) ? cellsIn(value) : words(value);
  return { kind: 'text', path, text, isLoose, counts: { numbers: numbersIn(text) } };
};

/** The cells of a table in XML, with bars between. */
const cellsIn = (xml: string): string =>
  xml
    .replaceAll(/<[^>]*>/g, ' | ')
    .replaceAll(/&#(x?)([\da-f]+);/gi, (_, hex: string, code: string) =>
      String.fromCodePoint(parseInt(code, hex ? 16 : 10)),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const numbersIn = (text: string): number => text.match(/\d+(?:[.,]\d+)*/g)?.length ?? 0;

const hasTable = (record: unknown, field: string): boolean =>
  typeof record === 'object' && record !== null && `${field}_table` in record;

/** Everything that a record says in numbers. @param kind what the record is: `study`, `label`, `event` or `application`. */
export const toldIn = (record: unknown, kind: string): ToldByRecord => {
  const told = new Set<string>();
  const claims = CLAIMS[kind]?.(new At(record, '', told)) ?? [];
  const skipped = new Map<string, number>();
  for (const [path, value] of leavesOf(record, '')) {
    if (told.has(path) || !/\d/.test(value)) continue;
    const reason = SKIPPED[kind]?.find(([pattern]) => pattern.test(path))?.[1];
    const field = /^\.(\w+?)(?:_table)?\[/.exec(path)?.[1] ?? '';
    if (reason === undefined) claims.push(looseClaim(path, value, hasTable(record, field)));
    else skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  }
  return { claims, skipped };
};

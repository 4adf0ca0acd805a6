import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromRecord } from '../../../src/artifact/formats/index.js';
import { markdown } from '../../written.js';

type Json = Record<string, unknown>;

const GROUPS = [
  { id: 'OG000', title: 'Alphamab' },
  { id: 'OG001', title: 'Placebo' },
];

const read = (study: Json) => {
  const [whole] = fromRecord({ hasResults: true, ...study }).records ?? [];
  assert.ok(whole);
  return { ...whole, text: markdown(whole.artifact).replaceAll(/[\u00A0\u202F]/g, ' ') };
};

const results = (resultsSection: Json, protocolSection: Json = {}) => read({ protocolSection, resultsSection });

const denoms = (units: string, ...counts: string[]) => ({
  units,
  counts: counts.map((value, index) => ({ groupId: GROUPS[index]?.id, value })),
});

const measurements = (...values: string[]) => values.map((value, index) => ({ groupId: GROUPS[index]?.id, value }));

/** The lines of the table of one outcome's results. */
const outcomeLines = (measure: Json): string[] =>
  results({
    outcomeMeasuresModule: { outcomeMeasures: [{ type: 'PRIMARY', title: 'Walks', groups: GROUPS, ...measure }] },
  })
    .text.split('## Primary outcomes')[1]!
    .split('\n')
    .filter((line) => line.startsWith('|'));

describe('the outcomes of a study', () => {
  const planned = { measure: 'Walks', timeFrame: '18 months', description: 'Ten steps.' };
  const posted = { type: 'PRIMARY', title: 'Walks', timeFrame: '24 months', description: 'Five steps.' };
  const both = (plan: Json, outcome: Json) =>
    results({ outcomeMeasuresModule: { outcomeMeasures: [outcome] } }, { outcomesModule: { primaryOutcomes: [plan] } })
      .text;

  it('that were posted with another time frame than planned have both, the plan’s “as registered”', () =>
    assert.match(both(planned, posted), /Time frame: 24 months \(as registered: 18 months\)/));
  it('that were posted with another description than planned have both, the plan’s “As registered”', () =>
    assert.match(both(planned, posted), /Five steps\.\n\nAs registered: Ten steps\./));
  it('that were posted without a time frame have the one that was planned, as registered', () =>
    assert.match(both(planned, { ...posted, timeFrame: undefined }), /Time frame: \(as registered: 18 months\)/));
  it('that were posted as planned have one time frame', () =>
    assert.doesNotMatch(
      both({ ...planned, timeFrame: '24 months' }, posted),
      /24 months.*24 months|as registered: 24/,
    ));
  it('that were planned and not posted are there, without results', () => {
    const text = both({ measure: 'Sits', timeFrame: '6 months' }, posted);
    assert.match(text, /## Primary outcomes[^]*### Walks\n[^]*### Sits\n[^]*6 months/);
  });
  it('that are post hoc say so', () =>
    assert.match(both(planned, { ...posted, type: 'POST_HOC' }), /## Other outcomes\n\n### Walks \(Post hoc\)/i));
});

describe('the results of a study', () => {
  it('are a count out of those analyzed, of each class by itself', () =>
    assert.deepEqual(
      outcomeLines({
        paramType: 'COUNT_OF_PARTICIPANTS',
        unitOfMeasure: 'Participants',
        denoms: [denoms('Participants', '12', '10')],
        classes: [
          { title: 'Week 26', categories: [{ measurements: measurements('6', '2') }] },
          {
            title: 'Week 52',
            denoms: [denoms('Participants', '8', '10')],
            categories: [{ measurements: measurements('5', '1') }],
          },
        ],
      }),
      [
        '| Count of participants, Participants | Alphamab | Placebo |',
        '| --- | --- | --- |',
        '| Participants analyzed | 12 | 10 |',
        '| Week 26 | 6 of 12 (50%) | 2 of 10 (20%) |',
        '| Week 52 | 5 of 8 (62.5%) | 1 of 10 (10%) |',
      ],
    ));

  it('are a mean with its spread and the number analyzed, never “of” somebody', () =>
    assert.deepEqual(
      outcomeLines({
        paramType: 'MEAN',
        dispersionType: 'Standard Deviation',
        unitOfMeasure: 'points',
        denoms: [denoms('Participants', '90', '88')],
        classes: [
          {
            categories: [
              {
                measurements: [
                  { groupId: 'OG000', value: '45', spread: '1.50' },
                  { groupId: 'OG001', value: '30' },
                ],
              },
            ],
          },
        ],
      }),
      [
        '| Mean (Standard deviation), points | Alphamab | Placebo |',
        '| --- | --- | --- |',
        '| Participants analyzed | 90 | 88 |',
        '| Mean | 45 (1.50) | 30 |',
      ],
    ));

  it('have no percentage where the source says that none can be computed', () =>
    assert.equal(
      outcomeLines({
        paramType: 'COUNT_OF_PARTICIPANTS',
        calculatePct: false,
        denoms: [denoms('Participants', '12', '10')],
        classes: [{ categories: [{ title: 'Seen', measurements: measurements('6', '2') }] }],
      }).at(-1),
      '| Seen | 6 | 2 |',
    ));

  it('are a count of eyes out of the eyes, not out of the participants', () =>
    assert.deepEqual(
      outcomeLines({
        paramType: 'COUNT_OF_UNITS',
        typeUnitsAnalyzed: 'Eyes',
        denoms: [denoms('Participants', '45', '44'), denoms('Eyes', '90', '88')],
        classes: [{ categories: [{ title: 'Better', measurements: measurements('50', '20') }] }],
      }).slice(2),
      [
        '| Participants analyzed | 45 | 44 |',
        '| Eyes analyzed | 90 | 88 |',
        '| Better | 50 of 90 (55.6%) | 20 of 88 (22.7%) |',
      ],
    ));

  it('have a value that the source leaves out as not in this record', () =>
    assert.match(
      outcomeLines({
        paramType: 'MEAN',
        denoms: [denoms('Participants', '12', '10')],
        classes: [
          { categories: [{ title: 'Day 1', measurements: [{ groupId: 'OG000' }, { groupId: 'OG001', value: '4' }] }] },
        ],
      }).at(-1) ?? '',
      /^\| Day 1 \| Not in this record \| 4 \|$/,
    ));
});

describe('the participants of a study', () => {
  it('are told in each measure at baseline out of those measured, and out of all where it names no others', () => {
    const { text } = results({
      baselineCharacteristicsModule: {
        groups: GROUPS,
        denoms: [denoms('Participants', '20', '21')],
        measures: [
          {
            title: 'Women',
            paramType: 'COUNT_OF_PARTICIPANTS',
            classes: [{ categories: [{ measurements: measurements('10', '7') }] }],
          },
          {
            title: 'Smokers',
            paramType: 'COUNT_OF_PARTICIPANTS',
            denoms: [denoms('Participants', '16', '21')],
            classes: [{ categories: [{ title: 'Now', measurements: measurements('4', '7') }] }],
          },
        ],
      },
    });
    assert.match(text, /\| Participants analyzed \| 20 \| 21 \|/);
    assert.match(text, /Women.* \| 10 of 20 \(50%\) \| 7 of 21 \(33\.3%\) \|/);
    assert.match(text, /\| Now \| 4 of 16 \(25%\) \| 7 of 21 \(33\.3%\) \|/);
  });

  it('that started a period stand with their other units', () => {
    const { text } = results({
      participantFlowModule: {
        groups: GROUPS,
        typeUnitsAnalyzed: 'Eyes',
        periods: [
          {
            title: 'All of it',
            milestones: [
              {
                type: 'STARTED',
                achievements: [
                  { groupId: 'OG000', numSubjects: '50', numUnits: '90' },
                  { groupId: 'OG001', numSubjects: '48' },
                ],
              },
            ],
          },
        ],
      },
    });
    assert.match(text, /\| Started \| [^|]*\b50\b[^|]*\b90 eyes[^|]*\| 48 \|/i);
  });
});

describe('the adverse events of a study', () => {
  const events = (eventGroups: Json[], stats: Json[], more: Json = {}) =>
    results({
      adverseEventsModule: {
        eventGroups,
        seriousEvents: [{ term: 'Liver failure', stats }],
        otherEvents: [{ term: 'Rash', stats: [{ groupId: 'EG000', numAffected: 2, numAtRisk: 20 }] }],
        ...more,
      },
    });
  const groups = [
    {
      id: 'EG000',
      title: 'Alphamab',
      deathsNumAffected: 1,
      deathsNumAtRisk: 20,
      seriousNumAffected: 3,
      seriousNumAtRisk: 20,
    },
    { id: 'EG001', title: 'Placebo' },
  ];
  const lineOf = (text: string, term: string) =>
    text.split('\n').find((line) => line.startsWith(`| **${term}**`)) ?? '';

  it('are people affected out of those at risk, and apart from them the events', () =>
    assert.equal(
      lineOf(
        events(groups, [
          { groupId: 'EG000', numAffected: 3, numAtRisk: 20, numEvents: 4 },
          { groupId: 'EG001', numAffected: 0, numAtRisk: 21 },
        ]).text,
        'Liver failure',
      ),
      '| **Liver failure** | 3 of 20 (15%), 4 events | 0 of 21 (0%) |',
    ));

  it('say that the number at risk is not in this record where people were affected and nobody says out of how many', () =>
    assert.match(
      lineOf(
        events(groups, [
          { groupId: 'EG000', numAffected: 3, numEvents: 4 },
          { groupId: 'EG001', numAffected: 1 },
        ]).text,
        'Liver failure',
      ),
      /\| 3 affected; number at risk: not in this record; events: 4 \| 1 affected; number at risk: not in this record \|/,
    ));

  it('say that the number affected is not in this record, never zero', () =>
    assert.match(
      lineOf(events(groups, [{ groupId: 'EG000', numAtRisk: 20 }, { groupId: 'EG001' }]).text, 'Liver failure'),
      /\| Number affected: not in this record; 20 at risk \| Not in this record \|/,
    ));

  it('have deaths and serious events in all, each by itself; what is not there is not in this record', () => {
    const { text } = events(groups, []);
    assert.match(text, /\| Alphamab \| 1 of 20 \(5%\) \| 3 of 20 \(15%\) \| Not in this record \|/);
    assert.match(text, /\| Placebo \| Not in this record \| Not in this record \| Not in this record \|/);
  });

  it('are serious or not as the registry lists them', () => {
    const { text } = events(groups, [{ groupId: 'EG000', numAffected: 3, numAtRisk: 20 }]);
    assert.match(text, /\| Serious\b[^\n]*\n\| \*\*Liver failure\*\* [^\n]*\n\| Not serious\b[^\n]*\n\| \*\*Rash\*\* /);
  });

  it('of two groups with the same title stand in two columns', () => {
    const same = groups.map((group) => ({ ...group, title: 'Alphamab' }));
    const { text } = events(same, [
      { groupId: 'EG000', numAffected: 3, numAtRisk: 20 },
      { groupId: 'EG001', numAffected: 5, numAtRisk: 21 },
    ]);
    assert.match(text, /\| Effect \| Alphamab \(EG000\) \| Alphamab \(EG001\) \|/);
    assert.match(lineOf(text, 'Liver failure'), /\| 3 of 20 \(15%\) \| 5 of 21 \(23\.8%\) \|/);
  });

  it('with a number of people that cannot be are named as unreadable, and not shown as a number', () => {
    const { text, problems } = events(groups, [{ groupId: 'EG000', numAffected: -3, numAtRisk: 20 }]);
    assert.deepEqual(
      problems.map(({ path, expected, found }) => [path, expected, found]),
      [
        [
          '$.resultsSection.adverseEventsModule.seriousEvents[0].stats[0].numAffected',
          'a whole number, 0 or more',
          '-3',
        ],
      ],
    );
    assert.doesNotMatch(lineOf(text, 'Liver failure'), /-3|−3/);
  });
});

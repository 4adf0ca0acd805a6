import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromRecord } from '../../../src/artifact/formats/index.js';
import type { Trial } from '../../../src/artifact/schema/index.js';
import { pick } from '../../../src/artifact/pick.js';
import { surfacesOf } from '../../surfaces.js';
import { markdown } from '../../written.js';

const identificationModule = { nctId: 'NCT09990001', briefTitle: 'Fexamol in sprains' };

const trialOf = (study: object): Trial => {
  const record = fromRecord(study).records?.[0];
  assert.ok(record?.artifact.kind === 'trial');
  return record.artifact;
};

/** The study's Markdown with plain spaces and without its escapes. */
const textOf = (study: object): string =>
  markdown(trialOf(study))
    .replace(/[\u00A0\u202F]/g, ' ')
    .replace(/\\(?=[<>*_[\]~])/g, '');

const withResults = (resultsSection: object, protocol: object = {}) => ({
  protocolSection: { identificationModule, ...protocol },
  hasResults: true,
  resultsSection,
});

const outcome = (fields: object) => ({
  type: 'PRIMARY',
  title: 'Grip',
  reportingStatus: 'POSTED',
  timeFrame: '8 weeks',
  groups: [{ id: 'OG000', title: 'Fexamol' }],
  denoms: [{ units: 'Participants', counts: [{ groupId: 'OG000', value: '30' }] }],
  ...fields,
});

const withOutcome = (fields: object) => withResults({ outcomeMeasuresModule: { outcomeMeasures: [outcome(fields)] } });

const cells = (value: object, classFields: object = {}) => ({
  classes: [{ title: 'Week 8', ...classFields, categories: [{ measurements: [{ groupId: 'OG000', ...value }] }] }],
});
const ofTwelve = { denoms: [{ units: 'Participants', counts: [{ groupId: 'OG000', value: '12' }] }] };

describe('a study’s denominators', () => {
  it('stand beside a mean as the number analyzed, not as what it is a part of', () => {
    const text = textOf(
      withOutcome({
        paramType: 'MEAN',
        dispersionType: 'Standard Deviation',
        ...cells({ value: '6.10', spread: '0.8' }, ofTwelve),
      }),
    );
    assert.match(text, /6\.10 \(0\.8\), n = 12 \|/);
    assert.doesNotMatch(text, /of 12/);
  });

  it('stand beside a percentage, a median and a change in the same way, each as the source prints it', () => {
    const shown = (fields: object) => /Week 8 \| (.*) \|/.exec(textOf(withOutcome(fields)))?.[1];
    assert.equal(
      shown({
        paramType: 'NUMBER',
        unitOfMeasure: 'percentage of participants',
        ...cells({ value: '41.70' }, ofTwelve),
      }),
      '41.70% (n = 12)',
    );
    assert.equal(
      shown({ paramType: 'MEAN', unitOfMeasure: 'Percent change', ...cells({ value: '-250' }, ofTwelve) }),
      '−250% (n = 12)',
    );
    assert.equal(
      shown({ paramType: 'MEAN', unitOfMeasure: 'percentage points', ...cells({ value: '3' }, ofTwelve) }),
      '3, n = 12',
    );
    assert.equal(
      shown({
        paramType: 'MEDIAN',
        dispersionType: 'Full Range',
        ...cells({ value: '4', lowerLimit: '1', upperLimit: '9' }, ofTwelve),
      }),
      '4 (1 to 9), n = 12',
    );
  });

  it('are joined by “of” to counts of participants, by class too', () => {
    const count = { paramType: 'COUNT_OF_PARTICIPANTS', unitOfMeasure: 'Participants' };
    assert.match(textOf(withOutcome({ ...count, ...cells({ value: '4' }, ofTwelve) })), /\| 4 of 12 \(33\.3%\) \|/);
    assert.match(
      textOf(withOutcome({ ...count, calculatePct: false, ...cells({ value: '4' }, ofTwelve) })),
      /\| 4, n = 12 \|/,
    );
  });

  it('are no other units: participants and ears are two numbers', () => {
    const flow = {
      typeUnitsAnalyzed: 'Ears',
      groups: [{ id: 'FG000', title: 'Fexamol' }],
      periods: [
        {
          title: 'Overall Study',
          milestones: [{ type: 'STARTED', achievements: [{ groupId: 'FG000', numSubjects: '31', numUnits: '57' }] }],
        },
      ],
    };
    const text = textOf(withResults({ participantFlowModule: flow }));
    assert.match(text, /Started \| 31 participants, 57 ears \|/);
    assert.doesNotMatch(text, / of 57/);
  });
});

describe('a value that can’t be', () => {
  const impossible = (text: string) =>
    new RegExp(`${text.replace(/[().]/g, '\\$&')} \\(as printed by the source: impossible\\)`);

  it('stands as printed, with that word: a negative deviation, a share above all, more people than there are', () => {
    const shown = (fields: object) => textOf(withOutcome(fields));
    assert.match(
      shown({ paramType: 'MEAN', dispersionType: 'Standard Deviation', ...cells({ value: '4', spread: '-0.30' }) }),
      impossible('−0.30'),
    );
    assert.match(
      shown({ paramType: 'NUMBER', unitOfMeasure: '% of participants', ...cells({ value: '104.2' }) }),
      impossible('104.2%'),
    );
    assert.match(shown({ paramType: 'COUNT_OF_PARTICIPANTS', ...cells({ value: '44' }) }), impossible('44 of 30'));
    assert.match(
      shown({
        paramType: 'MEDIAN',
        dispersionType: 'Full Range',
        ...cells({ value: '5', lowerLimit: '9', upperLimit: '1' }),
      }),
      impossible('9 to 1'),
    );
  });

  it('is none where a change is large, a middle half is skewed, or a value is not a number', () => {
    for (const fields of [
      { paramType: 'MEAN', unitOfMeasure: 'Percent change', ...cells({ value: '340' }) },
      {
        paramType: 'MEAN',
        dispersionType: 'Inter-Quartile Range',
        ...cells({ value: '12', lowerLimit: '1', upperLimit: '9' }),
      },
      {
        paramType: 'MEDIAN',
        dispersionType: '95% Confidence Interval',
        ...cells({ value: 'NA', lowerLimit: '3', upperLimit: 'NA' }),
      },
    ])
      assert.doesNotMatch(textOf(withOutcome(fields)), /impossible/);
  });

  const analyzed = (analysis: object) =>
    textOf(
      withOutcome({ paramType: 'MEAN', ...cells({ value: '4' }), analyses: [{ groupIds: ['OG000'], ...analysis }] }),
    );

  it('is marked in an analysis: a p-value above 1, a negative error, an interval of the wrong order', () => {
    assert.match(analyzed({ pValue: '1.04' }), impossible('p = 1.04'));
    assert.match(
      analyzed({ dispersionType: 'STANDARD_ERROR_OF_MEAN', dispersionValue: '-0.2' }),
      impossible('standard error of mean −0.2'),
    );
    assert.match(
      analyzed({ ciPctValue: '95', ciLowerLimit: '3', ciUpperLimit: '-3' }),
      impossible('95% confidence interval 3 to −3'),
    );
    assert.match(
      analyzed({
        paramType: 'Mean difference',
        paramValue: '7',
        ciPctValue: '95',
        ciLowerLimit: '1',
        ciUpperLimit: '2',
      }),
      /95% confidence interval 1 to 2 \(as printed by the source: the estimate lies outside\)/,
    );
    assert.doesNotMatch(
      analyzed({ pValue: '1.0', paramValue: '1.5', ciLowerLimit: '1', ciUpperLimit: '2' }),
      /as printed/,
    );
  });

  it('is none that the source does not give: the sides of an interval are not those of a p-value', () => {
    const text = analyzed({ paramType: 'F', paramValue: '0.40', pValue: '0.53', ciNumSides: 'ONE_SIDED' });
    assert.match(text, /F: 0\.40, p = 0\.53/);
    assert.match(text, /One sided confidence interval, not given/);
  });
});

describe('adverse events of a study', () => {
  const groups = [{ id: 'EG000', title: 'Fexamol' }];
  const safetyOf = (module: object, group: object) =>
    textOf(withResults({ adverseEventsModule: { ...module, eventGroups: [{ ...groups[0], ...group }] } }));

  it('were not assessed where nobody was at risk: that is neither zero nor none', () => {
    const group = {
      deathsNumAffected: 0,
      deathsNumAtRisk: 0,
      seriousNumAffected: 0,
      seriousNumAtRisk: 0,
      otherNumAffected: 0,
      otherNumAtRisk: 0,
    };
    const text = safetyOf({ frequencyThreshold: '0' }, group);
    assert.match(
      text,
      /Fexamol \| Not assessed — |Fexamol \| Not assessed \(0 at risk\) \| Not assessed \(0 at risk\) \| Not assessed \(0 at risk\)/,
    );
    assert.doesNotMatch(text, /0 of 0/);
    const trial = trialOf(withResults({ adverseEventsModule: { eventGroups: [{ ...groups[0], ...group }] } }));
    assert.equal(trial.safety?.adverseEvents, undefined);
  });

  it('are none where everybody was at risk and nobody had any', () => {
    const group = {
      deathsNumAffected: 0,
      deathsNumAtRisk: 9,
      seriousNumAffected: 0,
      seriousNumAtRisk: 9,
      otherNumAffected: 0,
      otherNumAtRisk: 9,
    };
    const trial = trialOf(withResults({ adverseEventsModule: { eventGroups: [{ ...groups[0], ...group }] } }));
    assert.deepEqual(trial.safety?.adverseEvents, []);
  });

  it('have a threshold that is one of other events, in any group, and are headed as of any cause', () => {
    const text = safetyOf({ frequencyThreshold: '3' }, { seriousNumAffected: 1, seriousNumAtRisk: 900 });
    assert.match(text, /## Adverse events \(any cause\)/);
    assert.match(
      text,
      /Other \(non-serious\) events are listed only if more than 3% of participants in at least one group had them; the totals of other events count only those listed\./,
    );
    assert.match(text, /\| Group \| Deaths \(all causes\) \| Serious adverse events \| Other adverse events \|/);
    assert.match(text, /Fexamol \| Not in this record \| 1 of 900 \(0\.1%\) \| Not in this record \|/);
  });

  it('that are rare are not 0%, and those of nearly all not 100%', () => {
    const text = safetyOf(
      {},
      { deathsNumAffected: 1, deathsNumAtRisk: 30211, seriousNumAffected: 30210, seriousNumAtRisk: 30211 },
    );
    assert.match(text, /1 of 30,211 \(<0\.1%\) \| 30,210 of 30,211 \(>99\.9%\)/);
  });

  it('lack a number where the record does, and have an empty one where it has that', () => {
    const text = safetyOf(
      {},
      { deathsNumAffected: '', deathsNumAtRisk: null, seriousNumAtRisk: 5, otherNumAffected: 2 },
    );
    assert.match(
      text,
      /Not reported \| Number affected: not in this record; 5 at risk \| 2 affected; number at risk: not in this record \|/,
    );
  });

  it('are told to be missing in a sentence, where a study has none', () => {
    const found = pick(trialOf({ protocolSection: { identificationModule }, hasResults: false }), 'safety');
    assert.ok('missing' in found);
  });
});

describe('what a study’s record lacks', () => {
  it('is named once as not in this record, and what the registry has leads to it', () => {
    const text = textOf({
      protocolSection: { identificationModule, statusModule: { overallStatus: 'COMPLETED' } },
      hasResults: true,
    });
    assert.match(text, /\*\*Not in this record\*\* \| Phase, Design, Enrollment, Dates, Population, Outcomes \|/);
    assert.match(
      text,
      /The registry has results\. They are not in this record\. <https:\/\/clinicaltrials\.gov\/study\/NCT09990001\?tab=results>/,
    );
    assert.doesNotMatch(text, /Not reported/);
  });

  it('is told apart from what could not be read', () => {
    const { records } = fromRecord({ protocolSection: { identificationModule, designModule: 'interventional' } });
    assert.ok(records && records[0].problems.length > 0);
  });

  it('is no phase where the study is observational, and no outcome where access is expanded', () => {
    const of = (studyType: string) =>
      textOf({ protocolSection: { identificationModule, designModule: { studyType } } });
    assert.match(
      of('OBSERVATIONAL'),
      /\*\*Not in this record\*\* \| Status, Enrollment, Dates, Population, Outcomes \|/,
    );
    assert.match(of('EXPANDED_ACCESS'), /\*\*Not in this record\*\* \| Status, Dates, Population \|/);
  });

  it('is no outcome that was posted under a title with other capitals, commas and spaces', () => {
    const planned = (measure: string) => ({ outcomesModule: { primaryOutcomes: [{ measure, timeFrame: '8 weeks' }] } });
    const results = {
      outcomeMeasuresModule: {
        outcomeMeasures: [
          outcome({ title: 'Grip Strength, 1.5-fold (GS)', paramType: 'MEAN', ...cells({ value: '4' }) }),
        ],
      },
    };
    assert.equal(trialOf(withResults(results, planned('grip strength – 1.5 fold  (GS).'))).outcomes?.length, 1);
    assert.equal(trialOf(withResults(results, planned('Grip strength, 15-fold (GS)'))).outcomes?.length, 2);
    assert.match(
      textOf(withResults(results, planned('Grip strength, 15-fold (GS)'))),
      /### Grip strength, 15-fold \(GS\)\n\nTime frame: 8 weeks\n\nNot in this record/,
    );
  });
});

describe('results that the registry withholds', () => {
  const outcomesModule = { primaryOutcomes: [{ measure: 'Grip', timeFrame: '8 weeks' }] };

  it('say when they were submitted and returned, beside the outcomes', () => {
    const text = textOf({
      protocolSection: { identificationModule, outcomesModule },
      hasResults: false,
      annotationSection: {
        annotationModule: {
          unpostedAnnotation: {
            unpostedEvents: [
              { type: 'RELEASE', date: '2025-02-03' },
              { type: 'RESET', date: '2025-03-04' },
              { type: 'RELEASE', dateUnknown: true },
            ],
          },
        },
      },
    });
    assert.match(
      text,
      /## Outcomes\n\nThe registry has no results: submitted on Feb 3, 2025; returned after quality control on Mar 4, 2025; submitted on an unknown date; not posted yet\./,
    );
    assert.doesNotMatch(text, /Not reported/);
  });

  it('say when they were submitted where the record has that day only', () => {
    const of = (more: object) =>
      textOf({
        protocolSection: {
          identificationModule,
          outcomesModule,
          statusModule: { resultsFirstSubmitDate: '2025-02-03', ...more },
        },
        hasResults: false,
      });
    assert.match(of({}), /The registry has no results: submitted on Feb 3, 2025; not posted yet\./);
    assert.doesNotMatch(of({ resultsFirstPostDateStruct: { date: '2025-05-06' } }), /not posted yet/);
  });

  it('say that the delay was certified, or that they were waived', () => {
    const statusModule = { overallStatus: 'COMPLETED', dispFirstSubmitDate: '2024-06-07' };
    const of = (more: object) =>
      textOf({
        protocolSection: { identificationModule, outcomesModule, statusModule: { ...statusModule, ...more } },
        hasResults: false,
      });
    assert.match(of({}), /The registry has no results: delay certified on Jun 7, 2024\./);
    assert.match(of({ resultsWaived: true }), /delay certified on Jun 7, 2024; waived\./);
  });

  it('say nothing of it where results are posted', () => {
    const study = { ...withOutcome({ paramType: 'MEAN', ...cells({ value: '4' }) }) };
    const trial = trialOf({
      ...study,
      protocolSection: { identificationModule, statusModule: { dispFirstSubmitDate: '2024-06-07' } },
    });
    assert.equal(trial.withheldResults, undefined);
  });
});

describe('adverse events of which a study has words only', () => {
  const study = withResults({ adverseEventsModule: { timeFrame: '1 year', description: 'They were not collected.' } });

  it('are not said to be none', () => {
    assert.equal(trialOf(study).safety?.adverseEvents, undefined);
    assert.doesNotMatch(surfacesOf(trialOf(study)).element, /None listed/);
  });
  it('say so under their heading, on the card and in the document', () => {
    assert.match(
      surfacesOf(trialOf(study)).element,
      /Adverse events \(any cause\) Counted over: 1 year They were not collected\./,
    );
    assert.match(textOf(study), /## Adverse events \(any cause\)\n\nCounted over: 1 year\n\nThey were not collected\./);
  });
});

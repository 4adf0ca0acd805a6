import type { ArtifactViewer } from '../../src/elements/artifact-viewer.js';
import { formatDate } from '../../src/content/dates.js';
import { deepQuery, deepQueryAll, expect, expectAccessible, recordConsole, textOf, until } from '../helpers.js';
import { whyNotShown } from '../artifact/formats/not-shown.js';
import { show } from './common.js';

/** Letters and figures only: white space, punctuation and markup tell nothing apart. */
const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}≥≤<>%]/gu, '');

const openAll = (element: Element) => {
  for (const details of deepQueryAll<HTMLDetailsElement>(element, 'details')) details.open = true;
};

/** What the elements say, with all that is folded open. */
const rendered = async (source: object, ...tags: string[]): Promise<string> => {
  let text = '';
  for (const tag of tags) {
    const element = await show(tag, source);
    openAll(element);
    text += ` ${textOf(element)}`;
    element.remove();
  }
  return bare(text);
};

/** Every leaf of a record, with its path; items of a list have the path of the list. */
const leaves = (value: unknown, path = ''): [path: string, leaf: string][] => {
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, path));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
  return value === null ? [] : [[path, typeof value === 'string' ? value : JSON.stringify(value)]];
};

/** The pieces of a text that do not stand in another one, read from its start as long as possible: headings and folds may part it, no word may be missing. */
const missing = (words: string[], inText: string): string[] => {
  const lost: string[] = [];
  for (let start = 0; start < words.length;) {
    let end = words.length;
    while (end > start && !inText.includes(bare(words.slice(start, end).join('')))) end -= end - start > 40 ? 10 : 1;
    while (end > start && end < words.length && inText.includes(bare(words.slice(start, end + 1).join('')))) end++;
    if (end === start || (end - start < 2 && end < words.length && start > 0))
      lost.push(words.slice(start, start + 6).join(' '));
    start = Math.max(end, start + 1);
  }
  return lost;
};

/** The words of a string of a label: a heading that is printed twice at its beginning counts once. */
const wordsOf = (text: string) =>
  text
    .replace(/^(.{3,60}?)\s+\1(?=\b)/i, '$1')
    .split(/\s+/)
    .filter((word) => bare(word));

/** The texts of a table's cells, each apart: a footnote's mark may part them. */
const cellsOf = (xml: string): string[] => {
  const walker = document.createTreeWalker(new DOMParser().parseFromString(xml, 'text/xml'), NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.nodeValue ?? '');
  return texts;
};

/** The words of a text but for those of the tables that were flattened into it: those are looked for cell by cell. */
const withoutTables = (words: string[], tables: string[]): string[] => {
  const whole = words.map(bare).join('');
  const soup = tables.filter(Boolean).flatMap((table) => {
    const start = whole.indexOf(table);
    return start < 0 ? [] : [{ start, end: start + table.length }];
  });
  let at = 0;
  return words.filter((word) => {
    const start = at;
    at += bare(word).length;
    return !soup.some((table) => start < table.end && at > table.start);
  });
};

const flat = (xml: string) => bare(new DOMParser().parseFromString(xml, 'text/xml').documentElement.textContent);

/** What of a label is not in the rendered text. */
const lostOfLabel = (record: object, inText: string): string[] => {
  const all = leaves(record).filter(([path]) => whyNotShown('openFDA drug label', path) === undefined);
  const tables = all.filter(([path]) => path.endsWith('_table')).map(([, xml]) => flat(xml));
  return all.flatMap(([path, leaf]) => {
    if (path.endsWith('_table'))
      return cellsOf(leaf).flatMap((cell) => (inText.includes(bare(cell)) ? [] : `${path}: ${cell}`));
    if (path === 'effective_time')
      return inText.includes(bare(formatDate(leaf.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))))
        ? []
        : `${path}: ${leaf}`;
    if (path === 'openfda.is_original_packager')
      return inText.includes(bare(`Original packager ${leaf === 'true' ? 'Yes' : 'No'}`)) ? [] : path;
    return missing(withoutTables(wordsOf(leaf), tables), inText).map((piece) => `${path}: ${piece}`);
  });
};

const shared = async (path: string): Promise<unknown> => {
  const response = await fetch(`/shared/data/${path}`);
  return response.ok ? response.json() : undefined;
};

/** An invented label in openFDA's shape: no drug of this name exists. */
const LABEL = {
  set_id: '00000000-0000-0000-0000-000000000001',
  id: '00000000-0000-0000-0000-000000000002',
  version: '3',
  effective_time: '20240229',
  openfda: {
    brand_name: ['EXEMPLAR'],
    generic_name: ['EXEMPLARINE'],
    manufacturer_name: ['Invented Company'],
    route: ['ORAL'],
    product_type: ['HUMAN PRESCRIPTION DRUG'],
    substance_name: ['EXEMPLARINE'],
    unii: ['AAAAAAAAAA', 'BBBBBBBBBB'],
    some_new_field: ['a value never seen before'],
  },
  spl_product_data_elements: ['Exemplar Exemplarine EXEMPLARINE EXEMPLARINE STARCH'],
  boxed_warning: [
    'WARNING: INVENTED INJURY Exemplar can injure whoever believes in it.',
    'A second warning, with a * that is no emphasis*.',
  ],
  indications_and_usage: [
    '1 INDICATIONS AND USAGE EXEMPLAR is indicated in children <2 years and in _adults_ [see Use in Specific Populations (8.4)].',
  ],
  contraindications: ['4 CONTRAINDICATIONS None.'],
  adverse_reactions: [
    '6 ADVERSE REACTIONS The following are told elsewhere. 6.1 Clinical Trials Experience Because trials differ, rates can’t be compared. Table 1. Invented effects Effect Exemplar (n=100) RashAny rash. 12% Itch <1% After the table. 6.2 Postmarketing Experience Reports came in.',
  ],
  adverse_reactions_table: [
    '<table><caption>Table 1. Invented effects</caption><thead><tr><th>Effect</th><th>Exemplar (n=100)</th></tr></thead><tbody><tr><td>Rash<footnote>Any rash.</footnote></td><td>12%</td></tr><tr><td>Itch</td><td>&lt;1%</td></tr></tbody></table>',
  ],
  use_in_specific_populations: [
    '8 USE IN SPECIFIC POPULATIONS 8.1 Pregnancy Not studied in pregnant women, who are not invented. 8.4 Pediatric Use Safe in invented children.',
  ],
  pregnancy: ['8.1 Pregnancy Not studied in pregnant women, who are not invented.'],
  a_section_never_seen: ['Words that no list of sections holds.'],
};

const labels = [
  'vyvanse',
  'sudafed',
  'childrens-tylenol-otc',
  'silicea-homeopathic',
  'chantecaille-empty-openfda',
  'derived_cough-otc',
  'derived_no-title-rx',
  'derived_lipitor',
  'derived_lipitor-repackager',
  'keytruda-partial-2',
  'otc-multi-3',
];

describe('an openFDA drug label', () => {
  it('is shown in infobox and safety list with nothing lost, from one request', async () => {
    const inText = await rendered({ artifact: LABEL }, 'drug-infobox', 'safety-list');
    expect(lostOfLabel(LABEL, inText)).to.deep.equal([]);
    expect(inText).to.include(bare('children <2 years and in _adults_'));
  });

  for (const name of labels)
    it(`${name} loses nothing`, async function () {
      const data = (await shared(`openfda-label/${name}.json`)) as { results?: object[] } | undefined;
      if (!data) {
        console.info(`skipped: there is no ../shared/data/openfda-label/${name}.json`);
        return this.skip();
      }
      this.timeout(60_000);
      for (const record of data.results ?? [data])
        expect(lostOfLabel(record, await rendered({ artifact: record }, 'drug-infobox', 'safety-list'))).to.deep.equal(
          [],
        );
    });

  it('has its boxed warnings first, whole and open', async () => {
    const list = await show('safety-list', { artifact: LABEL });
    const boxes = deepQueryAll(list, '.boxed');
    expect(boxes.map((box) => textOf(box).replace(/ As of.*/, ''))).to.deep.equal([
      'Boxed warning (FDA) WARNING: INVENTED INJURY Exemplar can injure whoever believes in it.',
      'Boxed warning (FDA) A second warning, with a * that is no emphasis*.',
    ]);
    const [section] = deepQueryAll(list, '#contraindications');
    expect(boxes[1]!.compareDocumentPosition(section!) & Node.DOCUMENT_POSITION_FOLLOWING).not.to.equal(0);
  });

  it('has its tables as tables, where its text has them, with footnotes, and no soup of words', async () => {
    const list = await show('safety-list', { artifact: LABEL });
    const [table] = deepQueryAll<HTMLTableElement>(list, '.sections table');
    expect(table!.caption?.textContent).to.equal('Table 1. Invented effects');
    expect(
      [...table!.rows].map((row) => [...row.cells].map((cell) => `${cell.localName} ${cell.textContent}`)),
    ).to.deep.equal([
      ['th Effect', 'th Exemplar (n=100)'],
      ['th Rasha', 'td 12%'],
      ['th Itch', 'td <1%'],
    ]);
    const text = textOf(deepQueryAll(list, '#adverse-reactions')[0]!);
    expect(text.match(/12%/g)).to.have.length(1);
    expect(text).to.match(/can’t be compared\. .*a Any rash\. After the table\./);
  });

  it('has a heading for each section that it numbers, and says once what a section repeats', async () => {
    const list = await show('safety-list', { artifact: LABEL });
    expect(deepQueryAll(list, '.sections [role="heading"]').map(textOf)).to.deep.equal([
      '4 Contraindications',
      '6 Adverse reactions',
      '6.1 Clinical Trials Experience',
      '6.2 Postmarketing Experience',
      '8 Use in specific populations',
      '8.1 Pregnancy',
      '8.4 Pediatric Use',
    ]);
    expect(textOf(list).match(/pregnant women/g)).to.have.length(1);
  });

  it('folds what is long after its beginning, and a deep link into the fold opens it', async () => {
    const long = {
      ...LABEL,
      adverse_reactions: [`${LABEL.adverse_reactions[0]!} ${'Many words follow here. '.repeat(200)}`],
    };
    const viewer = (await show('artifact-viewer', { artifact: long })) as ArtifactViewer;
    const target = deepQueryAll(viewer, '#adverse-reactions-6\\.2')[0]!;
    expect(target.closest('details')!.open).to.equal(false);
    expect(viewer.reveal('adverse-reactions-6.2')).to.equal(true);
    expect(target.closest('details')!.open).to.equal(true);
  });

  it('does not take a note on the package’s seal for a danger of the drug', async () => {
    const otc = {
      ...LABEL,
      openfda: { ...LABEL.openfda, product_type: ['HUMAN OTC DRUG'] },
      boxed_warning: ['TAMPER EVIDENT: DO NOT USE IF SEAL UNDER CAP IS BROKEN OR MISSING.'],
    };
    const list = await show('safety-list', { artifact: otc });
    expect(deepQueryAll(list, '.boxed')).to.deep.equal([]);
    expect(textOf(deepQueryAll(list, '#packaging-note')[0]!))
      .to.include('about the package, not the drug')
      .and.to.include('SEAL UNDER CAP IS BROKEN');
    const danger = { ...otc, boxed_warning: ['Liver warning: may damage the liver. Do not use if seal is broken.'] };
    expect(deepQueryAll(await show('safety-list', { artifact: danger }), '.boxed')).to.have.length(1);
  });

  it('without names is called by its product data; with another product’s names it says so', async () => {
    const without = await show('drug-infobox', { artifact: { ...LABEL, openfda: {} } });
    expect(textOf(deepQueryAll(without, '[part~="title"]')[0]!)).to.equal('Exemplar');
    const other = await show('drug-infobox', { artifact: { ...LABEL, openfda: { brand_name: ['Another'] } } });
    expect(textOf(deepQueryAll(other, '[part~="title"]')[0]!)).to.equal('Exemplar');
    openAll(other);
    expect(textOf(other)).to.include('openFDA calls this label “Another”, which does not occur');
  });

  it('is accessible, folded and open', async () => {
    for (const tag of ['drug-infobox', 'safety-list']) {
      const element = await show(tag, { artifact: LABEL });
      await expectAccessible(element);
      openAll(element);
      await expectAccessible(element);
      element.remove();
    }
  });

  it('that holds nothing on safety says so, where its doses stand too', async () => {
    const record = { set_id: 'a-b', effective_time: '20240229', dosage_and_administration: ['Take 2 tablets.'] };
    for (const tag of ['safety-list', 'drug-infobox'])
      expect(textOf(await show(tag, { artifact: record })), tag)
        .to.include('This record has no section on safety. Read the whole label.')
        .and.not.to.include('boxed warning');
  });

  it('without text says so, and says nothing of a boxed warning', async () => {
    const record = { set_id: 'a-b', openfda: { brand_name: ['EXEMPLAR'] } };
    for (const tag of ['safety-list', 'drug-infobox'])
      expect(textOf(await show(tag, { artifact: record })), tag)
        .to.include('This record contains no label text.')
        .and.not.to.match(/boxed warning|not reported/i);
  });

  it('has its date at the top, and says plainly that it is of many years ago', async () => {
    const record = { ...LABEL, effective_time: '20121114', boxed_warning: undefined };
    for (const tag of ['safety-list', 'drug-infobox']) {
      const text = textOf(await show(tag, { artifact: record }));
      expect(text).to.match(/FDA label, effective Nov 14, 2012\. That is more than \d\d years ago/);
      expect(text.indexOf('FDA label')).to.be.lessThan(text.indexOf('ontraindications'));
    }
  });

  it('has its warnings before its doses in an infobox, all of them in a fold, or a line that leads to them', async () => {
    const record = { ...LABEL, dosage_and_administration: ['2 DOSAGE AND ADMINISTRATION Take 2 tablets.'] };
    const line =
      'Warnings and precautions (3): 4 Contraindications · 6 Adverse reactions · 8 Use in specific populations';
    const infobox = await show('drug-infobox', { artifact: record });
    const text = textOf(infobox);
    expect(text.indexOf(line)).to.be.within(0, text.indexOf('Take 2 tablets'));
    openAll(infobox);
    expect(textOf(infobox)).to.include('8.1 Pregnancy Not studied in pregnant women');
    const viewer = (await show('artifact-viewer', { artifact: record })) as ArtifactViewer;
    const link = await until(() => deepQuery<HTMLAnchorElement>(viewer, '.cautions a'), 'the line');
    expect(textOf(link)).to.equal(line);
    link.click();
    expect(deepQueryAll(viewer, '#safety').length).to.be.greaterThan(0);
    viewer.view = 'infobox';
    await until(() => deepQuery(viewer, 'drug-infobox.alone') && textOf(viewer).includes(line), 'the fold');
  });

  it('with a boxed warning in a form that nobody reads says that there is one', async () => {
    const record = { ...LABEL, boxed_warning: true };
    for (const tag of ['safety-list', 'drug-infobox'])
      expect(textOf(await show(tag, { artifact: record })), tag)
        .to.include('A boxed warning, or a part of one, could not be read.')
        .and.not.to.include('no boxed warning');
  });

  it('with another product’s block has that in a fold of its own, and nowhere else', async () => {
    const infobox = await show('drug-infobox', {
      artifact: { ...LABEL, openfda: { brand_name: ['Another'], manufacturer_name: ['Other Maker'] } },
    });
    const [fold] = deepQueryAll<HTMLDetailsElement>(infobox, 'details').filter((one) =>
      textOf(one).includes('Doubtful: openFDA’s product data'),
    );
    expect(fold!.open).to.equal(false);
    fold!.remove();
    openAll(infobox);
    expect(textOf(infobox)).not.to.match(/Another|Other Maker/);
  });

  it('says in plain words that a product under a monograph is not individually approved', async () => {
    const openfda = { ...LABEL.openfda, product_type: ['HUMAN OTC DRUG'], application_number: ['M013'] };
    expect(textOf(await show('drug-infobox', { artifact: { ...LABEL, openfda } }))).to.include(
      'FDA OTC monograph M013: not individually approved by FDA',
    );
  });
});

describe('an openFDA enforcement report', () => {
  it('has class, status and date of the recall on the infobox and the safety list, before all else', async () => {
    const record = {
      recall_number: 'D-0001-2026',
      classification: 'Class I',
      status: 'Ongoing',
      recall_initiation_date: '20260105',
      recalling_firm: 'Invented Laboratories',
      product_description: 'Exemplaril Tablets, 0.25 mg',
      reason_for_recall: 'Superpotent: <3 times its 0.25 mg',
      code_info: 'Lot A1*',
    };
    for (const tag of ['drug-infobox', 'safety-list']) {
      const element = await show(tag, { artifact: record });
      expect(textOf(element), tag).to.match(
        /^Exemplaril Tablets Boxed warning: not in this record\. Recall \(FDA\): Class I \(serious health consequences or death are possible\) · Ongoing · Jan 5, 2026 Superpotent: <3 times its 0\.25 mg Exemplaril Tablets, 0\.25 mg .*Lot A1\*/,
      );
      expect(textOf(element)).not.to.match(/not reported/i);
      await expectAccessible(element);
    }
  });
});

/** An invented report in openFDA's shape. */
const EVENT = {
  safetyreportid: '1',
  safetyreportversion: '2',
  serious: '1',
  seriousnessdeath: '1',
  receivedate: '20240102',
  receivedateformat: '102',
  primarysource: { qualification: '3', reportercountry: 'XX' },
  patient: {
    patientonsetage: '44',
    patientonsetageunit: '801',
    patientsex: '2',
    reaction: [
      { reactionmeddrapt: 'Invented event', reactionoutcome: '5' },
      { reactionmeddrapt: 'Another <b>event</b>' },
    ],
    drug: [
      { drugcharacterization: '2', medicinalproduct: 'BYSTANDER' },
      {
        drugcharacterization: '1',
        medicinalproduct: 'EXEMPLAR',
        drugstructuredosagenumb: '40',
        drugstructuredosageunit: '003',
        drugadministrationroute: '048',
        drugstartdate: '202401',
        drugstartdateformat: '610',
        a_new_field: 'seen for the first time',
        openfda: { generic_name: ['EXEMPLARINE'], unii: ['AAAAAAAAAA'] },
      },
    ],
  },
};

/** What of a report is not in the rendered text; codes are looked for by the words that stand for them. */
const lostOfEvent = (record: object, inText: string): string[] =>
  leaves(record).flatMap(([path, leaf]) => {
    if (whyNotShown('openFDA adverse event report', path) !== undefined) return [];
    const isDate = /date$/.test(path) && /^\d{4,8}$/.test(leaf);
    if (isDate)
      return inText.includes(
        bare(
          formatDate(
            leaf.replace(/^(\d{4})(\d\d)?(\d\d)?$/, (_, ...parts: string[]) =>
              parts.slice(0, 3).filter(Boolean).join('-'),
            ),
          ),
        ),
      )
        ? []
        : `${path}: ${leaf}`;
    // Codes of one to three figures: their words are tested below, field by field.
    if (
      /(unit|type|criteria|qualification|characterization|route|outcome|sex|serious\w*|duplicate|action\w*|additional|administration|definition|agegroup)$/.test(
        path,
      ) &&
      /^\d{1,3}$/.test(leaf)
    )
      return [];
    return inText.includes(bare(leaf)) ? [] : `${path}: ${leaf}`;
  });

describe('openFDA’s adverse event reports', () => {
  it('are shown in words, suspect drugs first, with nothing lost', async () => {
    const list = await show('safety-list', { artifact: EVENT });
    const text = textOf(list);
    expect(text).to.match(/A report does not show that the drug caused the event/);
    expect(text).to.match(/Serious: death .*Invented event: fatal Another <b>event<\/b> \(outcome not stated\)/);
    expect(text).to.match(/EXEMPLAR \(suspect\) .*Dose: 40 mg Route: oral From: Jan 2024 .*BYSTANDER \(concomitant\)/);
    expect(text)
      .to.include('Age at onset: 44 years')
      .and.to.include('Sex: female')
      .and.to.include('Reported by: other health professional');
    expect(text).not.to.match(/%|rate of|of 100/);
    expect(lostOfEvent(EVENT, bare(text))).to.deep.equal([]);
    await expectAccessible(list);
  });

  for (const name of ['50242-051-death', 'event.postannotation'])
    it(`${name} loses nothing`, async function () {
      const data = await shared(`openfda-event/${name}.json`);
      if (!data) {
        console.info(`skipped: there is no ../shared/data/openfda-event/${name}.json`);
        return this.skip();
      }
      expect(
        lostOfEvent((data as { results?: object }).results ?? data, await rendered({ artifact: data }, 'safety-list')),
      ).to.deep.equal([]);
    });

  it('count_pembrolizumab_reaction loses no term and no count', async function () {
    const data = (await shared('openfda-event/count_pembrolizumab_reaction.json')) as
      { results: { term: string; count: number }[] } | undefined;
    if (!data) {
      console.info('skipped: there is no ../shared/data/openfda-event/count_pembrolizumab_reaction.json');
      return this.skip();
    }
    const list = await show('safety-list', { artifact: data });
    const rows = deepQueryAll(list, 'tbody tr').map(textOf);
    expect(rows).to.deep.equal(data.results.map(({ term, count }) => `${term} ${count.toLocaleString('en')}`));
  });

  it('are counted as reports: a table, the caveat, and neither share nor axis', async () => {
    const list = await show('safety-list', {
      artifact: {
        meta: { last_updated: '2026-07-30' },
        results: [
          { term: 'NAUSEA', count: 12016 },
          { term: 'RASH', count: 7 },
        ],
      },
    });
    expect(textOf(deepQueryAll(list, 'table')[0]!)).to.equal('Term Reports NAUSEA 12,016 RASH 7');
    expect(textOf(list))
      .to.include('So no count here is a rate')
      .and.not.to.match(/%|Incidence/);
    expect(deepQueryAll(list, 'svg')).to.deep.equal([]);
    const byTime = await show('safety-list', { artifact: { results: [{ time: '20240102', count: 3 }] } });
    expect(textOf(deepQueryAll(byTime, 'table')[0]!)).to.equal('Date Reports Jan 2, 2024 3');
    await expectAccessible(list);
  });
});

describe('openFDA’s errors', () => {
  it('are told with what to do', async () => {
    recordConsole();
    const { place, settled } = await import('./common.js');
    const list = await place('safety-list', {
      artifact: { error: { code: 'NOT_FOUND', message: 'No matches found!' } },
    });
    await settled(list, 'failed');
    expect(textOf(list)).to.include('openFDA says: No matches found. Check the spelling');
  });
});

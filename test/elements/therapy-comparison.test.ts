import type { TherapyComparison } from '../../src/elements/therapy-comparison.js';
import {
  artifactUrl,
  deepQuery,
  deepQueryAll,
  expect,
  expectAccessible,
  nextFrame,
  recordConsole,
  setViewport,
  textOf,
  until,
} from '../helpers.js';
import { article, behavesLikeAnArtifactElement, place, settled, show } from './common.js';

const REAL = 'therapeutics-zolgensma therapeutics-nusinersen therapeutics-risdiplam';

/** A drug with these fields, for what no real artifact has. */
const drug = (title: string, fields: object = {}): object => ({
  schemaVersion: 1,
  id: title.toLowerCase(),
  kind: 'drug',
  title,
  url: 'https://wiki.example/page',
  ...fields,
});

const compare = (source: Partial<TherapyComparison>) => show('therapy-comparison', source);

const heads = (element: Element) => deepQueryAll(element, 'thead [part="therapy"]');
const rowOf = (element: Element, label: string) =>
  deepQueryAll<HTMLTableRowElement>(element, 'tbody tr').find((row) => textOf(row.cells[0]!).startsWith(label))!;
const labels = (element: Element) =>
  deepQueryAll<HTMLTableRowElement>(element, 'tbody tr:not(.group)').map((row) => textOf(row.cells[0]!));
const cells = (element: Element, label: string) => [...rowOf(element, label).cells].slice(1).map(textOf);

describe('<therapy-comparison>', () => {
  behavesLikeAnArtifactElement('therapy-comparison', 'article');

  it('has a column for each therapy and a row for each attribute that any of them has', async () => {
    const element = await compare({
      drugs: [
        drug('One', {
          genericName: 'unum',
          drugClass: 'A',
          dosage: 'Once',
          rows: [{ label: 'Storage', value: 'Cold' }],
        }),
        drug('Two', {
          drugClass: 'B',
          indication: 'Pain',
          dosage: 'Daily',
          approvals: [{ regulator: 'FDA', status: 'Approved', date: '2019-05' }],
        }),
      ],
    });
    expect(heads(element).map((head) => head.querySelector('strong')?.textContent)).to.deep.equal(['One', 'Two']);
    expect(labels(element)).to.deep.equal(['Generic name', 'Approval', 'Class', 'Storage', 'Indication', 'Dosing']);
    expect(cells(element, 'Dosing')).to.deep.equal(['Once', 'Daily']);
    expect(cells(element, 'Approval')).to.deep.equal(['Not in this record', 'FDA: Approved May 2019']);
  });

  it('keeps the first therapy’s order, and puts what only another has after what it follows there', async () => {
    const rows = (value: string, ...names: string[]) => names.map((label) => ({ label, value }));
    const element = await compare({
      drugs: [
        drug('One', { rows: rows('x', 'A', 'B', 'C') }),
        drug('Two', { rows: rows('y', 'C', 'X', 'A', 'Y', 'B') }),
      ],
    });
    expect(labels(element)).to.deep.equal(['A', 'Y', 'B', 'C', 'X']);
  });

  it('says “Not in this record” where a therapy has no such attribute', async () => {
    const element = await compare({ artifactIds: REAL });
    expect(cells(element, 'Approval').slice(1)).to.deep.equal(['Not in this record', 'Not in this record']);
    for (const cell of deepQueryAll(element, 'td')) expect(textOf(cell)).not.to.equal('');
  });

  it('counts and names each drug’s warnings above the doses, or says that its record has none', async () => {
    const precautions = [{ title: 'Liver', text: 'Test it.' }];
    const element = await compare({
      drugs: [drug('One', { dosage: '5 mg', safety: { precautions } }), drug('Two', { dosage: '9 mg' })],
    });
    expect(deepQueryAll(element, '.warnings').map(textOf)).to.deep.equal([
      'One Boxed warning: not in this record. Warnings and precautions (1): Liver',
      'Two Boxed warning: not in this record. Warnings and precautions: not in this record.',
    ]);
  });

  it('is one row for an attribute, whether or not its label is a link', async () => {
    const element = await compare({
      drugs: [
        drug('One', { rows: [{ label: '[Barrier](/entities/barrier) crossing', value: 'Yes' }] }),
        drug('Two', { rows: [{ label: 'Barrier crossing', value: 'No' }] }),
      ],
    });
    expect(cells(element, 'Barrier crossing')).to.deep.equal(['Yes', 'No']);
    expect(rowOf(element, 'Barrier').querySelector('a')?.href).to.equal('https://wiki.example/entities/barrier');
  });

  it('shows every version on which sources disagree', async () => {
    const element = await compare({
      drugs: [
        drug('One', {
          dosage: [
            { value: '30 days', asOf: '2019' },
            { value: '60 days', asOf: '2026' },
          ],
        }),
        drug('Two'),
      ],
    });
    expect(cells(element, 'Dosing')[0]).to.match(/30 days as of 2019.*60 days as of 2026/);
  });

  it('cites each therapy’s own sources, whatever their keys', async () => {
    const one = drug('One', { dosage: { value: 'Once', refs: ['a'] }, references: { a: { title: 'First work' } } });
    const two = drug('Two', { dosage: { value: 'Daily', refs: ['a'] }, references: { a: { title: 'Second work' } } });
    const element = await compare({ drugs: [one, two] });
    await until(
      () => /\[1\]/.test(cells(element, 'Dosing')[0]!) && /\[2\]/.test(cells(element, 'Dosing')[1]!),
      'each cell has the number of its own source',
    );
    const list = await until(() => deepQuery(element, 'artifact-references'), 'the list of sources');
    (await until(() => deepQuery(list, 'summary'), 'its fold')).click();
    await until(() => /First work.*Second work/.test(textOf(list)), 'both works');
  });

  it('resolves every citation of the real therapies', async () => {
    const element = await compare({ artifactIds: REAL });
    for (const cite of deepQueryAll(element, 'td sup.cite')) expect(cite.textContent).to.match(/\d/);
    expect(deepQueryAll(element, '[part="unresolved"]').length).to.equal(0);
    expect(deepQueryAll(element, 'td sup.cite').length).to.be.greaterThan(30);
  });

  it('leads from each head to the therapy’s page in the wiki', async () => {
    const element = await compare({ artifactIds: REAL });
    expect(heads(element).map((head) => new URL(head.querySelector('a')!.href).pathname)).to.deep.equal([
      '/therapeutics/zolgensma',
      '/therapeutics/nusinersen',
      '/therapeutics/risdiplam',
    ]);
  });

  it('compares what its article names, else says that it names nothing', async () => {
    const named = await show('therapy-comparison', { src: artifactUrl('wiki-therapeutics-zolgensma') });
    await until(() => heads(named).length === 3, 'three therapies');
    for (const comparison of [undefined, []]) {
      const empty = await show('therapy-comparison', { artifact: article({ comparison }) });
      expect(textOf(empty)).to.equal('No therapies are named here to compare.');
      await expectAccessible(empty);
    }
  });

  it('shows one drug by itself, and nothing of a trial', async () => {
    const alone = await show('therapy-comparison', { src: artifactUrl('therapeutics-risdiplam') });
    expect(heads(alone).length).to.equal(1);
    expect(textOf(alone)).not.to.include('Same for all');
    expect(textOf(await show('therapy-comparison', { src: artifactUrl('trial-start') }))).to.equal(
      'No therapies are named here to compare.',
    );
  });

  it('keeps the other therapies where one fails, says in its column why, and tries again when asked', async () => {
    const record = recordConsole();
    const element = (await place('therapy-comparison')) as TherapyComparison;
    const failures: unknown[] = [];
    element.addEventListener('artifact-error', ({ failure }) => failures.push(failure?.reason));
    element.artifactIds = 'therapeutics-nusinersen nowhere therapeutics-risdiplam';
    await settled(element);
    expect(textOf(heads(element)[1]!)).to.match(/^nowhere Could not be shown\. File not found \(404\)\./);
    expect(cells(element, 'Generic name').map((text) => text.replace(/\[.*/, ''))).to.deep.equal([
      'nusinersen',
      'Could not be loaded',
      'risdiplam',
    ]);
    expect(textOf(element), 'nobody knows whether all agree').not.to.include('Same for all');
    expect(failures).to.deep.equal(['http']);
    expect(record.messages.length).to.equal(1);
    await expectAccessible(element);
    deepQuery<HTMLButtonElement>(element, '[part="retry"]')!.click();
    await until(() => failures.length === 2, 'it was asked again');
    await until(
      () => heads(element).length === 3 && cells(element, 'Generic name')[0]!.startsWith('nusinersen'),
      'the others are still there',
    );
  });

  it('says so where none can be shown, beside what was written into the page', async () => {
    recordConsole();
    const element = (await place('therapy-comparison')) as TherapyComparison;
    element.append('Compare them at the library.');
    element.artifactIds = 'nowhere not-there';
    await settled(element, 'failed');
    expect(textOf(element)).to.match(/nowhere.*404.*not-there.*404.*Compare them at the library\./);
  });

  it('tells a damaged therapy’s problems in its column and shows the rest', async () => {
    recordConsole();
    const element = await compare({
      drugs: [drug('One', { dosage: 'Once', image: 5 }), drug('Two', { dosage: 'Daily' }), { kind: 'drug' }],
    });
    expect(cells(element, 'Dosing')).to.deep.equal(['Once', 'Daily', 'Could not be loaded']);
    expect(textOf(heads(element)[0]!)).to.include('One field could not be read');
    expect(textOf(heads(element)[2]!)).to.match(/^Therapy 3 Could not be shown\./);
  });

  it('tells of each therapy that it shows', async () => {
    const element = (await place('therapy-comparison')) as TherapyComparison;
    const shown: string[] = [];
    element.addEventListener('artifact-load', ({ artifact }) => shown.push(artifact.title));
    element.drugs = [drug('One', { dosage: 'Once' }), drug('Two')];
    await until(() => shown.length === 2, 'two events');
    expect(shown).to.deep.equal(['One', 'Two']);
  });

  it('follows a change of what to compare', async () => {
    const element = (await compare({ drugs: [drug('One'), drug('Two'), drug('Three')] })) as TherapyComparison;
    element.drugs = [drug('Three'), drug('One')];
    await until(
      () =>
        heads(element)
          .map((head) => head.querySelector('strong')!.textContent)
          .join() === 'Three,One',
      'two other columns',
    );
    element.drugs = undefined;
    element.artifactIds = 'therapeutics-risdiplam';
    await until(() => heads(element).length === 1, 'one column');
  });

  describe('differences', () => {
    const same = { administrationRoute: 'By mouth' };

    it('can be shown alone, with how many rows are shown', async () => {
      const element = await compare({
        drugs: [drug('One', { ...same, drugClass: 'A' }), drug('Two', { ...same, drugClass: 'B' })],
      });
      expect(labels(element)).to.deep.equal(['Class', 'Route Same for all']);
      const status = () => textOf(deepQuery(element, '[role="status"]')!);
      expect(status()).to.equal('All 2 attributes shown');
      const box = deepQuery<HTMLInputElement>(element, 'input[type="checkbox"]')!;
      expect(textOf(box.labels![0]!)).to.equal('Only differences');
      box.click();
      await element.updateComplete;
      expect(labels(element)).to.deep.equal(['Class']);
      expect(status()).to.equal('1 of 2 attributes shown');
      await expectAccessible(element);
      box.click();
      await element.updateComplete;
      expect(labels(element).length).to.equal(2);
    });

    it('are a denominator, a hedge, a group, a note, and what one alone tells; not a source or a date', async () => {
      const pairs: [unknown, unknown, boolean][] = [
        [{ n: 1, of: 2 }, { n: 2, of: 4 }, false],
        [{ percent: 5 }, { percent: 5, qualifier: 'at least' }, false],
        [{ value: 'x', group: 'adults' }, { value: 'x', group: 'children' }, false],
        [{ value: 'x', note: 'for 30 days' }, { value: 'x', note: 'for 60 days' }, false],
        [[{ value: 'x' }, { value: 'y' }], 'x', false],
        [undefined, 'x', false],
        [{ value: 'x', refs: ['a'], asOf: '2019' }, { value: 'x', asOf: '2026' }, true],
      ];
      for (const [one, two, isSame] of pairs) {
        const references = { a: { title: 'A' } };
        const element = await compare({
          drugs: [drug('One', { ...same, dosage: one, references }), drug('Two', { ...same, dosage: two, references })],
        });
        expect(/Same for all/.test(textOf(rowOf(element, 'Dosing'))), JSON.stringify([one, two])).to.equal(isSame);
        element.remove();
      }
    });

    it('have no switch where all rows differ or none does', async () => {
      for (const drugs of [
        [drug('One', { drugClass: 'A' }), drug('Two', { drugClass: 'B' })],
        [drug('One', same), drug('Two', same)],
      ]) {
        const element = await compare({ drugs });
        expect(deepQueryAll(element, 'input').length).to.equal(0);
        expect(labels(element).length).to.equal(1);
      }
    });
  });

  it('is a list by attribute in 260 px, each value under its therapy’s name, without scrolling sideways', async () => {
    await setViewport({ width: 260, height: 700 });
    const element = await compare({ artifactIds: REAL });
    await nextFrame();
    expect(document.documentElement.scrollWidth).to.be.at.most(260);
    const scroller = deepQuery(element, '.table-scroll')!;
    expect(scroller.scrollWidth).to.be.at.most(scroller.clientWidth);
    expect(cells(element, 'Approval').map((text) => text.split(/ FDA| Not/)[0])).to.deep.equal([
      'Zolgensma (Onasemnogene Abeparvovec)',
      'Nusinersen (Spinraza)',
      'Risdiplam (Evrysdi)',
    ]);
    for (const role of ['rowheader', 'cell', 'columnheader', 'row'])
      expect(deepQueryAll(element, `[role="${role}"]`).length).to.be.greaterThan(0);
    await expectAccessible(element);
  });

  it('is a table in 720 px, and with many therapies scrolls by itself beside its row headers', async () => {
    await setViewport({ width: 720, height: 700 });
    const three = await compare({ artifactIds: REAL });
    const fits = deepQuery(three, '.table-scroll')!;
    expect(fits.scrollWidth).to.be.at.most(fits.clientWidth);
    const tops = [...rowOf(three, 'Generic name').cells].map((cell) => Math.round(cell.getBoundingClientRect().top));
    expect(new Set(tops).size).to.equal(1);
    three.remove();
    const many = await compare({
      drugs: Array.from({ length: 7 }, (_, index) =>
        drug(`Drug ${index}`, { id: `d${index}`, dosage: 'Once', drugClass: `${index}` }),
      ),
    });
    const scroller = deepQuery(many, '.table-scroll')!;
    expect(scroller.scrollWidth).to.be.greaterThan(scroller.clientWidth);
    expect(document.documentElement.scrollWidth).to.be.at.most(720);
    scroller.scrollLeft = 300;
    await nextFrame();
    expect(Math.round(rowOf(many, 'Dosing').cells[0]!.getBoundingClientRect().left)).to.equal(
      Math.round(scroller.getBoundingClientRect().left),
    );
    await expectAccessible(many);
  });

  it('shows what editors say of each therapy', async () => {
    const element = await compare({
      drugs: [drug('One', { dosage: 'Once', editorNotes: [{ text: 'No guide to its use.' }] }), drug('Two')],
    });
    await until(() => /One Editor’s notes \(1\)/.test(textOf(element)), 'the note of one');
  });
});

import { deepQueryAll, expect, expectAccessible, recordConsole, setViewport, textOf } from '../helpers.js';
import { read, recordsOf, skip } from '../records/served.js';
import { misplacedIn, missingIn, type ShownPart, type ShownTable, studiesIn } from '../records/study.js';
import { show } from './common.js';

const FIXTURE = '/demo/records/NCT00000001.json';
const METADATA = '/shared/data/reference/ctgov-v2-field-metadata.json';

/** A field in the registry's own list of the fields of a study. */
interface Field {
  name: string;
  /** `text`, `markup`, `boolean`, the name of an enumeration or a structure; with `[]` for a list. */
  type: string;
  sourceType: string;
  children?: Field[];
}

/** All text of an element, folded or not, with the addresses of its links. */
const wholeText = (node: Node): string => {
  if (node instanceof Text) return node.data;
  if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return '';
  const address = node instanceof HTMLAnchorElement ? decodeURI(node.href) : '';
  return ` ${address} ${[...(node instanceof Element && node.shadowRoot ? node.shadowRoot : node).childNodes].map(wholeText).join('')} `;
};

const tableOf = (table: HTMLTableElement): ShownTable => ({
  head: [...table.tHead!.rows[0]!.cells].map(wholeText),
  rows: [...table.tBodies].flatMap(({ rows }) =>
    // Beside a value stands its group's title too, for narrow pages.
    [...rows].map(({ cells }) => [...cells].map((cell) => wholeText(cell.querySelector('td > div') ?? cell))),
  ),
});

const partOf = (root: ParentNode, heading: string): ShownPart => ({
  heading,
  tables: deepQueryAll<HTMLTableElement>(root, 'table').map(tableOf),
  items: deepQueryAll(root, 'li').map(wholeText),
});

/** An element's content: each outcome by itself, then all that it shows. */
const partsOf = (element: Element): ShownPart[] => [
  ...deepQueryAll(element, '[part~="outcome"]').map((outcome) =>
    partOf(outcome, wholeText(outcome.querySelector('[role="heading"]')!)),
  ),
  partOf(element, ''),
];

/** What the trial card and, for its adverse events, the safety list don't show of a study or show at another place, and what they complain of. */
const lostOf = async (study: unknown): Promise<string[]> => {
  const record = recordConsole();
  const elements = [await show('trial-card', { artifact: study, lang: 'en' })];
  if (JSON.stringify(study).includes('"adverseEventsModule"'))
    elements.push(await show('safety-list', { artifact: study, lang: 'en' }));
  const text = elements.map(wholeText).join('');
  const parts = elements.flatMap(partsOf);
  elements.forEach((element) => element.remove());
  record.restore();
  return [...missingIn(study, text), ...misplacedIn(study, parts), ...record.messages];
};

const PARTICULAR: Record<string, unknown> = {
  nctId: 'NCT00000001',
  id: 'G1',
  groupId: 'G1',
  groupIds: ['G1'],
  groupDescription: 'a comparison of one group',
  frequencyThreshold: '5',
  hasResults: true,
  calculatePct: false,
  denomUnitsSelected: 'Participants',
};

/** A study with something in every field that the registry knows, each with a value of its own. */
const studyOf = (fields: readonly Field[], next = { number: 100 }): Record<string, unknown> =>
  Object.fromEntries(
    fields.map(({ name, type, sourceType, children }) => {
      const one = (): unknown => {
        if (sourceType === 'STRUCT') return studyOf(children ?? [], next);
        if (name === 'id' && fields.some((field) => field.name === 'term')) return `D${next.number++}`;
        if (name in PARTICULAR && !(name === 'id' && !fields.some((field) => field.name === 'title')))
          return PARTICULAR[name];
        const number = next.number++;
        if (name === 'geoPoint') return { lat: number, lon: number };
        if (type === 'boolean') return true;
        if (sourceType === 'DATE') return `${1900 + number}-03-04`;
        if (sourceType === 'NUMERIC' || /^(integer|number|long)/.test(type)) return number;
        if (/^(link|url)$/i.test(name)) return `https://registry.example/${number}`;
        if (/text|markup|Time/.test(type)) return `${name} no. ${number}`;
        return `NEVER_SEEN_BEFORE_${number}`;
      };
      return [name, type.endsWith('[]') && !Array.isArray(PARTICULAR[name]) ? [one()] : one()];
    }),
  );

const kinds = await Promise.all(['ctgov-v2', 'ctgov-v2-responses'].map(recordsOf));

describe('a record of ClinicalTrials.gov', () => {
  it('shows all of its fields at their places, but those that are not shown for a reason: the demo’s', async () => {
    expect(await lostOf(await read(FIXTURE))).to.deep.equal([]);
  });

  for (const forEachRecord of kinds)
    forEachRecord(
      (name) => `shows all of its fields at their places, but those that are not shown for a reason: ${name}`,
      async ({ url }) => {
        for (const study of studiesIn(await read(url))) expect(await lostOf(study)).to.deep.equal([]);
      },
    );

  for (const tag of ['trial-card', 'safety-list'])
    it(`has each number under its group’s title where there is room, beside it where there is none, and says what is measured: ${tag}`, async () => {
      for (const width of [260, 720, 1280]) {
        await setViewport({ width, height: 800 });
        const element = await show(tag, { artifact: await read(FIXTURE), lang: 'en' });
        for (const details of deepQueryAll<HTMLDetailsElement>(element, 'details')) details.open = true;
        expect(document.documentElement.scrollWidth, `${width}`).to.be.at.most(width);
        const tables = deepQueryAll(element, '.matrix table');
        expect(tables).not.to.deep.equal([]);
        for (const table of tables) {
          const [corner, ...heads] = table.querySelectorAll('thead th');
          expect(corner!.getBoundingClientRect().height, `what is measured, at ${width}`).to.be.greaterThan(10);
          for (const row of table.querySelectorAll('tbody tr:not(.block, .below)'))
            for (const [index, cell] of [...row.querySelectorAll('td')].entries()) {
              const title = textOf(heads[index]!);
              if (width === 260) expect(textOf(cell).startsWith(`${title} `), textOf(cell)).to.equal(true);
              else
                expect(cell.getBoundingClientRect().left, `${title} at ${width}`).to.be.closeTo(
                  heads[index]!.getBoundingClientRect().left,
                  1,
                );
            }
        }
        if (width !== 720) await expectAccessible(element);
        element.remove();
      }
    });

  it('keeps what is not told apart from zero, and divides by nobody', async () => {
    const list = await show('safety-list', { artifact: await read(FIXTURE), lang: 'en' });
    const rows = deepQueryAll(list, '[part="effects"] tbody tr:not(.block)').map((row) =>
      [...row.querySelectorAll('th, td > div')].map(textOf),
    );
    expect(rows).to.deep.equal([
      [
        'Pneumonia Systematic assessment · MedDRA (30.0) · One >80 years.',
        '3 of 19 (15.8%), 4 events',
        'Not assessed (0 at risk)',
      ],
      [
        'Headache Non systematic assessment · MedDRA (30.0)',
        '1 of 19 (5.3%), 1 event',
        'Number affected: not in this record; 20 at risk',
      ],
      ['Rash', '2 of 19 (10.5%)', 'Not in this record'],
    ]);
    const totals = deepQueryAll(list, '[part="groups"] tbody td > div').map(textOf);
    expect(totals).to.deep.equal([
      '1 of 19 (5.3%)',
      '3 of 19 (15.8%)',
      '12 of 19 (63.2%)',
      'Not in this record',
      'Not assessed (0 at risk)',
      'Number affected: not in this record; 20 at risk',
    ]);
    expect(textOf(list)).to.include('Other (non-serious) events are listed only if more than 5% of participants');
  });

  it('shows no phone, no e-mail and no name that serves to reach somebody', async () => {
    const card = await show('trial-card', { artifact: await read(FIXTURE), lang: 'en' });
    expect(wholeText(card)).not.to.match(/555-000|@example\.org|Secret|Site Contact/);
  });

  it('shows every field that the registry knows', async function () {
    const fields = (await read<Field[]>(METADATA)) ?? skip(this, 'reference');
    const record = recordConsole();
    const text = wholeText(await show('trial-card', { artifact: studyOf(fields), lang: 'en' }));
    const events = wholeText(await show('safety-list', { artifact: studyOf(fields), lang: 'en' }));
    expect([...missingIn(studyOf(fields), text + events), ...record.messages]).to.deep.equal([]);
  });
});

import { formatDate } from '../../src/content/dates.js';
import { formatNumber, formatPrinted } from '../../src/content/numbers.js';
import { words } from '../../src/content/terms.js';
import { whyNotShown } from '../artifact/formats/not-shown.js';
import { deepQueryAll, expect, expectAccessible, recordConsole, setViewport, textOf } from '../helpers.js';
import { show } from './common.js';

const SHARED = '/shared/data';
const FIXTURE = '/demo/records/NCT00000001.json';

/** A field in the registry's own list of the fields of a study. */
interface Field {
  name: string;
  /** `text`, `markup`, `boolean`, the name of an enumeration or a structure; with `[]` for a list. */
  type: string;
  sourceType: string;
  children?: Field[];
}

const read = async <T>(url: string): Promise<T | undefined> => {
  const response = await fetch(url);
  return response.ok ? (response.json() as Promise<T>) : undefined;
};

/** Every leaf of a record with its path, list indexes left out. */
const leavesOf = function* (value: unknown, path = ''): Generator<{ path: string; value: string | number | boolean }> {
  if (Array.isArray(value)) for (const item of value) yield* leavesOf(item, path);
  else if (typeof value === 'object' && value !== null)
    for (const [name, field] of Object.entries(value)) yield* leavesOf(field, `${path}.${name}`);
  else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') yield { path, value };
};

/** All text of an element, folded or not, with the addresses of its links. */
const wholeText = (node: Node): string => {
  if (node instanceof Text) return node.data;
  if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return '';
  const address = node instanceof HTMLAnchorElement ? decodeURI(node.href) : '';
  return ` ${address} ${[...(node instanceof Element && node.shadowRoot ? node.shadowRoot : node).childNodes].map(wholeText).join('')} `;
};

/** Letters, digits and the signs that carry meaning: what is left of a text where spaces, markup and quotes may differ. */
const squash = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/−/g, '-')
    .replace(/[^\p{L}\p{N}<>=≤≥%+.]/gu, '')
    .toLowerCase();

const BULLET = /^\s*([*+-]|\d+[.)])\s+/;

/** The lines of a text in the registry's Markdown, without the marks that become structure. */
const linesOf = (markup: string): string[] =>
  markup
    .split('\n')
    .map((line) => line.replace(BULLET, '').replace(/\\(?=[!-/:-@[-`{-~])/g, ''))
    .map((line) => squash(line.replace(BULLET, '')));

/** What stands for a flag that is true, and for one that is false, where it is not "Yes" and "No". */
const FLAGS: Record<string, readonly [yes: string, no: string]> = {
  hasResults: ['', 'The registry has no results.'],
  hasExpandedAccess: ['Available', 'None'],
  healthyVolunteers: ['Accepted', 'Not accepted'],
  testedNonInferiority: ['Non-inferiority tested: yes', 'Non-inferiority tested: no'],
  dateUnknown: ['', ''],
  unreleaseDateUnknown: ['', ''],
};

/** The texts of which any shows the value, as the card writes dates, numbers and enumerations. */
const renderings = (path: string, value: string | number | boolean): string[] => {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (typeof value === 'boolean') return [FLAGS[name]?.[value ? 0 : 1] ?? (value ? 'Yes' : 'No')];
  if (path.endsWith('.largeDocs.size')) return [`${(Number(value) / 1e6).toFixed(1)} MB`];
  if (typeof value === 'number') return [formatNumber(value, 'en')];
  if (name === 'masking' && value === 'NONE') return ['Open label (no masking)'];
  if (name === 'allocation' && value === 'NA') return ['Allocation not applicable'];
  // Two phases are one combined phase: "Phase 1/2".
  if (name === 'phases')
    return [words(value), `/${value.slice(5)}`, `Phase ${value.slice(5)}/`, 'Phase not applicable'];
  if (name === 'reportingStatus' && value === 'POSTED') return [''];
  return [
    value,
    formatPrinted(value, 'en'),
    words(value),
    formatDate(value.slice(0, 10), 'en'),
    URL.canParse(value) ? decodeURI(new URL(value).href) : value,
  ];
};

/** The fields of a study that are neither found in the text nor on the list of those not shown. */
const missingIn = (study: unknown, text: string): string[] => {
  const squashed = squash(text);
  const missing = new Set<string>();
  for (const { path, value } of leavesOf(study)) {
    if (whyNotShown('ClinicalTrials.gov study', path) !== undefined) continue;
    const found =
      renderings(path, value).some((rendering) => squashed.includes(squash(rendering))) ||
      (typeof value === 'string' && linesOf(value).every((line) => squashed.includes(line)));
    if (!found) missing.add(`${path} = ${String(value).slice(0, 120)}`);
  }
  return [...missing];
};

/** What the trial card and, for its adverse events, the safety list don't show of a study, and what they complain of. */
const lostOf = async (study: unknown): Promise<string[]> => {
  const record = recordConsole();
  const card = await show('trial-card', { artifact: study, lang: 'en' });
  let text = wholeText(card);
  if (JSON.stringify(study).includes('"adverseEventsModule"'))
    text += wholeText(await show('safety-list', { artifact: study, lang: 'en' }));
  document.querySelectorAll('trial-card, safety-list').forEach((element) => element.remove());
  record.restore();
  return [...missingIn(study, text), ...record.messages];
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

describe('a record of ClinicalTrials.gov', () => {
  it('shows all of its fields, but those that are not shown for a reason: an invented one', async () => {
    expect(await lostOf(await read(FIXTURE))).to.deep.equal([]);
  });

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
          for (const row of table.querySelectorAll('tbody tr:not(.block)'))
            for (const [index, cell] of [...row.querySelectorAll('td')].entries()) {
              const title = textOf(heads[index]!);
              if (width === 260) expect(textOf(cell)).to.match(new RegExp(`^${title} .`));
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
    const rows = deepQueryAll(list, '.matrix tbody tr:not(.block)').map((row) =>
      [...row.querySelectorAll('th, td > div')].map(textOf),
    );
    expect(rows).to.deep.equal([
      ['Pneumonia Systematic assessment · MedDRA (30.0) One >80 years.', '3 of 19 (15.8%), 4 events', '0 of 0'],
      [
        'Headache Non systematic assessment · MedDRA (30.0)',
        '1 of 19 (5.3%), 1 event',
        'Number affected not reported; 20 at risk',
      ],
      ['Rash', '2 of 19 (10.5%)', 'Not reported'],
    ]);
    const totals = deepQueryAll(list, '[part="groups"] tbody td > div').map(textOf);
    expect(totals).to.deep.equal([
      '1 of 19 (5.3%)',
      '3 of 19 (15.8%)',
      '12 of 19 (63.2%)',
      'Not reported',
      '0 of 0',
      'Number affected not reported; 20 at risk',
    ]);
    expect(textOf(list)).to.include('Events in fewer than 5% of participants are not listed by the source.');
  });

  it('shows no phone, no e-mail and no name that serves to reach somebody', async () => {
    const card = await show('trial-card', { artifact: await read(FIXTURE), lang: 'en' });
    expect(wholeText(card)).not.to.match(/555-000|@example\.org|Secret|Site Contact/);
  });

  it('shows every field that the registry knows', async function () {
    const fields = await read<Field[]>(`${SHARED}/reference/ctgov-v2-field-metadata.json`);
    if (!fields) {
      console.log(
        `Skipped, since there is no folder shared/data/reference beside the repository: ${this.test?.fullTitle() ?? ''}`,
      );
      this.skip();
    }
    expect(await lostOf(studyOf(fields))).to.deep.equal([]);
  });

  for (const folder of ['ctgov-v2', 'ctgov-v2-responses'])
    it(`shows all of its fields, but those that are not shown for a reason: each in ${folder}`, async function () {
      this.timeout(600_000);
      const names = (await read<string[]>(`${SHARED}/${folder}/`))?.filter((name) => name.endsWith('.json')) ?? [];
      if (names.length === 0) {
        console.log(
          `Skipped, since there is no folder shared/data/${folder} beside the repository: ${this.test?.fullTitle() ?? ''}`,
        );
        this.skip();
      }
      const lost: string[] = [];
      for (const name of names) {
        const data = await read<{ studies?: unknown[] }>(`${SHARED}/${folder}/${name}`);
        for (const study of data?.studies ?? [data])
          lost.push(...(await lostOf(study)).map((field) => `${name}: ${field}`));
      }
      expect(lost).to.deep.equal([]);
    });
});

import { References } from '../../src/artifact/references.js';
import { parse } from '../../src/artifact/parse.js';
import type { Artifact } from '../../src/artifact/schema/index.js';
import { defineElements } from '../../src/define.js';
import type { DrugInfobox } from '../../src/elements/drug-infobox.js';
import type { ArtifactReferences } from '../../src/elements/artifact-references.js';
import {
  artifactIds,
  artifactUrl,
  canEmulateMedia,
  deepQuery,
  deepQueryAll,
  emulateMedia,
  expect,
  expectAccessible,
  fixture,
  html,
  recordConsole,
  setViewport,
  textOf,
  until,
} from '../helpers.js';
import { place, settled, show } from './common.js';

defineElements();

/** An address that would run a script; in two pieces, since the linter takes it for one. */
const SCRIPT = `${'javascript'}:alert(1)`;

const references = {
  mendell: {
    type: 'article-journal',
    title: 'Single-Dose Gene-Replacement Therapy',
    author: ['Mendell', 'Al-Zaidy', 'Shell', 'Arnold', 'Rodino-Klapac', 'Prior', 'Lowes'].map((family) => ({
      family,
      given: 'A. B.',
    })),
    'container-title': 'N Engl J Med',
    issued: { 'date-parts': [[2017, 11, 2]] },
    volume: '377',
    issue: '18',
    page: '1713-1722',
    DOI: '10.1056/NEJMoa1706198',
    PMID: '29091557',
  },
  foust: { title: 'Rescue of the phenotype', note: 'Retracted: see PMID 36203015.', URL: 'https://example.org/foust' },
  unknown: { title: 'Cited as “unknown”', unverified: 'No such document was found.', URL: SCRIPT },
};

const artifactOf = (fields: object = {}): Artifact => {
  const { artifact, problems } = parse({
    schemaVersion: 1,
    id: 'a',
    kind: 'article',
    title: 'A',
    references,
    ...fields,
  });
  expect(problems).to.deep.equal([]);
  return artifact!;
};

const numbered = (artifact = artifactOf()): References => {
  const all = new References();
  all.add(artifact);
  return all;
};

/** A list of its own. */
const list = async (numbering: References | undefined, { compact = false } = {}) => {
  const box = await fixture<HTMLElement>(html`<div></div>`);
  const element: ArtifactReferences = document.createElement('artifact-references');
  if (numbering) element.references = numbering;
  element.compact = compact;
  box.append(element);
  await element.updateComplete;
  return element;
};

/** A card that cites, where a list takes what all cards of its viewer cite. */
const citing = (...keys: string[]): DrugInfobox => citingFrom(artifactOf(), ...keys);

const citingFrom = ({ kind: _, ...fields }: Artifact, ...keys: string[]): DrugInfobox => {
  const card = document.createElement('drug-infobox');
  card.artifact = {
    ...fields,
    kind: 'drug',
    rows: keys.map((key, index) => ({ label: `Fact ${index + 1}`, value: `Said [@${key.split(' ').join('; @')}]` })),
  };
  return card;
};

/** The list of a viewer, below cards that cite: of each, the keys of its statements. */
const listBelow = (...cards: string[][]) => listOf(artifactOf(), ...cards);

const listOf = async (
  artifact: Artifact,
  ...cards: string[][]
): Promise<{ list: ArtifactReferences; viewer: HTMLElement }> => {
  const viewer = await place('artifact-viewer', { artifact });
  const element: ArtifactReferences = document.createElement('artifact-references');
  viewer.append(...cards.map((keys) => citingFrom(artifact, ...keys)), element);
  await settled(viewer);
  return { list: element, viewer };
};

const citationsIn = (root: Element) => deepQueryAll(root, 'sup.cite');

const entriesOf = (element: Element) => deepQueryAll(element, '[part=entry]');
const backOf = (entry: Element) => [...entry.querySelectorAll<HTMLAnchorElement>('[part=back]')];

describe('<artifact-references>', () => {
  it('gives each source its number, its AMA text and links to look it up, and runs none that is no address', async () => {
    const element = await list(numbered());
    const [first, , third] = entriesOf(element);
    expect(entriesOf(element).map((entry) => [entry.id, (entry as HTMLLIElement).value])).to.deep.equal([
      ['ref-1', 1],
      ['ref-2', 2],
      ['ref-3', 3],
    ]);
    expect(textOf(first!)).to.equal(
      'Mendell AB, Al-Zaidy AB, Shell AB, et al. Single-Dose Gene-Replacement Therapy. N Engl J Med. 2017;377(18):1713-1722. doi:10.1056/NEJMoa1706198 PMID: 29091557',
    );
    expect([...first!.querySelectorAll('a')].map(({ href }) => href)).to.deep.equal([
      'https://doi.org/10.1056/NEJMoa1706198',
      'https://pubmed.ncbi.nlm.nih.gov/29091557/',
    ]);
    expect(textOf(third!)).to.contain(SCRIPT);
    expect(third!.querySelector('a')).to.equal(null);
    await expectAccessible(element);
  });

  it('says what was retracted and what could not be verified, and why', async () => {
    const element = await list(numbered());
    expect(textOf(entriesOf(element)[1]!)).to.contain('Retracted: see PMID 36203015.');
    expect(textOf(entriesOf(element)[2]!)).to.contain('Not verified: No such document was found.');
  });

  it('links back to each mention, which gets the focus', async () => {
    const { list: element, viewer } = await listBelow(['foust', 'mendell foust']);
    const [first, second, third] = await until(() => {
      const all = entriesOf(element);
      return backOf(all[1]!).length === 2 && all;
    }, 'both mentions are there');
    expect(backOf(first!).map((link) => [textOf(link), link.ariaLabel])).to.deep.equal([['a', 'Mention a']]);
    expect(backOf(second!).map((link) => [textOf(link), link.ariaLabel])).to.deep.equal([
      ['a', 'Mention a'],
      ['b', 'Mention b'],
    ]);
    expect(backOf(third!)).to.deep.equal([]);
    await expectAccessible(element);
    const address = location.href;
    backOf(second!)[1]!.click();
    const [, citation] = citationsIn(viewer);
    expect(citation!.querySelector('a:focus')?.getAttribute('href')).to.equal('#ref-2');
    expect(location.href).to.equal(address);
  });

  it('folds the links back to a source that is cited often, behind how often that is', async () => {
    const { list: element, viewer } = await listBelow(['mendell', 'mendell', 'mendell foust', 'mendell']);
    const fold = await until(() => entriesOf(element)[0]!.querySelector('details'), 'the links are folded');
    expect(textOf(fold.querySelector('summary')!)).to.equal('Cited 4 times');
    expect(entriesOf(element)[1]!.querySelector('details'), 'a single link is not').to.equal(null);
    fold.open = true;
    backOf(entriesOf(element)[0]!)[3]!.click();
    expect(citationsIn(viewer)[3]!.querySelector('a:focus'), 'the last leads to the last').not.to.equal(null);
  });

  it('orders mentions as a reader meets them, through shadow trees, and opens what a mention is folded into', async () => {
    const { list: element, viewer } = await listBelow(['mendell']);
    const details = document.createElement('details');
    // What is first in the page comes last in time.
    details.append(citing('mendell'));
    viewer.prepend(citing('mendell'), details);
    const links = await until(() => {
      const found = backOf(entriesOf(element)[0]!);
      return found.length === 3 && found;
    }, 'three mentions are there');
    links.forEach((link, index) => {
      link.click();
      expect(citationsIn(viewer)[index]!.querySelector(':focus'), `mention ${index + 1}`).not.to.equal(null);
    });
    expect(details.open).to.equal(true);
  });

  it('links back to the first number of a range that leaves its own out', async () => {
    const plain = artifactOf({
      references: { one: { title: 'One' }, two: { title: 'Two' }, three: { title: 'Three' } },
    });
    const { list: element, viewer } = await listOf(plain, ['one two three']);
    const [link] = await until(() => {
      const found = backOf(entriesOf(element)[1]!);
      return found.length === 1 && found;
    }, 'its mention is there');
    link!.click();
    expect(textOf(citationsIn(viewer)[0]!)).to.equal('[1–3]');
    expect(citationsIn(viewer)[0]!.querySelector('a:focus')?.getAttribute('href')).to.equal('#ref-1');
  });

  it('forgets a mention that left the page', async () => {
    const { list: element, viewer } = await listBelow(['mendell'], ['mendell']);
    await until(() => backOf(entriesOf(element)[0]!).length === 2, 'two mentions');
    viewer.firstElementChild!.remove();
    await until(() => backOf(entriesOf(element)[0]!).length === 1, 'one mention');
  });

  it('is drawn a few times for hundreds of mentions, not hundreds of times', async () => {
    const { list: element, viewer } = await listBelow();
    // What it draws anew is the list of links back to the first source.
    const drawn = new Set<number>();
    const watcher = new MutationObserver(() => {
      const [first] = entriesOf(element);
      if (first) drawn.add(backOf(first).length);
    });
    watcher.observe(element.shadowRoot!, { childList: true, subtree: true });
    for (let batch = 0; batch < 5; batch += 1) {
      for (let index = 0; index < 10; index += 1)
        element.before(citing(...Array.from({ length: 10 }, () => 'mendell')));
      await element.updateComplete;
    }
    await until(() => backOf(entriesOf(element)[0]!).length === 500, 'all are linked back to');
    watcher.disconnect();
    // Ten times a second, as long as cards come.
    expect(drawn.size).to.be.below(100);
    expect(backOf(entriesOf(element)[0]!)[499]!.textContent).to.equal('sf');
    expect(citationsIn(viewer)).to.have.length(500);
  });

  it('shows the sources of the viewer above it, and of the next one when it is moved there, and none outside', async () => {
    const viewer = await place('artifact-viewer', { artifact: artifactOf() });
    const element: ArtifactReferences = document.createElement('artifact-references');
    viewer.append(element);
    await until(() => entriesOf(element).length === 3, 'the viewer’s three sources');
    const next = await place('artifact-viewer', { artifact: artifactOf({ references: { foust: references.foust } }) });
    next.append(element);
    await until(() => entriesOf(element).length === 1, 'the next viewer’s one source');
    viewer.remove();
    const record = recordConsole();
    next.artifact = artifactOf();
    await settled(next);
    await until(() => entriesOf(element).length === 3, 'what comes late');
    expect(record.messages).to.deep.equal([]);
    next.after(element);
    await until(() => textOf(element) === 'No sources are named.', 'none, outside every viewer');
  });

  it('says so where no sources are named, and is nothing at the foot of a card', async () => {
    const none = numbered(artifactOf({ references: undefined }));
    expect(textOf(await list(none))).to.equal('No sources are named.');
    expect(textOf(await list(none, { compact: true }))).to.equal('');
    expect(textOf(await list(undefined))).to.equal('No sources are named.');
  });

  describe('compact', () => {
    it('tells the number of sources and shows them when asked', async () => {
      const element = await list(numbered(), { compact: true });
      expect(textOf(element)).to.equal('3 sources');
      deepQuery(element, 'summary')!.click();
      await until(() => textOf(element).includes('Rescue of the phenotype'), 'the sources are open');
      await expectAccessible(element);
      expect(
        textOf(await list(numbered(artifactOf({ references: { foust: references.foust } })), { compact: true })),
      ).to.equal('1 source');
    });

    it('is open in print', async function () {
      const element = await list(numbered(), { compact: true });
      dispatchEvent(new Event('beforeprint'));
      expect(textOf(element)).to.contain('Rescue of the phenotype');
      dispatchEvent(new Event('afterprint'));
      expect(textOf(element)).to.equal('3 sources');
      if (!canEmulateMedia) return;
      await emulateMedia({ media: 'print' });
      expect(entriesOf(element)[0]!.getBoundingClientRect().height).to.be.above(0);
    });
  });

  it('fits a sidebar', async () => {
    await setViewport({ width: 260, height: 600 });
    const { list: element } = await listBelow(['mendell']);
    const { right } = element.getBoundingClientRect();
    for (const entry of entriesOf(element)) {
      expect(entry.scrollWidth).to.be.at.most(entry.clientWidth);
      expect(entry.getBoundingClientRect().right).to.be.at.most(right);
    }
  });

  it('lists the sources of every artifact, without a warning', async function () {
    // Ten lists, each looked at by axe, in an engine that may share its processor with two others.
    this.timeout(60_000);
    for (const id of artifactIds) {
      const record = recordConsole();
      const viewer = await show('artifact-viewer', { src: artifactUrl(id), view: 'references' } as object);
      await until(() => entriesOf(viewer).length > 0, `${id} has sources`);
      for (const entry of entriesOf(viewer)) expect(textOf(entry), id).to.match(/\w/);
      await expectAccessible(viewer);
      expect(record.messages, id).to.deep.equal([]);
      record.restore();
      viewer.remove();
    }
  });
});

import { sendMouse } from '@web/test-runner-commands';
import type { Artifact } from '../../src/artifact/schema/index.js';
import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import { hashOf } from '../../src/artifact/integrity.js';
import { settings } from '../../src/settings.js';
import {
  artifactUrl,
  needsEmulatedMedia,
  deepQuery,
  deepQueryAll,
  emulateMedia,
  expect,
  expectAccessible,
  fixture,
  html,
  loadArtifact,
  press,
  recordConsole,
  setViewport,
  textOf,
  until,
} from '../helpers.js';
import { behavesLikeAnArtifactElement, settled, show } from './common.js';

const WIKI = 'wiki-therapeutics-zolgensma';

/** The radio button with this label. */
const radio = (panel: Element, label: string) =>
  deepQueryAll(panel, 'label')
    .find((one) => textOf(one) === label)!
    .querySelector('input')!;
const choose = async (panel: ArtifactElement, ...labels: string[]) => {
  for (const label of labels) radio(panel, label).click();
  await panel.updateComplete;
};
const button = (panel: Element, name: 'copy' | 'download') =>
  deepQuery<HTMLButtonElement>(panel, `button[part="${name}"]`)!;
const shownText = (panel: Element) => deepQuery(panel, 'pre')!.textContent;
const statusOf = (panel: Element) => textOf(deepQuery(panel, '[role="status"]')!);
const shownHash = (panel: Element) => deepQuery(panel, 'pre[aria-label="Content hash"]')?.textContent.trim();

/** A clipboard that takes or refuses what it is given, until the test ends. */
const stubClipboard = (writeText: (text: string) => Promise<void>) =>
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
const refuse = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));

/** What a person clicks, where they click. */
const click = async (element: Element) => {
  element.scrollIntoView({ block: 'center' });
  const { x, y, width, height } = element.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
};

/** The file that is handed over when this is done: its name, type and text. */
const downloaded = async (act: () => void) => {
  const original = Object.getOwnPropertyDescriptor(HTMLAnchorElement.prototype, 'click');
  let file: Promise<{ name: string; type: string; text: string }> | undefined;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    const name = this.download;
    file = fetch(this.href).then(async (response) => ({
      name,
      type: response.headers.get('content-type') ?? '',
      text: await response.text(),
    }));
  };
  try {
    act();
    return await (file ?? Promise.reject(new Error('Nothing was handed over.')));
  } finally {
    if (original) Object.defineProperty(HTMLAnchorElement.prototype, 'click', original);
    else Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
  }
};

describe('<artifact-cite-panel>', () => {
  let kept: typeof settings;
  beforeEach(() => {
    kept = { ...settings };
    settings.site = `${location.origin}/`;
  });
  afterEach(() => {
    for (const key of Object.keys(settings)) Reflect.deleteProperty(settings, key);
    Object.assign(settings, kept);
    Reflect.deleteProperty(navigator, 'clipboard');
    getSelection()?.removeAllRanges();
  });

  behavesLikeAnArtifactElement('artifact-cite-panel');

  it('shows at first how to cite the artifact itself, in AMA style, by its page', async () => {
    const panel = await show('artifact-cite-panel', { artifactId: WIKI });
    expect(textOf(deepQuery(panel, 'h2')!)).to.equal('Cite');
    expect(radio(panel, 'AMA').checked).to.equal(true);
    expect(radio(panel, 'This artifact').checked).to.equal(true);
    expect(shownText(panel)).to.match(
      new RegExp(
        `^Zolgensma \\(Onasemnogene Abeparvovec\\)\\. .*May 13, 2026\\. Accessed \\w+ \\d+, \\d{4}\\. ${location.origin}/artifact/${WIKI}$`,
      ),
    );
  });

  it('says that the artifact was read today, by the reader’s calendar', async () => {
    const panel = await show('artifact-cite-panel', { artifactId: WIKI });
    await choose(panel, 'CSL-JSON');
    const now = new Date();
    const [item] = JSON.parse(shownText(panel)) as { accessed: unknown }[];
    expect(item?.accessed).to.deep.equal({ 'date-parts': [[now.getFullYear(), now.getMonth() + 1, now.getDate()]] });
  });

  it('cites an artifact that has no page by the address of its file, and one without address by none', async () => {
    const panel = await show('artifact-cite-panel', { src: `${artifactUrl(WIKI)}?copy` });
    expect(shownText(panel)).to.match(/artifacts\/wiki-therapeutics-zolgensma\.json\?copy$/);
    const lone = await show('artifact-cite-panel', { artifact: await loadArtifact(WIKI) });
    expect(shownText(lone)).not.to.include('http');
  });

  it('has the artifact and its references in every format', async () => {
    const panel = await show('artifact-cite-panel', { artifactId: WIKI });
    const { references = {} } = (await loadArtifact(WIKI)) as Artifact;
    const all = Object.keys(references);
    const expected: Record<string, [one: RegExp, marks: RegExp]> = {
      AMA: [/^Zolgensma/, /^\d+\. /gm],
      BibTeX: [/^@misc\{wiki-therapeutics-zolgensma,\n/, /^@\w+\{/gm],
      RIS: [/^TY {2}- ELEC\r\n/, /^TY {2}- /gm],
      'CSL-JSON': [/^\[\n {2}\{\n {4}"type": "webpage"/, /^ {4}"id": /gm],
    };
    for (const [format, [one, marks]] of Object.entries(expected)) {
      await choose(panel, 'This artifact', format);
      expect(shownText(panel), format).to.match(one);
      await choose(panel, `Its ${all.length} references`);
      expect(shownText(panel).match(marks), format).to.have.length(all.length);
      expect(shownText(panel), format).to.include('Single-Dose');
    }
  });

  it('lists references in the order in which the artifact cites them', async () => {
    const panel = await show('artifact-cite-panel', {
      artifact: {
        schemaVersion: 1,
        id: 'a',
        kind: 'article',
        title: 'A',
        body: 'Later [@two] and [@one].',
        references: { one: { title: 'One' }, two: { title: 'Two' }, three: { title: 'Three' } },
      },
    });
    await choose(panel, 'Its 3 references');
    expect(shownText(panel)).to.equal('1. Two.\n2. One.\n3. Three.');
  });

  it('offers no references where there are none', async () => {
    const panel = await show('artifact-cite-panel', {
      artifact: { schemaVersion: 1, id: 'a', kind: 'drug', title: 'A' },
    });
    expect(deepQueryAll(panel, 'label').map(textOf)).to.deep.equal(['AMA', 'BibTeX', 'RIS', 'CSL-JSON']);
  });

  it('is back at the artifact itself when the next one has no references', async () => {
    const panel = await show('artifact-cite-panel', { artifactId: WIKI });
    await choose(panel, 'Its 20 references');
    panel.artifact = { schemaVersion: 1, id: 'a', kind: 'drug', title: 'Another' };
    await until(() => shownText(panel) === 'Another.', 'the other one’s citation');
  });

  it('goes from format to format by the arrow keys', async () => {
    const panel = await show('artifact-cite-panel', { artifactId: WIKI });
    radio(panel, 'AMA').focus();
    await press('ArrowRight');
    await until(() => shownText(panel).startsWith('@misc'), 'BibTeX is shown');
    await press('ArrowRight');
    await until(() => shownText(panel).startsWith('TY  - '), 'RIS is shown');
    await press('ArrowLeft');
    await until(() => shownText(panel).startsWith('@misc'), 'BibTeX is shown again');
  });

  it('lets who reads by keyboard scroll a long text, which has a name', async () => {
    const panel = await show('artifact-cite-panel', { artifactId: WIKI });
    await choose(panel, 'RIS');
    const text = deepQuery(panel, 'pre')!;
    text.focus();
    expect(panel.shadowRoot?.activeElement === text, 'the text has the focus').to.equal(true);
    expect(text.getAttribute('aria-label')).to.equal('RIS text');
  });

  it('copies what is shown, says so, and says nothing of the next text', async () => {
    const panel = await show('artifact-cite-panel', { artifactId: WIKI });
    const copied: string[] = [];
    stubClipboard((text) => Promise.resolve(void copied.push(text)));
    await choose(panel, 'BibTeX');
    button(panel, 'copy').click();
    await until(() => statusOf(panel) === 'Copied.', 'it says that it copied');
    expect(copied).to.deep.equal([shownText(panel)]);
    await choose(panel, 'RIS');
    expect(statusOf(panel)).to.equal('');
  });

  it('copies by a selection where the page has no right to the clipboard, without what the host page adds', async () => {
    const panel = await show('artifact-cite-panel', { artifactId: WIKI });
    stubClipboard(refuse);
    const original = Object.getOwnPropertyDescriptor(DataTransfer.prototype, 'setData')!;
    const copied: string[] = [];
    DataTransfer.prototype.setData = function (type, text) {
      copied.push(text);
      Reflect.apply(original.value as typeof this.setData, this, [type, text]);
    };
    const addAdvert = (event: ClipboardEvent) => event.clipboardData?.setData('text/plain', 'Read more at …');
    document.addEventListener('copy', addAdvert);
    try {
      await click(button(panel, 'copy'));
      await until(() => statusOf(panel) === 'Copied.', 'it says that it copied');
    } finally {
      document.removeEventListener('copy', addAdvert);
      Object.defineProperty(DataTransfer.prototype, 'setData', original);
    }
    expect(copied).to.deep.equal([shownText(panel)]);
  });

  it('says when nothing could be copied, and what to do, with the text selected', async () => {
    const panel = await show('artifact-cite-panel', { artifactId: WIKI });
    stubClipboard(refuse);
    Object.defineProperty(document, 'execCommand', { configurable: true, value: () => false });
    try {
      button(panel, 'copy').click();
      await until(() => statusOf(panel) === 'Could not copy: select the text and copy it yourself.', 'it says so');
    } finally {
      Reflect.deleteProperty(document, 'execCommand');
    }
    expect(getSelection()?.toString().trim()).to.equal(shownText(panel));
    await expectAccessible(panel);
  });

  it('shows the content hash of the file, and copies it alone', async () => {
    const panel = await show('artifact-cite-panel', { artifactId: WIKI });
    const hash = await hashOf(await loadArtifact(WIKI));
    await until(() => shownHash(panel) === hash, 'the hash is shown');
    stubClipboard(refuse);
    deepQueryAll(panel, 'button[part="copy"]')[1]!.focus();
    await click(deepQueryAll(panel, 'button[part="copy"]')[1]!);
    await until(() => textOf(deepQueryAll(panel, '[role="status"]')[1]!) !== '', 'it says whether it copied');
    expect(getSelection()?.toString().trim()).to.equal(hash);
    expect(statusOf(panel), 'of the citation nothing is said').to.equal('');
  });

  it('shows the hash of the next artifact when that comes', async () => {
    const panel = await show('artifact-cite-panel', { artifactId: WIKI });
    panel.artifactId = 'trial-start';
    const hash = await hashOf(await loadArtifact('trial-start'));
    await until(() => shownHash(panel) === hash, 'its own hash is shown');
  });

  it('says why there is no hash where there is none', async () => {
    const panel = await show('artifact-cite-panel', {
      artifact: { schemaVersion: 1, id: 'a', kind: 'drug', title: 'Half \ud83d' },
    });
    await until(() => textOf(panel).includes('have no canonical form'), 'it says so');
    expect(shownHash(panel)).to.equal(undefined);
  });

  it('hands over a file of the right name, type and text', async () => {
    const panel = await show('artifact-cite-panel', { artifactId: WIKI });
    const expected: Record<string, [suffix: string, type: string]> = {
      AMA: ['.txt', 'text/plain;charset=utf-8'],
      BibTeX: ['.bib', 'application/x-bibtex;charset=utf-8'],
      RIS: ['.ris', 'application/x-research-info-systems;charset=utf-8'],
      'CSL-JSON': ['.csl.json', 'application/vnd.citationstyles.csl+json'],
    };
    for (const [format, [suffix, type]] of Object.entries(expected)) {
      await choose(panel, 'This artifact', format);
      expect(await downloaded(() => button(panel, 'download').click())).to.deep.equal({
        name: `${WIKI}${suffix}`,
        type,
        text: shownText(panel),
      });
    }
    await choose(panel, 'Its 20 references');
    expect((await downloaded(() => button(panel, 'download').click())).name).to.equal(`${WIKI}-references.csl.json`);
  });

  it('says in a sandboxed frame, which may not download, that the text can be copied', async () => {
    const panel = await show('artifact-cite-panel', { artifactId: WIKI });
    await downloaded(() => button(panel, 'download').click());
    await panel.updateComplete;
    expect(statusOf(panel)).to.equal('');
    const { origin } = self;
    Object.defineProperty(self, 'origin', { configurable: true, writable: true, value: 'null' });
    try {
      await downloaded(() => button(panel, 'download').click());
    } finally {
      Object.defineProperty(self, 'origin', { configurable: true, writable: true, value: origin });
    }
    await until(() => statusOf(panel).includes('copy the text'), 'it says what to do');
  });

  it('prints the AMA text, whatever format is chosen, and nothing to click', async function () {
    needsEmulatedMedia(this);
    const panel = await show('artifact-cite-panel', { artifactId: WIKI });
    const ama = shownText(panel);
    expect(textOf(panel).split(ama)).to.have.length(2);
    await choose(panel, 'BibTeX');
    await emulateMedia({ media: 'print' });
    expect(textOf(panel)).to.equal(
      `Cite ${ama} Content hash of this version, for the attribute integrity ${shownHash(panel)}`,
    );
  });

  it('cites the artifact of the viewer around it', async () => {
    const record = recordConsole();
    const box = await fixture<HTMLElement>(
      html`<artifact-viewer artifact-id="trial-start"><artifact-cite-panel></artifact-cite-panel></artifact-viewer>`,
    );
    const panel = box.querySelector<ArtifactElement>('artifact-cite-panel')!;
    await settled(panel);
    // A registered trial is cited as its registry has it.
    expect(shownText(panel)).to.match(
      /^Novartis Gene Therapies\. START: .* ClinicalTrials\.gov identifier: NCT02122952\. .*clinicaltrials\.gov\/study\/NCT02122952$/,
    );
    expect(record.messages).to.deep.equal([]);
  });

  for (const width of [260, 1280])
    it(`fits into ${width} px in every format`, async () => {
      await setViewport({ width, height: 700 });
      const panel = await show('artifact-cite-panel', { artifactId: WIKI });
      for (const format of ['AMA', 'BibTeX', 'RIS', 'CSL-JSON']) {
        await choose(panel, 'Its 20 references', format);
        expect(document.documentElement.scrollWidth, format).to.be.at.most(width);
        const text = deepQuery(panel, 'pre')!;
        expect(text.scrollWidth, format).to.equal(text.clientWidth);
      }
      await expectAccessible(panel);
    });
});

import { defineElements } from '../../src/define.js';
import type { ArtifactImage } from '../../src/elements/artifact-image.js';
import { citation } from '../../src/writers/html/citation.js';
import { References } from '../../src/artifact/references.js';
import {
  deepQuery,
  expect,
  expectAccessible,
  fixture,
  html,
  recordConsole,
  setViewport,
  textOf,
  until,
} from '../helpers.js';
import { toDom } from '../text/to-dom.js';

defineElements();

/** An address that would run a script; in two pieces, since the linter takes it for one. */
const SCRIPT = `${'javascript'}:alert(1)`;

const PICTURE = new URL('./fixtures/picture.svg', import.meta.url).href;

/** An address that counts its requests, for one test in one browser. */
const counted = (): { address: string; requests: () => Promise<number> } => {
  const path = `/fault/count?id=${crypto.randomUUID()}`;
  return {
    address: location.origin + path,
    requests: async () => ((await (await fetch(`${path}&read=1`)).json()) as { count: number }).count,
  };
};

const picture = async (from: string | undefined, alt = 'A structure') => {
  const element: ArtifactImage = document.createElement('artifact-image');
  element.alt = alt;
  if (from !== undefined) element.from = from;
  (await fixture(html`<p></p>`)).append(element);
  await element.updateComplete;
  return element;
};

const buttonOf = (element: Element) => deepQuery(element, 'button');

describe('<artifact-image>', () => {
  it('says what the picture shows and where it is, and asks for nothing before the reader does', async () => {
    const { address, requests } = counted();
    const element = await picture(address);
    expect(textOf(element)).to.equal(`Picture: A structure Load picture from ${location.host}`);
    await expectAccessible(element);
    expect(await requests()).to.equal(0);
    buttonOf(element)!.click();
    await until(async () => (await requests()) === 1, 'it is asked for once');
  });

  it('shows the picture on a click, with its description and without telling its server the page', async () => {
    const element = await picture(PICTURE);
    buttonOf(element)!.focus();
    buttonOf(element)!.click();
    const image = await until(() => deepQuery<HTMLImageElement>(element, 'img'), 'the picture is there');
    expect([image.alt, image.src, image.referrerPolicy, image.naturalWidth]).to.deep.equal([
      'A structure',
      PICTURE,
      'no-referrer',
      40,
    ]);
    expect(buttonOf(element)).to.equal(null);
    expect(element.shadowRoot?.activeElement, 'the focus stays').not.to.equal(null);
    await expectAccessible(element);
  });

  it('says when the picture does not come, and tries again when asked', async () => {
    const element = await picture(counted().address);
    buttonOf(element)!.click();
    await until(() => textOf(element).includes(`The picture could not be loaded from ${location.host}.`), 'it says so');
    expect(textOf(element)).to.contain('A structure');
    await expectAccessible(element);
    element.from = PICTURE;
    await until(() => buttonOf(element)?.textContent.startsWith('Load picture'), 'another picture, another question');
    buttonOf(element)!.click();
    await until(() => deepQuery(element, 'img'), 'the other picture is there');
  });

  it('loads nothing from what is no http address', async () => {
    for (const from of [
      undefined,
      SCRIPT,
      'mailto:a@b.example',
      'data:image/svg+xml,<svg/>',
      '/a.png',
      'https://user@host.example/a.png',
    ]) {
      const element = await picture(from);
      expect(buttonOf(element), from).to.equal(null);
      expect(textOf(element)).to.equal('Picture: A structure It has no address that can be loaded.');
    }
  });

  it('stands in a text for a picture that an author put there', async () => {
    const { address, requests } = counted();
    const record = recordConsole();
    const text = await fixture<HTMLElement>(html`<div></div>`);
    text.append(
      toDom(
        `See ![the vector](${address}).`,
        { linkBase: undefined, artifact: undefined, references: new References(), cite: citation },
        false,
      ),
    );
    await until(
      () => textOf(text).includes(`Picture: the vector Load picture from ${location.host}`),
      'the place is there',
    );
    expect(await requests()).to.equal(0);
    expect(record.messages).to.deep.equal([]);
  });

  it('fits a sidebar', async () => {
    await setViewport({ width: 260, height: 600 });
    const element = await picture(
      'https://a-very-long-host-name-of-a-picture-server.content.example.org/a.png',
      'A long description of what the picture shows',
    );
    expect(element.getBoundingClientRect().right).to.be.at.most(260);
    expect(document.documentElement.scrollWidth).to.be.at.most(260);
  });
});

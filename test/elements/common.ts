import { defineElements } from '../../src/define.js';
import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import type { Kind } from '../../src/artifact/schema/index.js';
import {
  artifactIds,
  artifactUrl,
  expect,
  expectAccessible,
  fixture,
  html,
  loadArtifact,
  recordConsole,
  textOf,
  until,
} from '../helpers.js';

defineElements();

/** An element of ours with its source set, in the page. It may still be loading. */
export const place = async (tag: string, source: Partial<ArtifactElement> = {}): Promise<ArtifactElement> => {
  const element = document.createElement(tag) as ArtifactElement;
  Object.assign(element, source);
  const box = await fixture(html`<div></div>`);
  box.append(element);
  return element;
};

/** Waits for the element's status, and until it is drawn. */
export const settled = async (element: ArtifactElement, status: ArtifactElement['status'] = 'ready'): Promise<void> => {
  await until(() => element.status === status, `<${element.localName}> is ${status}, not ${element.status}`);
  await element.updateComplete;
};

/** The element showing this artifact. */
export const show = async (tag: string, source: Partial<ArtifactElement>): Promise<ArtifactElement> => {
  const element = await place(tag, source);
  await settled(element);
  return element;
};

/** An article with these fields, for what no real artifact has. */
export const article = (fields: object = {}): object => ({
  schemaVersion: 1,
  id: 'an-article',
  kind: 'article',
  title: 'An article',
  url: 'https://wiki.example/page',
  ...fields,
});

/** The ids of the artifacts in `artifacts/` that an element of this kind shows. */
const idsOfKind = async (kind: Kind | undefined): Promise<string[]> => {
  const all = await Promise.all(
    artifactIds.map(async (id) => ({ id, kind: ((await loadArtifact(id)) as { kind: Kind }).kind })),
  );
  return all.filter((one) => kind === undefined || one.kind === kind).map(({ id }) => id);
};

/**
 * The sentences that hold for every element that shows an artifact.
 * @param kind the kind that it shows; undefined, any.
 */
export const behavesLikeAnArtifactElement = (tag: string, kind?: Kind): void => {
  describe('like every element', () => {
    it('shows every artifact of its kind without a warning', async () => {
      const ids = await idsOfKind(kind);
      expect(ids).not.to.deep.equal([]);
      for (const id of ids) {
        const record = recordConsole();
        const element = await show(tag, { src: artifactUrl(id) });
        expect(textOf(element), id).not.to.equal('');
        expect(record.messages, id).to.deep.equal([]);
        record.restore();
        element.remove();
      }
    });

    it('is accessible while loading, when ready and when it failed', async () => {
      recordConsole();
      const [id = ''] = await idsOfKind(kind);
      const loading = await place(tag, { src: `/fault/slow?artifact=${id}&ms=8000` });
      await settled(loading, 'loading');
      await expectAccessible(loading);
      loading.remove();
      const failed = await place(tag, { src: '/fault/404' });
      await settled(failed, 'failed');
      expect(textOf(failed)).to.include('could not be shown');
      await expectAccessible(failed);
      failed.remove();
      await expectAccessible(await show(tag, { src: artifactUrl(id) }));
    });

    it('shows the same after it is moved', async () => {
      const [id = ''] = await idsOfKind(kind);
      const element = await show(tag, { src: artifactUrl(id) });
      await until(() => textOf(element) !== '', 'it has text');
      const box = await fixture(html`<section></section>`);
      box.append(element);
      await settled(element);
      expect(element.parentElement === box).to.equal(true);
      expect(textOf(element)).not.to.equal('');
    });

    it('takes data that comes late', async () => {
      const [id = ''] = await idsOfKind(kind);
      const element = await place(tag);
      await settled(element, 'idle');
      element.artifact = await loadArtifact(id);
      await settled(element);
      expect(textOf(element)).not.to.equal('');
    });

    it('takes the artifact of a viewer above it that comes late', async () => {
      const [id = ''] = await idsOfKind(kind);
      const viewer = await place('artifact-viewer');
      const element = document.createElement(tag) as ArtifactElement;
      viewer.append(element);
      await settled(element, 'idle');
      viewer.src = artifactUrl(id);
      await settled(element);
      expect(textOf(element)).not.to.equal('');
    });

    it('may leave the page while it loads, and goes on when it is back', async () => {
      const record = recordConsole();
      const [id = ''] = await idsOfKind(kind);
      const element = await place(tag, { artifactId: id });
      element.setAttribute('src', `/fault/slow?artifact=${id}&ms=200`);
      // Not waited for by frames: what it loads could be there before the next.
      await element.updateComplete;
      expect(element.status).to.equal('loading');
      const { parentElement } = element;
      element.remove();
      await new Promise((resolve) => requestAnimationFrame(resolve));
      expect(record.messages).to.deep.equal([]);
      parentElement?.append(element);
      await settled(element);
    });
  });
};

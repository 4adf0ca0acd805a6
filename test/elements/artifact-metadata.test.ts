import {
  needsEmulatedMedia,
  deepQuery,
  deepQueryAll,
  emulateMedia,
  expect,
  expectAccessible,
  textOf,
} from '../helpers.js';
import { article, behavesLikeAnArtifactElement, show } from './common.js';

const metadata = [
  { name: 'slug', value: 'a-page' },
  { name: 'kg_node_id', value: null },
  { name: '_schema_version', value: 1 },
  { name: 'is_stub', value: false },
];

describe('<artifact-metadata>', () => {
  behavesLikeAnArtifactElement('artifact-metadata');

  it('is folded at first; unfolded it has a name and a value a line, and “None” for what is null', async () => {
    const element = await show('artifact-metadata', { artifact: article({ metadata }) });
    expect(textOf(element)).to.equal('Metadata');
    deepQuery(element, 'summary')!.click();
    expect(textOf(element)).to.equal('Metadata slug a-page kg_node_id None _schema_version 1 is_stub false');
    expect(deepQueryAll(element, 'dt').map(textOf)).to.deep.equal(metadata.map(({ name }) => name));
    await expectAccessible(element);
  });

  it('is open while the page is printed, and folded again after', async () => {
    const element = await show('artifact-metadata', { artifact: article({ metadata }) });
    dispatchEvent(new Event('beforeprint'));
    expect(textOf(element)).to.include('a-page');
    dispatchEvent(new Event('afterprint'));
    expect(textOf(element)).to.equal('Metadata');
  });

  it('shows its content on paper where the engine prints it without the event', async function () {
    needsEmulatedMedia(this);
    if (!CSS.supports('selector(::details-content)')) {
      console.log('Skipped: this engine has no ::details-content.');
      this.skip();
    }
    const element = await show('artifact-metadata', { artifact: article({ metadata }) });
    await emulateMedia({ media: 'print' });
    expect(deepQuery(element, 'dd')!.getBoundingClientRect().height).to.be.greaterThan(0);
    expect(deepQuery(element, 'dd')!.checkVisibility({ contentVisibilityAuto: true })).to.equal(true);
  });

  it('is opened by a deep link to it', async () => {
    const viewer = (await show('artifact-viewer', { artifact: article({ metadata }) })) as unknown as HTMLElement & {
      reveal(id: string): boolean;
    };
    expect(textOf(viewer)).not.to.include('kg_node_id');
    expect(viewer.reveal('metadata')).to.equal(true);
    expect(textOf(viewer)).to.include('kg_node_id None');
  });

  it('says where there is none', async () => {
    const element = await show('artifact-metadata', { artifact: article() });
    deepQuery(element, 'summary')!.click();
    expect(textOf(element)).to.include('No metadata is recorded for this artifact.');
  });
});

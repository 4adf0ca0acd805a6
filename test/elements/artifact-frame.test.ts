import type { ArtifactFrame } from '../../src/elements/artifact-frame.js';
import { defineElements } from '../../src/define.js';
import { expect, expectAccessible, fixture, html, recordConsole, until } from '../helpers.js';

defineElements();

/** An artifact's page on the test server. */
const page = (id: string, more = ''): string => `/artifact/${id}?embed=1${more}`;

const show = async (fields: Partial<ArtifactFrame>): Promise<ArtifactFrame> => {
  const element = Object.assign(document.createElement('artifact-frame'), { loading: 'eager' }, fields);
  const box = await fixture(html`<div></div>`);
  box.append(element);
  await element.updateComplete;
  return element;
};
const frameOf = (element: ArtifactFrame) => element.shadowRoot!.querySelector('iframe')!;
/** Waits until the frame is seen, with another height than it was given at first. */
const fits = (element: ArtifactFrame) =>
  until(
    () => frameOf(element).checkVisibility({ visibilityProperty: true }) && frameOf(element).style.height !== '',
    'the frame has a height',
  );

describe('<artifact-frame>', () => {
  it('makes a frame that may do what it needs and nothing else, and loads when it comes near', async () => {
    const element = await show({
      src: page('trial-steer'),
      title: 'STEER',
      loading: document.createElement('artifact-frame').loading,
    });
    const frame = frameOf(element);
    expect(frame.title).to.equal('STEER');
    expect(frame.loading).to.equal('lazy');
    expect(frame.getAttribute('sandbox')).to.equal('allow-scripts allow-popups allow-popups-to-escape-sandbox');
    expect(frame.referrerPolicy).to.equal('no-referrer');
    expect(frame.allow).to.equal('clipboard-write');
    expect([...frame.part]).to.deep.equal(['frame']);
  });

  it('takes its title from the link in it', async () => {
    const element = document.createElement('artifact-frame');
    element.src = page('trial-steer');
    element.textContent = ' The STEER trial ';
    (await fixture(html`<div></div>`)).append(element);
    await element.updateComplete;
    expect(frameOf(element).title).to.equal('The STEER trial');
  });

  it('adds embed=1 to an artifact’s address, and asks for nothing that is no http address', async () => {
    const element = await show({ src: '/artifact/trial-steer' });
    expect(new URL(frameOf(element).src).searchParams.get('embed')).to.equal('1');
    for (const src of ['data:text/html,x', 'blob:x', 'http://', '']) {
      element.src = src;
      await element.updateComplete;
      expect(element.shadowRoot!.querySelector('iframe'), src).to.equal(null);
    }
  });

  it('is as high as its content, and again after it is moved', async () => {
    const record = recordConsole();
    const element = await show({ src: page('trial-steer') });
    await fits(element);
    await until(() => parseFloat(frameOf(element).style.height) > 700, 'it is high');
    (await fixture(html`<section></section>`)).append(element);
    frameOf(element).style.height = '';
    await fits(element);
    await until(() => parseFloat(frameOf(element).style.height) > 700, 'it is high again');
    expect(record.messages).to.deep.equal([]);
  });

  it('is accessible', async () => {
    const element = await show({ src: page('trial-steer'), title: 'STEER' });
    await fits(element);
    await expectAccessible(element);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { renderedText } from './browser.js';
import { click, fits, Hosts, ourFrame, until } from './frames.js';

describe('what a reader takes out of a frame', () => {
  let hosts: Hosts;
  before(async () => (hosts = await Hosts.start()));
  after(() => hosts.stop());

  const iframe = (id: string, more = '', attributes = '') =>
    `<iframe src="${hosts.embed(id, more)}" title="A frame" width="100%" height="600" ${attributes}></iframe>`;

  for (const [what, attributes] of Object.entries({
    'that may not use the clipboard': '',
    'that may run scripts and nothing else': 'sandbox="allow-scripts"',
  }))
    it(`is on the clipboard, out of a frame ${what}`, async () => {
      const { page, complaints } = await hosts.open(
        `<textarea></textarea>${iframe('trial-steer', '', attributes)}`,
        hosts.script,
      );
      const frame = await ourFrame(page);
      await fits(frame);
      assert.match(await renderedText(frame), /NCT05089656/);
      const shown = await frame.$eval(
        '>>> artifact-cite-panel',
        (panel) => panel.shadowRoot!.querySelector('pre')!.textContent,
      );
      const said = () =>
        frame.$eval('>>> artifact-cite-panel', (panel) =>
          panel.shadowRoot!.querySelector('[role="status"]')!.textContent.trim(),
        );
      await until(async () => {
        await click(frame, 'artifact-cite-panel >>> button[part="copy"]');
        return (await said()) === 'Copied.';
      }, 'it says so');
      await until(async () => {
        await page.click('textarea');
        return page.evaluate(() => document.activeElement?.localName === 'textarea');
      }, 'the focus is on the page again');
      await page.keyboard.down('Control');
      await page.keyboard.press('v');
      await page.keyboard.up('Control');
      assert.equal(await page.$eval('textarea', ({ value }) => value), shown);
      assert.deepEqual(complaints, []);
      await page.close();
    });

  it('stays selected where nothing can be copied, and the reader is told', async () => {
    const { page } = await hosts.open(iframe('trial-steer', '', 'sandbox="allow-scripts"'), hosts.script);
    const frame = await ourFrame(page);
    await fits(frame);
    // The script asks the prototype: a name in the page can't stand in for it.
    await frame.evaluate(() => void Object.assign(Document.prototype, { execCommand: () => false }));
    const panel = await frame.$('>>> artifact-cite-panel');
    await until(async () => {
      // What comes into the panel late may move the button from under the mouse.
      await click(frame, 'artifact-cite-panel >>> button[part="copy"]');
      return /Could not copy: select the text/.test(
        (await panel?.evaluate((element) => element.shadowRoot!.querySelector('[role="status"]')!.textContent)) ?? '',
      );
    }, 'it is told');
    assert.equal(
      await panel?.evaluate(
        (element) => String(getSelection()) === element.shadowRoot!.querySelector('pre')!.textContent,
      ),
      true,
    );
    await page.close();
  });

  it('may be no file where the frame is sandboxed: the reader is told what to do then', async () => {
    const { page } = await hosts.open(iframe('trial-steer', '', 'sandbox="allow-scripts"'), hosts.script);
    const frame = await ourFrame(page);
    await fits(frame);
    await until(async () => {
      // As above.
      await click(frame, 'artifact-cite-panel >>> button[part="download"]');
      return /If no file arrives, this frame may not download: copy the text\./.test(await renderedText(frame));
    }, 'it is told');
    await page.close();
  });
});

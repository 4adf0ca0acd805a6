import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startWorld, type World } from './browser.js';

describe('the end-to-end browser', () => {
  let world: World;
  before(async () => (world = await startWorld()));
  after(() => world.close());

  it('reaches nothing but this machine, and each attempt is on record', async () => {
    const { page } = await world.open(`${world.site}artifacts/index.json`);
    const failures = await page.evaluate(() =>
      Promise.all(
        ['http://pictures.example/a.png', 'https://pictures.example/a.png', 'http://169.254.1.1/'].map((url) =>
          fetch(url, { mode: 'no-cors' }).then(() => url, String),
        ),
      ),
    );
    for (const failure of failures) assert.match(failure, /TypeError/);
    assert.deepEqual([...new Set(world.takeAttempts())].sort(), [
      'CONNECT pictures.example:443',
      'GET http://169.254.1.1/',
      'GET http://pictures.example/a.png',
    ]);
    await page.close();
  });
});

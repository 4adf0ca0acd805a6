import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem } from '../../src/artifact/parse.js';
import { subjectOf } from '../../src/artifact/subject.js';
import type { Safety, SafetyProfile } from '../../src/artifact/schema/index.js';
import { warningsOf } from '../../src/content/warnings.js';
import { rendered, wordsOf } from './rendered.js';

const { boxedWarnings } = await import('../../src/writers/html/boxed-warnings.js');
const { citation } = await import('../../src/writers/html/citation.js');
const { References } = await import('../../src/artifact/references.js');

const scope = { linkBase: undefined, artifact: undefined, references: new References(), cite: citation };

/** What a reader sees of a profile's boxed warnings: the words of each box, or those in place of them. */
const shown = (profile: SafetyProfile, problems: Problem[] = []) => {
  const artifact: Safety = { schemaVersion: 1, id: 's', kind: 'safety', title: 'S', ...profile };
  const body = rendered(boxedWarnings(warningsOf(subjectOf({ artifact, problems })), scope));
  return { boxes: [...body.querySelectorAll('.boxed')].map(wordsOf), text: wordsOf(body), body };
};

const LOST = 'A boxed warning, or a part of one, could not be read. Read it in the drug’s label.';

describe('the boxed warnings of a card', () => {
  const liver = { title: 'Liver injury', text: 'Watch the **liver** for 3 months.' };
  const heart = { text: 'Watch the heart.' };

  it('are all there, each with its title and its whole text', () => {
    const { boxes, body } = shown({ boxedWarning: [liver, heart] });
    assert.deepEqual(boxes, [
      'Boxed warning Liver injury Watch the liver for 3 months.',
      'Boxed warning Watch the heart.',
    ]);
    assert.equal(body.querySelector('.boxed strong')?.textContent, 'liver');
  });
  it('stand open: nothing has to be unfolded, and nothing of them can be styled or replaced from outside', () => {
    const { body } = shown({ boxedWarning: [liver, heart] });
    assert.equal(body.querySelectorAll('details, [hidden], [part], slot').length, 0);
  });
  it('without a text say where to read it', () =>
    assert.deepEqual(shown({ boxedWarning: [{ title: 'Liver injury', text: ' ' }] }).boxes, [
      'Boxed warning Liver injury The text is not reported. Read it in the drug’s label.',
    ]));
  it('that could not be read are a box that says so and names what was found', () => {
    for (const path of ['$.boxedWarning', '$.safety.boxedWarning[0].text']) {
      const { boxes } = shown({}, [{ path, expected: 'text', found: '7' }]);
      assert.equal(boxes.length, 1);
      assert.ok(boxes[0]?.includes(LOST) && boxes[0].includes(path), boxes[0]);
    }
  });
  it('that could not be read are told beside those that could', () =>
    assert.equal(
      shown({ boxedWarning: [heart] }, [{ path: '$.boxedWarning[1]', expected: 'an object', found: '7' }]).boxes.length,
      2,
    ));
  it('that are mentioned only are a box with the sentence', () => {
    const { boxes } = shown({ boxedWarningMentions: [{ text: 'It carries a boxed warning.' }] });
    assert.equal(boxes.length, 1);
    assert.ok(boxes[0]?.includes(LOST) && boxes[0].includes('It carries a boxed warning.'), boxes[0]);
  });
  it('are none only where the artifact says that there are none; where it says nothing, that they are not in it', () => {
    assert.equal(shown({ boxedWarning: [] }).text, 'Boxed warning: none.');
    assert.equal(shown({}).text, 'Boxed warning: not in this record.');
  });
  it('are not said to be none while one could not be read', () =>
    assert.doesNotMatch(
      shown({ boxedWarning: [] }, [{ path: '$.boxedWarning[0]', expected: 'an object', found: '7' }]).text,
      /none/,
    ));
});

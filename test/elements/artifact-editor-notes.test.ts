import { deepQuery, deepQueryAll, expect, expectAccessible, textOf } from '../helpers.js';
import { article, behavesLikeAnArtifactElement, show } from './common.js';

const editorNotes = [
  { text: 'A bracket was *missing*.', printed: '<b>([smn](/proteins/smn)' },
  { text: 'Retracted.', refs: ['a'] },
];

describe('<artifact-editor-notes>', () => {
  behavesLikeAnArtifactElement('artifact-editor-notes');

  it('is folded and tells how many; unfolded each note stands with what was printed, character by character, and its sources', async () => {
    const element = await show('artifact-editor-notes', {
      artifact: article({ editorNotes, references: { a: { title: 'A work' } } }),
    });
    expect(textOf(element)).to.equal('Editor’s notes (2)');
    deepQuery(element, 'summary')!.click();
    expect(textOf(element))
      .to.include('A bracket was missing. The source printed “<b>([smn](/proteins/smn)”.')
      .and.to.include('Retracted. Source[1]');
    expect(deepQueryAll(element, 'sup.cite').map(textOf)).to.deep.equal(['[1]']);
    await expectAccessible(element);
  });
});

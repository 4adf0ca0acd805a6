import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contentOf } from '../../src/markdown/fallback.js';
import { subject } from '../written.js';
import { toHtml } from '../../src/text/markdown.js';

/** The numbers that a browser writes before the items of the lists in HTML. */
const numbersIn = (html: string): number[] => {
  let number = 0;
  return [...html.matchAll(/<ol(?: start="(\d+)")?>|<li(?: value="(\d+)")?>/g)].flatMap(([tag, start, value]) => {
    if (tag.startsWith('<ol')) number = Number(start ?? 1) - 1;
    else number = Number(value ?? number + 1);
    return tag.startsWith('<ol') ? [] : [number];
  });
};

const onPage = (text: string) => numbersIn(toHtml(text, false).html);

describe('the items of a numbered list', () => {
  it('keep the numbers that they were written with: other words refer to them', () => {
    assert.deepEqual(onPage('1. Adults\n3. No liver disease\n4. Consent'), [1, 3, 4]);
    assert.deepEqual(onPage('1. One\n\n4. Four\n\n1. One again\n2. Two'), [1, 4, 1, 2]);
    assert.deepEqual(onPage('7) Seven\n8) Eight\n10) Ten'), [7, 8, 10]);
  });
  it('are counted where each was written with the same number', () =>
    assert.deepEqual(onPage('1. One\n1. Two\n1. Three'), [1, 2, 3]));
  it('have their numbers in the words for readers without JavaScript too', () => {
    const body = '1. Adults\n3. No liver disease\n4. Consent';
    const content = contentOf(subject({ schemaVersion: 1, kind: 'article', id: 'a', title: 'A', body }));
    const list = content.find((node) => node.type === 'element' && node.tagName === 'ol');
    assert.ok(list?.type === 'element');
    assert.deepEqual(
      list.children.flatMap((node) => (node.type === 'element' ? [node.properties.value] : [])),
      [undefined, '3', undefined],
    );
  });
});

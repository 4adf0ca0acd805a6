/** A reference made for this page. */
const example = (family, title, year) => ({
  type: 'article-journal',
  author: [{ family, given: 'A.' }],
  title,
  'container-title': 'Journal of Examples',
  issued: { 'date-parts': [[year]] },
  unverified: 'an example: this work does not exist',
});

const response = await fetch('/demo/text.md');
const body = await response.text();
document.querySelector('#source').textContent = body;
document.querySelector('artifact-article').artifact = {
  schemaVersion: 1,
  id: 'example-text',
  kind: 'article',
  title: 'Example drug',
  lang: 'en',
  url: 'https://example.org/artifact/example-text',
  body,
  references: {
    first: example('First', 'The first example', 2024),
    second: example('Second', 'The second example', 2025),
  },
};

// HTML at random, and what must not be in it once it is clean: for both cleaners of texts.
import fc from 'fast-check';
import type { TextFragment } from '../../src/text/tree.js';
import { ATTRIBUTES, TAGS } from '../security/inspect.js';

/** A failure names its seed; to run it again, put it here. */
export const SEED = 20260101;

const OTHER_TAGS =
  'applet audio base body button canvas center dialog embed font foreignObject form frame frameset head html iframe image input link listing main marquee math meta mglyph mi mtext nobr noembed noframes noscript object optgroup option plaintext script select slot style svg template textarea title video x-y xmp';
const NAMES =
  'align alt class colspan data-x dir formaction href id is lang name onclick onerror open part rowspan slot src srcset start style title value xlink:href " <';
const VALUES = [
  ...[
    '',
    'x',
    '1',
    '99',
    '101',
    'ltr',
    'infobox big',
    'language-js',
    'language-a b',
    'a "b" <c>',
    "it's",
    '-->',
    '</style>',
  ],
  ...[
    'https://x.example/a?b=1&c=2',
    ' https://y.example ',
    '/p',
    '//h.example',
    'https://u:p@z.example',
    'mailto:a@b.example',
  ],
  ...['javascript', 'data:text/html,', 'data:image/png;base64,AA', 'data:image/svg+xml;base64,AA'].map((address) =>
    address === 'javascript' ? `${address}:x` : address,
  ),
];
const PIECES = [
  ...['a', ' b ', '\n', '5 < 6', '<', '&lt;b&gt;', '&amp;', '&nbsp', '&#13;', '\u00a0', '\u0000', '&#xE000;0&#xE001;'],
  ...['<!-- <b> -->', '<!--', '-->', ']]>', '<?x y>', '<![CDATA[z]]>', '<!doctype html>'],
];

const anyOf = (words: string) => fc.constantFrom(...words.split(' '));

const attribute = fc
  .tuple(anyOf(NAMES), fc.constantFrom(...VALUES), fc.constantFrom('"', "'", ''))
  .map(([name, value, quote]) => {
    const written = quote ? value.replaceAll(quote, '') : value.replace(/[\s"'<>=`]/g, '');
    return ` ${name}=${quote}${written}${quote}`;
  });
const tag = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...TAGS) }, { weight: 1, arbitrary: anyOf(OTHER_TAGS) });
const startTag = fc
  .tuple(tag, fc.array(attribute, { maxLength: 3 }))
  .map(([name, attributes]) => `<${name}${attributes.join('')}>`);
const endTag = tag.map((name) => `</${name}>`);

/** Tags in any order, closed or not, with text between them. */
const html = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: startTag },
      { weight: 3, arbitrary: endTag },
      { weight: 3, arbitrary: fc.constantFrom(...PIECES) },
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((pieces) => pieces.join(''));

/** HTML at random, the same each time. */
export const randomHtml = (count: number): string[] => fc.sample(html, { seed: SEED, numRuns: count });

const isFollowed = (address: string, schemes: RegExp): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  return schemes.test(protocol) && !username && !password;
};

const isAllowed = (tag: string, name: string, value: string): boolean => {
  switch (name) {
    case 'href':
      return tag === 'a' && isFollowed(value, /^(https?|mailto):$/);
    case 'from':
      return tag === 'artifact-image' && isFollowed(value, /^https?:$/);
    case 'src':
      return tag === 'img' && /^data:image\/(png|gif|jpeg|webp);base64,[\w+/=\s]+$/.test(value);
    case 'class':
      return tag === 'table' ? value === 'infobox' : tag === 'code' && /^language-[\w-]+$/.test(value);
    case 'colspan':
    case 'rowspan':
      return Number(value) >= 1 && Number(value) <= 100;
    case 'target':
    case 'rel':
    case 'referrerpolicy':
      return tag === 'a';
    default:
      return ATTRIBUTES.has(name);
  }
};

/** What is in a tree that no text may have. */
export const faultsIn = (fragment: TextFragment): string[] =>
  [...fragment.querySelectorAll('*')].flatMap((element) => {
    const { localName, namespaceURI } = element;
    const isListed = TAGS.has(localName) || localName === 'artifact-image';
    return [
      ...(isListed && namespaceURI === 'http://www.w3.org/1999/xhtml' ? [] : [`<${localName}>`]),
      ...element
        .getAttributeNames()
        .filter((name) => !isAllowed(localName, name, element.getAttribute(name) ?? ''))
        .map((name) => `<${localName} ${name}="${element.getAttribute(name)}">`),
    ];
  });

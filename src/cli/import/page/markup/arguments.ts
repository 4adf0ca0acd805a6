/** The arguments of a shortcode, a directive or a component. */
export interface Arguments {
  /** `title="Boxed warning"`, `type=warning`, `{expression}` without its braces. */
  named: Map<string, string>;
  /** Unnamed arguments; `quoted` distinguishes text from flags. */
  plain: { text: string; quoted: boolean }[];
}

const ARGUMENT =
  /([@:#\w-]+(?:\.[\w-]+)*)\s*[=:]\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\{([^{}]*)\}|([^\s,"'{}()]+))|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s,=()]+)/g;

const unescaped = (text: string): string => text.replaceAll(/\\(["'\\])/g, '$1');

export const readArguments = (text: string): Arguments => {
  const read: Arguments = { named: new Map(), plain: [] };
  for (const [, name, ...values] of text.matchAll(ARGUMENT)) {
    const [double, single, expression, bare, ...alone] = values;
    if (name !== undefined)
      read.named.set(
        name.toLowerCase(),
        unescaped(double ?? single ?? expression?.replaceAll(/^\s*["'`]|["'`]\s*$/g, '') ?? bare ?? ''),
      );
    else {
      const quoted = alone.slice(0, 3).find((value) => value !== undefined);
      read.plain.push({ text: unescaped(quoted ?? alone[3] ?? ''), quoted: quoted !== undefined });
    }
  }
  return read;
};

const TITLES = ['title', 'header', 'heading', 'summary', 'label', 'caption', 'name'];
const TEXTS = [
  'text',
  'content',
  'description',
  'desc',
  'message',
  'body',
  'children',
  'value',
  'dose',
  'amount',
  'unit',
  'alt',
];
const isAddress = (text: string): boolean =>
  /^(?:[\w+.-]+:\/\/|[./#]|[\w/-]+\.(?:md|html?|png|jpe?g|gif|svg|webp|pdf|mp4|css|js)\b)/i.test(text);

/** The title among the arguments. */
export const titleIn = ({ named, plain }: Arguments): string | undefined =>
  TITLES.map((name) => named.get(name)).find(Boolean) ??
  plain.find(({ text, quoted }) => quoted && text && !isAddress(text))?.text;

/** The arguments meant for readers, without the title. */
export const wordsIn = ({ named, plain }: Arguments, title: string | undefined): string =>
  [
    ...plain.filter(({ text, quoted }) => quoted && !isAddress(text)).map(({ text }) => text),
    ...[...named].flatMap(([name, value]) =>
      TITLES.includes(name) ||
      TEXTS.includes(name) ||
      (/\s/.test(value) &&
        /\p{L}/u.test(value) &&
        !/[{}<>;=]|=>/.test(value) &&
        !/^(?:class|classname|style)$/.test(name))
        ? [value]
        : [],
    ),
  ]
    .filter((text) => text && text !== title)
    .join(' ');

/** Arguments about appearance or targets, not meant for readers. */
const LAYOUT =
  /^(?:class|classname|style|id|key|ref|width|height|size|cols?|span|align|colou?r|icon|theme|variant|type|kind|level|lang|src|href|url|link|file|path|to|target|rel|loading|slot|groupid|tabindex|anchor|lines|data-.*|aria-.*|on[a-z]+)$/;

/** All arguments as text, with their names unless these only mean “text”: a dose must keep its “max: 20”. */
export const argumentsIn = ({ named, plain }: Arguments): string =>
  [
    ...plain.map(({ text }) => text).filter((text) => text && !isAddress(text)),
    ...[...named].flatMap(([name, value]) =>
      !value || LAYOUT.test(name) || isAddress(value) || /[{}<>;]|=>/.test(value)
        ? []
        : TITLES.includes(name) || TEXTS.includes(name)
          ? [value]
          : [`${name}: ${value}`],
    ),
  ].join(' ');

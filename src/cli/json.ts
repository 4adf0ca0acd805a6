import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Source } from './source.js';

/** A syntax error in JSON. */
export interface JsonFlaw {
  offset: number;
  expected: string;
  found: string;
}

/** A JSON text with the location of each value. */
export interface JsonDocument {
  /** Undefined if the text is not valid JSON. */
  value: unknown;
  flaws: JsonFlaw[];
  /** Duplicate fields of an object: JSON parsers use the last one. */
  repeated: { name: string; offset: number; path: Path }[];
  /** Numbers that lose digits when parsed: beyond double precision, or with trailing zeros. */
  lossy: { printed: string; offset: number; path: Path }[];
  /** The offset of a value or of its field's name, or else of the nearest ancestor. */
  offsetOf(path: Path): number;
  root: Node | undefined;
  /** The value with each number in `lossy` as text, so that an import keeps its digits. */
  exact(): unknown;
}

export type Path = (string | number)[];

const EXPECTED: Record<string, string> = {
  InvalidSymbol: 'a JSON value: text in double quotes, a number, true, false or null',
  InvalidNumberFormat: 'a number such as 12 or 0.5',
  PropertyNameExpected: 'a field’s name in double quotes, and no comma after the last field',
  ValueExpected: 'a value, and no comma after the last one',
  ColonExpected: 'a colon after the field’s name',
  CommaExpected: 'a comma before the next field or value',
  CloseBraceExpected: 'the closing } of an object',
  CloseBracketExpected: 'the closing ] of a list',
  EndOfFileExpected: 'the end of the file',
  InvalidCommentToken: 'JSON without comments',
  UnexpectedEndOfComment: 'JSON without comments',
  UnexpectedEndOfString: 'the closing quote " of a text (a line break inside it is written \\n)',
  InvalidCharacter: 'text in which a tab is written \\t and a line break \\n',
  InvalidEscapeCharacter: 'one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000 after a backslash',
  InvalidUnicode: 'four hexadecimal digits after \\u',
};

/** A number's significant digits and the power of ten of the last of them. */
const exactly = (number: string): string => {
  const [, sign = '', whole = '', decimals = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]?\d+))?$/i.exec(number) ?? [];
  const digits = `${whole}${decimals}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  return significant && `${sign}${significant}e${Number(power) - decimals.length + digits.length - significant.length}`;
};

/** Whether a JSON number keeps all its digits when parsed. */
const survives = (printed: string): boolean =>
  !/\.\d*0(?:e|$)/i.test(printed) && exactly(printed) === exactly(String(Number(printed)));

/** Parses strict JSON (no comments, no trailing commas), and continues after an error so that it can report several. */
export const readJson = ({ text }: Source): JsonDocument => {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const flaws = errors.map(({ error, offset, length }) => {
    const code = printParseErrorCode(error) as string;
    const snippet = text.slice(offset, offset + Math.max(1, Math.min(length, 40))).trim();
    return {
      offset,
      expected: EXPECTED[code] ?? 'JSON',
      found: offset >= text.length ? 'the end of the file' : JSON.stringify(snippet || text.charAt(offset)),
    };
  });
  // Errors that follow from another at the same place are not repeated.
  const distinct = flaws.filter(
    ({ offset }, index) => flaws.findIndex((other) => Math.abs(other.offset - offset) < 2) === index,
  );

  let value: unknown;
  if (flaws.length === 0) value = JSON.parse(text);

  const repeated: JsonDocument['repeated'] = [];
  const lossy: JsonDocument['lossy'] = [];
  const walk = (node: Node | undefined, path: Path): void => {
    if (node?.type === 'number') {
      const printed = text.slice(node.offset, node.offset + node.length);
      if (!survives(printed)) lossy.push({ printed, offset: node.offset, path });
    }
    if (node?.type === 'array') node.children?.forEach((item, index) => walk(item, [...path, index]));
    if (node?.type !== 'object') return;
    const names = new Set<string>();
    for (const property of node.children ?? []) {
      const [key, item] = property.children ?? [];
      const name = key?.value as string;
      if (names.has(name) && key) repeated.push({ name, offset: key.offset, path: [...path, name] });
      names.add(name);
      walk(item, [...path, name]);
    }
  };
  walk(root, []);

  return {
    value,
    flaws: distinct,
    repeated,
    lossy,
    root,
    exact() {
      const copy = structuredClone(value);
      for (const { printed, path } of lossy) {
        const parent = path
          .slice(0, -1)
          .reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], copy);
        (parent as Record<string | number, unknown>)[path.at(-1) ?? ''] = printed;
      }
      return copy;
    },
    offsetOf(path) {
      for (let length = path.length; length >= 0; length--) {
        const node = root && findNodeAtLocation(root, path.slice(0, length));
        if (node) return node.parent?.type === 'property' && length === path.length ? node.parent.offset : node.offset;
      }
      return 0;
    },
  };
};

/** The steps of a JSON path: `$.outcomes[2]["a b"]` → outcomes, 2, "a b". */
export const pathSteps = (path: string): Path =>
  [...path.matchAll(/\.([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g)].map(([, name, index, quoted]) =>
    name !== undefined ? name : index !== undefined ? Number(index) : (JSON.parse(quoted ?? '""') as string),
  );

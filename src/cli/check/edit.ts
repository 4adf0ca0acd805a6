import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { Path } from '../json.js';
import type { Edit } from './merge.js';

/** The formatting of a JSON file. */
interface Layout {
  /** One level of indentation; undefined if the file is a single line. */
  indent: string | undefined;
  lineEnd: string;
  /** White space after a colon. */
  afterColon: string;
}

/** The maximum line length for a value on one line. */
const WIDTH = 100;

const layoutOf = (text: string): Layout => {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1];
  return {
    indent,
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
    afterColon: indent !== undefined || /":\s/.test(text) ? ' ' : '',
  };
};

/** The indentation of the line at an offset. */
const lineIndent = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';

const inOneLine = (value: unknown, { afterColon }: Layout, spaced: boolean): string => {
  if (Array.isArray(value))
    return `[${value.map((item) => inOneLine(item, { afterColon } as Layout, spaced)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([name, item]) => `${JSON.stringify(name)}:${afterColon}${inOneLine(item, { afterColon } as Layout, spaced)}`,
  );
  return spaced && fields.length > 0 ? `{ ${fields.join(', ')} }` : `{${fields.join(', ')}}`;
};

/** A value as JSON in the file's formatting. */
const written = (value: unknown, text: string, offset: number, layout: Layout, before: string): string => {
  if (layout.indent === undefined)
    return layout.afterColon === '' ? JSON.stringify(value) : inOneLine(value, layout, false);
  const isFlat = (item: unknown) => typeof item !== 'object' || item === null;
  const parts = typeof value === 'object' && value !== null ? Object.values(value) : [];
  // A value on one line stays on one line, as in formatters such as Prettier.
  if (/^[[{][^\n]*$/.test(before) && parts.every(isFlat)) {
    const line = inOneLine(value, layout, !/^\{\S/.test(before));
    if (line.length < WIDTH) return line;
  }
  return JSON.stringify(value, null, layout.indent).replaceAll('\n', layout.lineEnd + lineIndent(text, offset));
};

const splice = (text: string, start: number, end: number, put: string): string =>
  text.slice(0, start) + put + text.slice(end);

/** Inserts a field or an item after a sibling, or first. */
const insertInto = (text: string, parent: Node, index: number, put: string, layout: Layout): string => {
  const children = parent.children ?? [];
  const [first] = children;
  if (!first) {
    const inner = layout.indent === undefined ? undefined : layout.lineEnd + lineIndent(text, parent.offset);
    return splice(
      text,
      parent.offset + 1,
      parent.offset + parent.length - 1,
      inner === undefined ? put : `${inner}${layout.indent}${put}${inner}`,
    );
  }
  const gap = text.slice(parent.offset + 1, first.offset);
  const between = gap.includes('\n') ? gap : layout.afterColon;
  const before = children[index - 1];
  return before
    ? splice(text, before.offset + before.length, before.offset + before.length, `,${between}${put}`)
    : splice(text, first.offset, first.offset, `${put},${between}`);
};

const removeFrom = (text: string, parent: Node, index: number): string => {
  const children = parent.children ?? [];
  const [before, node, next] = [children[index - 1], children[index], children[index + 1]];
  if (!node) return text;
  if (next) return splice(text, node.offset, next.offset, '');
  if (before) return splice(text, before.offset + before.length, node.offset + node.length, '');
  return splice(text, parent.offset + 1, parent.offset + parent.length - 1, '');
};

const make = (text: string, edit: Edit, layout: Layout): string => {
  const root = parseTree(text);
  const at = (path: Path) => root && findNodeAtLocation(root, path);
  const node = edit.kind === 'insert' ? undefined : at(edit.path);
  const parent = edit.kind === 'insert' ? at(edit.path) : at(edit.path.slice(0, -1));
  if (!parent) throw new Error(`There is no field ${edit.path.join('.')} to change.`);
  if (edit.kind === 'insert') {
    const sibling = parent.children?.[0];
    const shape = sibling ? text.slice(sibling.offset, sibling.offset + sibling.length) : '';
    const base = sibling?.offset ?? parent.offset;
    return insertInto(text, parent, edit.index, written(edit.value, text, base, layout, shape), layout);
  }
  if (edit.kind === 'remove') {
    // A field is removed with its name.
    const own = node?.parent?.type === 'property' ? node.parent : node;
    return removeFrom(
      text,
      parent,
      (parent.children ?? []).findIndex((child) => child === own),
    );
  }
  if (node)
    return splice(
      text,
      node.offset,
      node.offset + node.length,
      written(edit.value, text, node.offset, layout, text.slice(node.offset, node.offset + node.length)),
    );
  const children = parent.children ?? [];
  const sibling = children.find((child) => child.children?.[0]?.value === edit.after);
  const index = sibling ? children.indexOf(sibling) + 1 : edit.after === undefined ? 0 : children.length;
  const value = written(edit.value, text, children[0]?.offset ?? parent.offset, layout, '{ }');
  const name = JSON.stringify(edit.path.at(-1));
  return insertInto(text, parent, index, `${name}:${layout.afterColon}${value}`, layout);
};

/** Orders edits so that paths stay valid: replacements first, then removals from the end, then insertions. */
const inOrder = (edits: readonly Edit[]): Edit[] => {
  const removedBefore = (path: Path, index: number) =>
    edits.filter(
      (edit) =>
        edit.kind === 'remove' &&
        edit.path.length === path.length + 1 &&
        path.every((step, at) => edit.path[at] === step) &&
        Number(edit.path.at(-1)) < index,
    ).length;
  const removals = edits.filter((edit) => edit.kind === 'remove');
  const inserts = edits.filter((edit): edit is Extract<Edit, { kind: 'insert' }> => edit.kind === 'insert');
  return [
    ...edits.filter((edit) => edit.kind === 'set'),
    // The order matters only for items: the last is removed first.
    ...removals.sort((a, b) => Number(b.path.at(-1)) - Number(a.path.at(-1)) || 0),
    ...inserts
      .map((edit) => ({ ...edit, index: edit.index - removedBefore(edit.path, edit.index) }))
      // Each is inserted after the earlier ones.
      .map((edit, at, all) => ({
        ...edit,
        index:
          edit.index +
          all.slice(0, at).filter(({ path, index }) => path.join('\0') === edit.path.join('\0') && index <= edit.index)
            .length,
      })),
  ];
};

/** Edits the text of a JSON file, preserving everything else: order, line endings, indentation, numbers as written. */
export const editJson = (text: string, edits: readonly Edit[]): string => {
  const layout = layoutOf(text);
  return inOrder(edits).reduce((changed, edit) => make(changed, edit, layout), text);
};

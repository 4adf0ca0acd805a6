import { SaxesParser } from 'saxes';
import type { XmlElement } from '../../../artifact/formats/spl-table.js';

/** Far deeper than any label nests its tags, and shallow enough to walk by recursion. */
const MAX_DEPTH = 500;

/**
 * Parses an XML document. Names are without their namespace prefix; comments and processing instructions are left out.
 * @returns its root element.
 * @throws Error, with line and column, if it is not well formed.
 */
export const parseXml = (xml: string): XmlElement => {
  const document: XmlElement = { name: '', attributes: {}, children: [] };
  const open = [document];
  const add = (text: string) => void open.at(-1)?.children.push(text);
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, attributes }) => {
    if (open.length > MAX_DEPTH) throw new Error(`${parser.line}:${parser.column}: more than ${MAX_DEPTH} nested tags`);
    const values = Object.entries(attributes).map(([name, { value }]) => [name, value] as const);
    const element: XmlElement = { name: local, attributes: Object.fromEntries(values), children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', add);
  parser.on('cdata', add);
  parser.write(xml).close();
  const root = document.children.find((child) => typeof child !== 'string');
  if (!root) throw new Error('there is no element');
  return root;
};

/** The text of an element and of all within it. */
export const textOf = ({ children }: XmlElement): string =>
  children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

/** An element’s children with one of the names. */
export const childrenOf = (element: XmlElement | undefined, ...names: string[]): XmlElement[] =>
  (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && names.includes(child.name),
  );

/** The first element at the end of a path of names. */
export const childOf = (element: XmlElement | undefined, ...path: string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>((at, name) => childrenOf(at, name)[0], element);

/** All elements within an element, in document order. */
export const elementsIn = ({ children }: XmlElement): XmlElement[] =>
  children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...elementsIn(child)]));

/** The elements with a name within an element, without those nested in another of that name. */
export const outermostIn = ({ children }: XmlElement, name: string): XmlElement[] =>
  children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return child.name === name ? [child] : outermostIn(child, name);
  });

import type { Element, ElementContent } from 'hast';
import { type FenceOptions, infoOf, toElement } from './fence.js';

export type { FenceOptions } from './fence.js';

interface Node {
  type: string;
  children?: Node[];
}

interface Code extends Node {
  lang?: string | null;
  meta?: string | null;
  value: string;
}

/** What is used of a unified processor. */
interface Processor {
  data(): unknown;
}

/** React, by which MDX is mostly shown, writes quotes in a script's text as entities, which no script has: it takes them as they are in this one way. */
const forMdx = (script: Element): ElementContent => {
  const [code] = script.children;
  const value = JSON.stringify(code?.type === 'text' ? code.value : '');
  const property = {
    type: 'Property',
    kind: 'init',
    method: false,
    shorthand: false,
    computed: false,
    key: { type: 'Identifier', name: '__html' },
    value: { type: 'Literal', value: JSON.parse(value) as string, raw: value },
  };
  const expression = { type: 'ObjectExpression', properties: [property] };
  const estree = {
    type: 'Program',
    sourceType: 'module',
    comments: [],
    body: [{ type: 'ExpressionStatement', expression }],
  };
  return {
    type: 'mdxJsxFlowElement',
    name: 'script',
    attributes: [
      { type: 'mdxJsxAttribute', name: 'type', value: 'application/json' },
      {
        type: 'mdxJsxAttribute',
        name: 'dangerouslySetInnerHTML',
        value: { type: 'mdxJsxAttributeValueExpression', value: `{__html: ${value}}`, data: { estree } },
      },
    ],
    children: [],
  } as unknown as ElementContent;
};

/** Whether MDX is what is read: a processor of it knows tags of JSX. */
const isMdx = (data: unknown): boolean => {
  const { fromMarkdownExtensions = [] } = data as { fromMarkdownExtensions?: unknown[] };
  return fromMarkdownExtensions
    .flat()
    .some((extension) => 'mdxJsxFlowTag' in ((extension as { enter?: object }).enter ?? {}));
};

/**
 * Lets [remark](https://github.com/remarkjs/remark), and with it MDX, make an element of a fenced ```` ```artifact ```` block:
 * `unified().use(remarkParse).use(artifacts, { artifacts: 'public/artifacts' })`.
 */
export function artifacts(this: unknown, options: FenceOptions = {}): (tree: Node) => void {
  const replace = (parent: Node): void => {
    parent.children = parent.children?.map((node) => {
      replace(node);
      if (node.type !== 'code') return node;
      const { lang, meta, value } = node as Code;
      const info = infoOf(`${lang ?? ''} ${meta ?? ''}`);
      if (info === undefined) return node;
      const { tagName, properties, children } = toElement(info, value, options);
      const mdx = isMdx((this as Processor).data());
      const hChildren = children.map((child) =>
        mdx && child.type === 'element' && child.tagName === 'script' ? forMdx(child) : child,
      );
      return { type: 'artifact', data: { hName: tagName, hProperties: properties, hChildren }, children: [] };
    });
  };
  return replace;
}

export default artifacts;

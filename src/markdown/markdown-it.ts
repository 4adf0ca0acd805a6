import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { type FenceOptions, infoOf, toElement } from './fence.js';

export type { FenceOptions } from './fence.js';

/** What is used of a markdown-it. */
export interface MarkdownIt {
  renderer: { rules: { fence?: ((tokens: never, index: number, ...more: never[]) => string) | undefined } };
}

/** What this plugin takes. */
export interface MarkdownItOptions extends FenceOptions {
  /** Whether what comes out is compiled as a Vue template, as VitePress does. */
  vue?: boolean | undefined;
}

/** As a Vue template: `{{ }}` in the text is text, and the script, which a template may not hold, is made by an expression. */
const forVue = (element: Element): Element => {
  const isScript = (node: Element['children'][number]): node is Element =>
    node.type === 'element' && node.tagName === 'script';
  const json = element.children.filter(isScript).map((script): Element => {
    const [code] = script.children;
    const literal = JSON.stringify(code?.type === 'text' ? code.value : '');
    return {
      type: 'element',
      tagName: 'component',
      properties: { ':is': "'script'", type: 'application/json', ':innerHTML': literal },
      children: [],
    };
  });
  const rest = element.children.filter((node) => !isScript(node));
  return {
    ...element,
    children: [...json, { type: 'element', tagName: 'div', properties: { 'v-pre': true }, children: rest }],
  };
};

/**
 * Lets [markdown-it](https://github.com/markdown-it/markdown-it) make an element of a fenced ```` ```artifact ```` block:
 * `md.use(artifacts, { artifacts: 'public/artifacts' })`.
 */
export const artifacts = (md: MarkdownIt, { vue = false, ...options }: MarkdownItOptions = {}): void => {
  const { rules } = md.renderer;
  const other = rules.fence;
  rules.fence = (...given) => {
    const [tokens, index] = given as unknown as [{ info: string; content: string }[], number];
    const token = tokens[index];
    const info = token && infoOf(token.info);
    if (info === undefined) return other?.(...given) ?? '';
    const element = toElement(info, token?.content ?? '', options);
    return `${toHtml(vue ? forVue(element) : element)}\n`;
  };
};

export default artifacts;

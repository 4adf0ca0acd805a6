import MarkdownItEngine from 'markdown-it';
import { Marked } from 'marked';
import rehypeStringify from 'rehype-stringify';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { FenceOptions } from '../../src/markdown/fence.js';
import markdownItPlugin from '../../src/markdown/markdown-it.js';
import markedPlugin from '../../src/markdown/marked.js';
import remarkPlugin from '../../src/markdown/remark.js';

/** A Markdown engine with our plugin, as its users set it up: Markdown to HTML. */
export const ENGINES: Record<string, (markdown: string, options?: FenceOptions) => string> = {
  marked: (markdown, options) => new Marked(markedPlugin(options)).parse(markdown, { async: false }),
  'markdown-it': (markdown, options) => new MarkdownItEngine().use(markdownItPlugin, options).render(markdown),
  remark: (markdown, options) =>
    String(
      unified()
        .use(remarkParse)
        .use(remarkPlugin, options)
        .use(remarkRehype)
        .use(rehypeStringify)
        .processSync(markdown),
    ),
};

/** A fenced block. */
export const fence = (info: string, ...lines: string[]): string => ['```' + info, ...lines, '```'].join('\n');

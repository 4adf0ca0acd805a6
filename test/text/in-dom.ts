// The cleaner of texts as a browser has it, in Node: src/text once more, on the DOM of jsdom, beside the src/text of Node.
import '../dom.js';
import { register } from 'node:module';

const hooks = `
  export const resolve = async (specifier, context, next) => {
    if (!context.parentURL?.endsWith('?dom')) return next(specifier, context);
    const found = await next(specifier === '#tree' ? './tree-dom.js' : specifier, context);
    return /\\/src\\/text\\/(?!html\\.)[^?]+$/.test(found.url) ? { ...found, url: found.url + '?dom' } : found;
  };`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

const load = (name: string): Promise<unknown> => import(`../../src/text/${name}.ts?dom`);

export const { sanitize } = (await load('sanitize')) as typeof import('../../src/text/sanitize.js');
export const { outline } = (await load('outline')) as typeof import('../../src/text/outline.js');
export const { toFragment } = (await load('render')) as typeof import('../../src/text/render.js');

import { toHtml } from 'hast-util-to-html';
import { type FenceOptions, infoOf, toElement } from './fence.js';

export type { FenceOptions } from './fence.js';

/** What `marked.use` takes. */
export interface MarkedPlugin {
  renderer: { code(token: { text: string; lang?: string | undefined }): string | false };
}

/**
 * Lets [marked](https://marked.js.org) make an element of a fenced ```` ```artifact ```` block:
 * `marked.use(artifacts({ artifacts: 'public/artifacts' }))`.
 */
export const artifacts = (options: FenceOptions = {}): MarkedPlugin => ({
  renderer: {
    code({ text, lang = '' }) {
      const info = infoOf(lang);
      return info === undefined ? false : `${toHtml(toElement(info, text, options))}\n`;
    },
  },
});

export default artifacts;

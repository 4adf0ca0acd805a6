import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as pagefind from 'pagefind';
import { plainText } from '../../output/plain.js';
import { Refusal } from '../command.js';
import type { Entry } from './artifact.js';
import { pathsOf } from './page.js';

const KIND_NAMES = { article: 'Article', drug: 'Drug', trial: 'Trial', safety: 'Safety profile' } as const;

const must = <T extends { errors: string[] }>(answer: T): T => {
  if (answer.errors.length > 0) throw new Refusal(`The search index could not be made: ${answer.errors.join('; ')}`);
  return answer;
};

/** Makes the index of a search that runs in the reader's browser, with the words of every artifact, into a folder. @param out the site, whose Markdown files are read. */
export const writeSearch = async (out: string, into: string, entries: readonly Entry[], told: (done: number) => void): Promise<void> => {
  const { index } = must(await pagefind.createIndex());
  if (!index) throw new Refusal('The search index could not be made.');
  try {
    for (const [done, { id, kind, title, asOf, lang }] of entries.entries()) {
      // The marks of footnotes are no words.
      const words = plainText((await readFile(join(out, pathsOf(id).markdown), 'utf8')).replace(/\[\^[^\]]+\]:?/g, ' '));
      must(
        await index.addCustomRecord({
          url: `/artifact/${id}`,
          content: words,
          language: lang ?? 'en',
          meta: { title, ...(asOf && { date: asOf }) },
          filters: { Kind: [KIND_NAMES[kind]] },
        }),
      );
      told(done + 1);
    }
    must(await index.writeFiles({ outputPath: into }));
  } finally {
    await pagefind.close();
  }
};

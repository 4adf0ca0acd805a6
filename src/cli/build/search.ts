import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as pagefind from 'pagefind';
import { plainText } from '../../output/plain.js';
import { Refusal } from '../command.js';
import type { Entry } from './artifact.js';
import { pathsOf } from './page.js';

const KIND_NAMES = { article: 'Article', drug: 'Drug', trial: 'Trial', safety: 'Safety profile' } as const;

const must = <T extends { errors: string[] }>(answer: T): T => {
  if (answer.errors.length > 0) throw new Refusal(`The search index could not be built: ${answer.errors.join('; ')}`);
  return answer;
};

/**
 * How many artifacts an index holds. Pagefind keeps an index whole in memory while it makes it: some 560 MB of five hundred as long as the longest of
 * those in `artifacts/`. The search of a large site looks into several.
 */
const MOST_OF_AN_INDEX = 500;

/** One of the indexes that a search looks into. */
export interface SearchPart {
  /** Its folder, from that of the search. */
  folder: string;
  /** BCP 47, without region. */
  language: string;
  entries: readonly Entry[];
}

const languageOf = ({ lang }: Entry): string => lang?.toLowerCase().split('-')[0] ?? 'en';

/** The indexes of a search: those of each language by themselves, the list's own language first, since a search reads its query as words of the first. */
export const searchParts = (entries: readonly Entry[]): SearchPart[] => {
  const languages = [...new Set(['en', ...entries.map(languageOf).sort()])];
  const parts = languages.flatMap((language) => {
    const those = entries.filter((entry) => languageOf(entry) === language);
    return Array.from({ length: Math.ceil(those.length / MOST_OF_AN_INDEX) }, (_, index) => ({
      language,
      entries: those.slice(index * MOST_OF_AN_INDEX, (index + 1) * MOST_OF_AN_INDEX),
    }));
  });
  return (parts.length > 0 ? parts : [{ language: 'en', entries: [] }]).map((part, index) => ({
    ...part,
    folder: index > 0 ? `${index + 1}/` : '',
  }));
};

/** What a reader loads once, from the first index. */
const SHARED = /^(?:pagefind(?:-[a-z-]+)?\.(?:js|css)|wasm\..*)$/;

const writePart = async (
  out: string,
  into: string,
  { folder, language, entries }: SearchPart,
  told: () => void,
): Promise<void> => {
  const { index } = must(await pagefind.createIndex({ forceLanguage: language }));
  if (!index) throw new Refusal('The search index could not be built.');
  try {
    for (const { id, kind, title, asOf, lang } of entries) {
      // The marks of footnotes are no words.
      const words = plainText(
        (await readFile(join(out, pathsOf(id).markdown), 'utf8')).replace(/\[\^[^\]]+\]:?/g, ' '),
      );
      must(
        await index.addCustomRecord({
          url: `/artifact/${id}`,
          content: words,
          language: lang ?? 'en',
          meta: { title, ...(asOf && { date: asOf }) },
          filters: { Kind: [KIND_NAMES[kind]] },
        }),
      );
      told();
    }
    must(await index.writeFiles({ outputPath: join(into, folder) }));
  } finally {
    // Ends its process, and with it what it holds in memory.
    await pagefind.close();
  }
  if (folder)
    for (const file of await readdir(join(into, folder))) if (SHARED.test(file)) await rm(join(into, folder, file));
};

/**
 * Makes the index of a search that runs in the reader's browser, with the words of every artifact, into a folder.
 * @param out the site, whose Markdown files are read.
 * @param told hears after each artifact how many are done.
 */
export const writeSearch = async (
  out: string,
  into: string,
  parts: readonly SearchPart[],
  told: (done: number) => void,
): Promise<void> => {
  let done = 0;
  for (const part of parts) await writePart(out, into, part, () => told(++done));
};

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
 * The maximum number of artifacts in an index. Pagefind builds an index in memory: about 560 MB for five hundred artifacts
 * as long as the longest in `artifacts/`. Large sites have several indexes.
 */
const MOST_OF_AN_INDEX = 500;

/** One of the indexes of a site's search. */
export interface SearchPart {
  /** Its folder, relative to the folder that was searched. */
  folder: string;
  /** The language as BCP 47, without region. */
  language: string;
  entries: readonly Entry[];
}

const languageOf = ({ lang }: Entry): string => lang?.toLowerCase().split('-')[0] ?? 'en';

/** The indexes of a search, separate for each language. The list's own language is first, since Pagefind interprets queries in the first index's language. */
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

/** Files that are loaded once, from the first index. */
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
      // Footnote markers are not words.
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
    // Ends its process, which frees its memory.
    await pagefind.close();
  }
  if (folder)
    for (const file of await readdir(join(into, folder))) if (SHARED.test(file)) await rm(join(into, folder, file));
};

/**
 * Writes the index for the client-side search of every artifact's text.
 * @param out the site's folder, whose Markdown files are read.
 * @param told called after each artifact with the number done.
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

import { basename } from 'node:path';
import { Refusal } from '../../command.js';
import type { Source } from '../../source.js';
import type { Findings } from '../finding.js';
import { slugOf } from '../page/markdown.js';
import type { Article, References } from '../types.js';
import type { Reader } from './reader.js';

/** An article that lists references. */
export const listOf = (source: Source, references: References): Article => {
  const name = basename(source.file)
    .replace(/\.(bib|bibtex|json|ris|nbib|txt)$/i, '')
    .replace(/\.(refs|references|csl)$/i, '');
  const words = name.replaceAll(/[-_.]+/g, ' ').trim();
  const count = Object.keys(references).length;
  return {
    schemaVersion: 1,
    id: slugOf(name) || 'references',
    kind: 'article',
    title: words ? `References: ${words}` : 'References',
    summary: `${count} ${count === 1 ? 'reference' : 'references'}.`,
    references,
    provenance: {
      wasDerivedFrom: [{ label: basename(source.file) }],
      wasGeneratedBy: [{ label: 'Import by artifact-viewer' }],
    },
  };
};

/** Makes the reader for a reference format. */
export const referenceReader =
  (format: string, read: (source: Source, findings: Findings) => References): Reader =>
  (source, _told, findings) => {
    const references = read(source, findings);
    if (Object.keys(references).length === 0)
      throw new Refusal(`${source.file} contains no readable ${format} references.`);
    return { artifacts: [listOf(source, references)] };
  };

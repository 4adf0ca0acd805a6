import type { Article, Artifact, Drug, Safety } from '../../src/artifact/schema/index.js';
import { type Finding, Findings } from '../../src/cli/import/finding.js';
import { mergePages } from '../../src/cli/import/merge.js';
import { readSource } from '../../src/cli/import/readers/index.js';
import { Source } from '../../src/cli/source.js';

export interface Imported {
  article: Article;
  drug: Drug | undefined;
  safety: Safety | undefined;
  artifacts: Artifact[];
  findings: Finding[];
}

/** What the import makes of one page. */
export const importText = async (file: string, text: string, ...accept: string[]): Promise<Imported> => {
  const findings = new Findings(new Set(accept));
  const read = await readSource(new Source(file, text), { url: undefined, references: [] }, findings);
  const artifacts = 'page' in read ? mergePages([read.page], () => undefined) : read.artifacts;
  const of = <T extends Artifact>(kind: T['kind']) => artifacts.find((one): one is T => one.kind === kind);
  const article = of<Article>('article');
  if (!article) throw new Error(`${file} became no article`);
  return { article, drug: of<Drug>('drug'), safety: of<Safety>('safety'), artifacts, findings: findings.all };
};

/** The text of an article, its sections in order. */
export const textOf = ({ body = '', sections = [] }: Pick<Article, 'body' | 'sections'>): string =>
  [
    body,
    ...sections.map((section) => `${section.title}\n${textOf({ body: section.body, sections: section.sections })}`),
  ].join('\n');

/** A page about a drug. */
export const drugPage = (text: string, title = 'Exemplaril'): string =>
  `---\ntitle: ${title}\ntype: drug\n---\n\n${text}\n`;

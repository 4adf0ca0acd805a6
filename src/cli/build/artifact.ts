import { fromRecord } from '../../artifact/formats/index.js';
import type { Failure } from '../../artifact/load.js';
import { LoadError, MAX_BYTES } from '../../artifact/load.js';
import type { Problem } from '../../artifact/parse.js';
import { References } from '../../artifact/references.js';
import { type Companion, subjectOf } from '../../artifact/subject.js';
import type { Article, Artifact } from '../../artifact/schema/index.js';
import { bibtexList } from '../../output/bibtex.js';
import { cslJson } from '../../output/csl.js';
import { description } from '../../output/head.js';
import { jsonLd } from '../../output/json-ld.js';
import { prebuild } from '../../text/prebuild.js';
import { markdown } from '../../writers/markdown.js';
import { oembed } from '../../output/oembed.js';
import { plainText } from '../../output/plain.js';
import { citationOf } from '../../output/reference.js';
import { risList } from '../../output/ris.js';
import { svgCard } from '../../writers/svg.js';
import { Refusal } from '../command.js';
import { offlineHtml, pageHtml, pageOf, pathsOf, publishedAt } from './page.js';
import { prerender } from './prerender.js';
import type { Files, Site } from './site.js';

/** Reads the artifacts of a folder by ID. */
export interface Folder {
  /** The text of an artifact's file, or undefined if it does not exist. */
  read(id: string): string | undefined;
  has(id: string): boolean;
}

/** The index entry of an artifact. */
export interface Entry {
  id: string;
  kind: Artifact['kind'];
  title: string;
  summary: string;
  asOf?: string;
  lang?: string;
}

/** A built artifact in all its formats. */
export interface Built {
  entry: Entry;
  files: Files;
  /** The IDs of the artifacts that it was built from, its own first, and of missing artifacts that it refers to. */
  needs: string[];
  missing: string[];
  /** Fields that could not be read. */
  problems: Problem[];
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const known = fromRecord(text);
    if (!known.records && known.refusal) throw new Refusal(`${known.refusal.message} ${known.refusal.remedy}`);
    throw new Refusal(`it is not valid JSON: ${(error as Error).message}`);
  }
};

/** Converts another artifact in the folder. */
const companion =
  (folder: Folder) =>
  (id: string): Companion => {
    const failed = (failure: Failure) => ({ state: 'failed', failure }) as const;
    const text = folder.read(id);
    if (text === undefined) return failed(noSuchFile(id));
    try {
      const found = fromRecord(parsed(text)).records?.[0];
      return found
        ? { state: 'ready', ...found }
        : failed({ ...noSuchFile(id), message: 'The file does not contain an artifact.' });
    } catch (error) {
      return failed(unreadable(id, error));
    }
  };

const noSuchFile = (url: string): Failure => ({
  reason: 'not-there',
  url,
  message: 'File not found.',
  remedy: 'Check the artifact ID.',
});

const unreadable = (url: string, error: unknown): Failure => ({
  ...noSuchFile(url),
  message: `The file can’t be read: ${(error as Error).message}.`,
});

/** An article's texts as HTML. A file that a browser would refuse is written without them, since it is asked for. */
const prebuiltText = (article: Article): string => {
  const text = JSON.stringify(prebuild(article));
  return Buffer.byteLength(text) > MAX_BYTES ? '[]' : text;
};

/** Builds an artifact in every format. Throws Refusal if its file is not a readable artifact. */
export const buildArtifact = (id: string, site: Site, folder: Folder): Built => {
  const text = folder.read(id);
  if (text === undefined) throw new Refusal('file not found');
  const json = parsed(text);
  const result = fromRecord(json);
  if (!result.records) {
    const [problem] = result.problems ?? [];
    throw new Refusal(
      result.refusal
        ? `${result.refusal.message} ${result.refusal.remedy}`
        : problem
          ? `at ${problem.path}: expected ${problem.expected}, found ${problem.found}`
          : 'it does not contain an artifact',
    );
  }
  if (result.records.length > 1)
    throw new Refusal(
      `it contains ${result.records.length} records. “artifact-viewer import FILE --out DIR” makes an artifact from each`,
    );
  const [{ artifact, problems }] = result.records;
  const base = new URL('artifacts/', site.url).href;
  const missing = new Set<string>();
  const needs = new Set<string>([id]);
  const { html: viewer } = prerender(
    id,
    { site: site.url, base, script: new URL('artifact-viewer.js', site.url).href },
    (url) => {
      const other = url.startsWith(base) ? url.slice(base.length).replace(/\.json$/, '') : '';
      const found = other ? folder.read(other) : undefined;
      if (found === undefined) {
        missing.add(other);
        throw new LoadError(noSuchFile(url));
      }
      needs.add(other);
      try {
        return parsed(found);
      } catch (error) {
        throw new LoadError(unreadable(url, error));
      }
    },
  );
  const at = pathsOf(id);
  const page = pageOf(site, id);
  const subject = subjectOf({ artifact, problems }, companion(folder));
  const isThere = (other: string) => folder.has(other);
  const published = publishedAt(site, id, isThere);
  const references = new References();
  references.add(artifact);
  const own = { key: artifact.id, reference: citationOf(artifact, page) };
  const entries = [own, ...references.list];
  const data = jsonLd(subject, published);
  return {
    entry: {
      id,
      kind: artifact.kind,
      title: plainText(artifact.title),
      summary: description(artifact),
      ...(artifact.asOf && { asOf: artifact.asOf }),
      ...(artifact.lang && { lang: artifact.lang }),
    },
    files: {
      [at.page]: pageHtml(subject, { site, id, viewer, isThere }),
      [at.json]: text,
      ...(artifact.kind === 'article' && { [at.text]: prebuiltText(artifact) }),
      [at.bibtex]: bibtexList(entries),
      [at.ris]: risList(entries),
      [at.csl]: cslJson(entries),
      [at.markdown]: markdown(subject, { hrefOf: (other) => (folder.has(other) ? `${other}.md` : undefined) }),
      [at.jsonLd]: `${JSON.stringify(data, null, 1)}\n`,
      [at.svg]: svgCard(subject, page),
      [at.offline]: offlineHtml(artifact, { site, id, viewer }),
      [at.oembed]: `${JSON.stringify(oembed(artifact, { site: site.url, id, kind: artifact.kind, title: artifact.title, view: 'full' }))}\n`,
    },
    needs: [...needs],
    missing: [...missing],
    problems,
  };
};

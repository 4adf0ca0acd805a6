import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { firstValue } from '../../artifact/values.js';
import { parse } from '../../artifact/parse.js';
import { command, type ExitCode, numberOption, Refusal, UsageError } from '../command.js';
import { fetchText, type Patience, PATIENCE_OPTIONS, REGISTRY, studyUrl } from '../fetch.js';
import { expandFiles, prepareFolder, readText, writeAtomic } from '../files.js';
import { keepBase } from '../check/update.js';
import { compareArtifacts, type Comparison } from '../import/compare.js';
import { Findings } from '../import/finding.js';
import { mergePages } from '../import/merge.js';
import { conflicts } from '../import/page/conflicts.js';
import type { ImportedPage } from '../import/page/page.js';
import { type Failed, type Report, reportSummary, reportText, type Written } from '../import/report.js';
import { ENDINGS, readSource } from '../import/readers/index.js';
import { withoutReferenceFiles } from '../import/readers/page.js';
import type { Artifact } from '../import/types.js';
import { progress } from '../progress.js';
import { Source } from '../source.js';

const NCT = /^NCT\d{8}$/i;

/** A thing to import: what to call it in the report, and how to get its text. */
interface Wanted {
  name: string;
  get: () => Promise<string>;
}

/** The sources that operands name, and the operands that name none. */
const wantedOf = async (
  operands: readonly string[],
  endpoint: string,
  patience: Patience,
): Promise<{ wanted: Wanted[]; failed: Failed[] }> => {
  const files: string[] = [];
  const failed: Failed[] = [];
  const wanted: Wanted[] = [];
  for (const operand of operands) {
    if (NCT.test(operand)) {
      const url = studyUrl(endpoint, operand.toUpperCase());
      wanted.push({ name: url, get: () => fetchText(url, patience) });
    } else if (/^https?:\/\//i.test(operand)) {
      if (!URL.canParse(operand)) throw new UsageError(`“${operand}” is not a valid address.`);
      // The page of a study is for people; its record has the same number.
      const study = /^https?:\/\/(?:www\.|beta\.)?clinicaltrials\.gov\/(?:ct2\/show|study)\/(NCT\d{8})/i.exec(
        operand,
      )?.[1];
      const url = study ? studyUrl(endpoint, study.toUpperCase()) : operand;
      wanted.push({ name: url, get: () => fetchText(url, patience) });
    } else if (/^NCT\d*$/i.test(operand) && !existsSync(operand)) {
      throw new UsageError(`“${operand}” is not a valid NCT number (NCT followed by eight digits).`);
    } else {
      try {
        files.push(...(await expandFiles([operand], ENDINGS)));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        failed.push({ source: operand, reason: error.message });
      }
    }
  }
  const pages = withoutReferenceFiles([...new Set(files)]);
  return { wanted: [...wanted, ...pages.map((file) => ({ name: file, get: () => readText(file) }))], failed };
};

/** The fields that a person looks for first come first. */
const FIRST = ['$schema', 'schemaVersion', 'id', 'kind', 'title', 'summary', 'lang', 'url', 'asOf', 'reviewBy'];

const json = (artifact: Artifact): string => {
  const known = Object.fromEntries(
    FIRST.filter((field) => Object.hasOwn(artifact, field)).map((field) => [field, undefined]),
  );
  return `${JSON.stringify({ ...known, ...artifact }, null, 2)}\n`;
};

const readArtifact = async (file: string): Promise<Artifact | undefined> => {
  try {
    return parse(JSON.parse(await readFile(file, 'utf8'))).artifact;
  } catch {
    return undefined;
  }
};

/**
 * The artifact to compare an imported one with: of its id; else, for a drug, the one of its brand name.
 * @param written what this run wrote itself: two labels of one brand are no earlier state of each other.
 */
const counterpart = async (
  artifact: Artifact,
  folder: string,
  written: ReadonlySet<string>,
): Promise<{ file: string; existing: Artifact } | undefined> => {
  const own = join(folder, `${artifact.id}.json`);
  const existing = await readArtifact(own);
  if (existing) return existing.kind === artifact.kind ? { file: own, existing } : undefined;
  if (artifact.kind !== 'drug' || !existsSync(folder)) return undefined;
  const brand = firstValue(artifact.brandName);
  for (const file of await expandFiles([folder], ['json']).catch(() => [])) {
    const other = written.has(file) ? undefined : await readArtifact(file);
    if (other?.kind === 'drug' && brand !== undefined && firstValue(other.brandName) === brand)
      return { file, existing: other };
  }
  return undefined;
};

/** Writes artifacts into a folder, and remembers what became of each. */
class Shelf {
  readonly written: Written[] = [];
  readonly #taken = new Set<string>();

  constructor(
    readonly folder: string,
    readonly force: boolean,
  ) {}

  /** A name that nothing else of this run has. */
  nameFor(id: string): string {
    let free = id;
    for (let number = 2; this.#taken.has(free.toLowerCase()); number++) free = `${id}-${number}`;
    this.#taken.add(free.toLowerCase());
    return free;
  }

  /** @returns whether the file holds the artifact now. */
  async put(artifact: Artifact, source: string): Promise<boolean> {
    const file = join(this.folder, `${artifact.id}.json`);
    const text = json(artifact);
    const there = await readFile(file, 'utf8').catch(() => undefined);
    let state: Written['state'] = 'unchanged';
    if (there !== undefined && there !== text && !this.force) state = 'kept';
    else if (await writeAtomic(file, text)) state = 'written';
    this.written.push({ id: artifact.id, kind: artifact.kind, source, file, state });
    return state !== 'kept';
  }
}

export default command({
  usage: 'NCT03306277 | FILE | URL … --out DIR [options]',
  about:
    'Creates artifacts, and a report of everything that needs human review.\n' +
    'Supported sources:\n' +
    '  NCT numbers          fetched from ClinicalTrials.gov\n' +
    '  .json                ClinicalTrials.gov study records (one or many), openFDA drug labels,\n' +
    '                       CSL-JSON reference lists\n' +
    '  .bib .ris .nbib      references in BibTeX, RIS and PubMed format\n' +
    '  .md .mdx .rmd .txt   wiki pages: Markdown with or without front matter (YAML, TOML, JSON), or\n' +
    '                       plain text; references in a file of the same name are found\n' +
    '  folders, patterns    every supported file in them\n' +
    'A page about a drug becomes an article; its infobox and boxed warnings become a drug and its safety profile. Pages about the same drug share these, each fact with its source. Facts read from sentences are guesses: they are listed in the report and become fields only with --accept.\n' +
    'report.md lists sources that could not be read, mentions of a boxed warning that were not imported, guesses with their sentences, numbers that look damaged (1.1 × 1014), citations without a source, unmatched brackets, links without a target, filler, and conflicting figures. A damaged number is kept as printed and marked on the page until you accept the proposed correction. If an artifact with the same ID exists, the report compares the two, and the existing file is kept unless you pass --force.\n' +
    'Registry records are saved in the .registry folder beside the artifacts, so that “check --update” can distinguish the registry’s changes from yours.',
  options: {
    out: {
      type: 'string',
      value: 'DIR',
      help: 'The folder for the artifacts and report.md. It is created if necessary.',
    },
    accept: {
      type: 'string',
      multiple: true,
      value: 'IDS',
      help: 'Guesses and proposals to accept, separated by commas: IDs from the report, paths such as examplomab.dosage for every guess about a field, or all. Doubtful guesses are accepted only by ID.',
    },
    compare: {
      type: 'string',
      value: 'DIR',
      help: 'Also compare with the artifacts in this folder, for the report only.',
    },
    references: {
      type: 'string',
      multiple: true,
      value: 'FILE',
      help: 'References (.bib or CSL-JSON) for the pages; may be repeated.',
    },
    url: {
      type: 'string',
      value: 'URL',
      help: 'The address of the page, if only one is imported; wiki links are resolved against it.',
    },
    force: { type: 'boolean', help: 'Overwrite existing artifacts that differ.' },
    endpoint: {
      type: 'string',
      value: 'URL',
      help: `Where to fetch trial records; /studies/NCT… is appended (default: ${REGISTRY}).`,
    },
    ...PATIENCE_OPTIONS,
  },
  examples: [
    ['import NCT03306277 NCT05089656 --out artifacts', 'Fetches two trial records.'],
    [
      'import page.md --out artifacts --url https://wiki.example/zolgensma',
      'Imports a wiki page, with the references in page.bib beside it.',
    ],
    [
      'import old-page.txt --out artifacts --accept number-3f2a1c',
      'Imports again, with one number from the report confirmed.',
    ],
    [
      'import page.md --out artifacts --accept zolgensma.indication,guess-0c1d2e',
      'Accepts all guesses about one field, and one other guess.',
    ],
  ],
  problems:
    'a source could not be read, a file was kept, a boxed warning was mentioned but not imported, a number looks damaged, or a citation has no source',
  async run(operands, values, world): Promise<ExitCode> {
    if (operands.length === 0)
      throw new UsageError('What should be imported? Specify a file, a folder, an address or an NCT number.');
    if (values.out === undefined) throw new UsageError('Where to? Specify the folder for the artifacts: --out DIR.');
    for (const name of ['url', 'endpoint'] as const) {
      const address = values[name];
      if (address !== undefined && !/^https?:\/\//.test(address))
        throw new UsageError(`--${name} requires an address that begins with https://, not “${address}”.`);
    }
    const patience: Patience = {
      retries: numberOption('retries', values.retries, 3),
      timeout: numberOption('timeout', values.timeout, 30),
      signal: world.signal,
    };
    const { wanted, failed } = await wantedOf(operands, values.endpoint ?? REGISTRY, patience);
    if (values.url !== undefined && wanted.length > 1)
      throw new UsageError(`--url is the address of one page, but there are ${wanted.length} sources.`);

    await prepareFolder(values.out);
    const findings = new Findings(new Set(values.accept.flatMap((ids) => ids.split(',').map((id) => id.trim()))));
    const shelf = new Shelf(values.out, values.force);
    const comparisons: Comparison[] = [];
    const pages: { name: string; page: ImportedPage }[] = [];

    const store = async (artifact: Artifact, source: string) => {
      world.signal.throwIfAborted();
      for (const folder of new Set([values.out ?? '', ...(values.compare === undefined ? [] : [values.compare])])) {
        const known = await counterpart(artifact, folder, new Set(shelf.written.map(({ file }) => file)));
        if (known && JSON.stringify(known.existing) !== JSON.stringify(artifact))
          comparisons.push(compareArtifacts(artifact, known.existing, known.file));
      }
      return shelf.put(artifact, source);
    };

    for (const [index, { name, get }] of wanted.entries()) {
      progress(`${index + 1} of ${wanted.length}: ${basename(name)}`);
      try {
        const source = new Source(name, await get());
        const read = await readSource(source, { url: values.url, references: values.references }, findings);
        if ('page' in read) pages.push({ name, page: read.page });
        else
          for (const artifact of read.artifacts) {
            const id = shelf.nameFor(artifact.id);
            if (id !== artifact.id)
              findings.add(
                source,
                'reading',
                0,
                artifact.id,
                `Two artifacts in this import have the ID “${artifact.id}”: this one became “${id}”.`,
              );
            const isThere = await store({ ...artifact, id }, name);
            // `check --update` tells by it what the registry changed since, and what the author did.
            if (isThere && artifact.kind === 'trial' && artifact.nctId !== undefined)
              await keepBase(values.out, { ...artifact, id, nctId: artifact.nctId });
          }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        failed.push({ source: name, reason: error.message });
      }
    }
    if (findings.unusedAccepts.length > 0 && failed.length === 0)
      throw new UsageError(
        `The report has no guess or proposal ${findings.unusedAccepts.map((id) => `“${id}”`).join(', ')}. See report.md for IDs and paths; an ID changes if its sentence changes. Nothing more was written.`,
      );

    conflicts(
      pages.map(({ page }) => page.cleaned),
      findings,
    );
    const artifacts = mergePages(
      pages.map(({ page }) => page),
      (joined, first) =>
        findings.add(
          joined.cleaned.source,
          'reading',
          0,
          joined.article.title,
          `It is about the same drug as ${first.cleaned.source.file} (same brand name): both share one drug artifact, each fact with its source.`,
        ),
    );
    const sourceOf = (artifact: Artifact) =>
      pages
        .filter(
          ({ page }) =>
            [page.article, ...page.trials].some(({ id }) => id === artifact.id) ||
            page.article.drug === artifact.id ||
            page.article.safety === artifact.id,
        )
        .map(({ name }) => name)
        .join(', ');
    for (const artifact of artifacts) {
      const { artifact: whole, problems } = parse(artifact);
      for (const { path, expected, found } of problems)
        throw new Error(
          `The import made an invalid artifact: ${artifact.id}, ${path}: expected ${expected}, found ${found}.`,
        );
      if (whole) await store({ ...whole, id: shelf.nameFor(whole.id) }, sourceOf(artifact));
    }

    const report: Report = { failed, artifacts: shelf.written, findings: findings.all, comparisons };
    const reportFile = join(values.out, 'report.md');
    await writeAtomic(reportFile, reportText(report));
    world.print(
      values.json ? JSON.stringify({ ...report, report: reportFile }, null, 2) : reportSummary(report, reportFile),
    );
    failed.forEach(({ reason }) => world.tell(reason));
    const open = findings.all.some(
      ({ kind, proposal }) =>
        (kind === 'number' && !proposal?.accepted) ||
        kind === 'citation' ||
        kind === 'warning' ||
        kind === 'unreadable',
    );
    return failed.length > 0 || open || shelf.written.some(({ state }) => state === 'kept') ? 1 : 0;
  },
});

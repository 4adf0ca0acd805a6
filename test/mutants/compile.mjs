import { join, relative } from 'node:path';
import ts from 'typescript';
import { mutated, ROOT } from './list.mjs';

/** What a mutant may well leave behind: a name that nothing uses any more. */
const UNUSED = new Set([6133, 6138, 6192, 6196, 6198, 6199]);

/**
 * The mutants in rounds, since the compiler takes about as long for many at once as for one: in each those of a file
 * that leave each other's text alone.
 * @returns for each round the mutants of each file, by its path.
 */
const roundsOf = (mutants) => {
  const rounds = [];
  for (const mutant of mutants) {
    const path = join(ROOT, mutant.file);
    const text = ts.sys.readFile(path) ?? '';
    const spanOf = ({ search }) => [text.indexOf(search), text.indexOf(search) + search.length];
    const [start, end] = spanOf(mutant);
    const isApart = (other) => spanOf(other)[0] >= end || spanOf(other)[1] <= start;
    let round = rounds.find((one) => (one.get(path) ?? []).every(isApart));
    if (!round) rounds.push((round = new Map()));
    round.set(path, [...(round.get(path) ?? []), mutant]);
  }
  return rounds;
};

/**
 * What the compiler says of the files with the mutants in them, a sentence each: a test that fails because a file can't be compiled tells
 * nothing of what it tests.
 * @param {import('./list.mjs').Mutant[]} mutants
 */
export const compileFaults = (mutants) => {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const rounds = roundsOf(mutants.filter(({ file }) => file.endsWith('.ts')));
  const files = [...new Set(rounds.flatMap((round) => [...round.keys()]))];
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files }, ts.sys, ROOT);
  let planted = new Map();
  const versions = new Map(files.map((path) => [path, 0]));
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => files,
    getScriptVersion: (path) => String(versions.get(path) ?? 0),
    getScriptSnapshot: (path) => {
      const text = ts.sys.readFile(path);
      return text === undefined
        ? undefined
        : ts.ScriptSnapshot.fromString((planted.get(path) ?? []).reduce((all, mutant) => mutated(all, mutant), text));
    },
    getCurrentDirectory: () => ROOT,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (path) => ts.sys.fileExists(path),
    readFile: (path) => ts.sys.readFile(path),
    readDirectory: (...given) => ts.sys.readDirectory(...given),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
  });
  return rounds.flatMap((round) => {
    for (const path of new Set([...planted.keys(), ...round.keys()])) versions.set(path, versions.get(path) + 1);
    planted = round;
    return [...round.keys()].flatMap((path) =>
      [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)]
        .filter(({ code }) => !UNUSED.has(code))
        .map(({ messageText, file, start }) => {
          const line = file?.text.slice(0, start).split('\n').length ?? 1;
          const text = file?.text.split('\n')[line - 1]?.trim();
          return `${relative(ROOT, path)} does not compile with “${text}”: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
        }),
    );
  });
};

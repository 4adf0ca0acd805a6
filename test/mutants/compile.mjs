import { join } from 'node:path';
import ts from 'typescript';
import { mutated, ROOT } from './list.mjs';

/** What a mutant may well leave behind: a name that nothing uses any more. */
const UNUSED = new Set([6133, 6138, 6192, 6196, 6198, 6199]);

/**
 * The mutants in rounds with at most one of a file in each: the compiler takes about as long for a round as for one mutant.
 * @returns the mutants of each round by the paths of their files.
 */
const roundsOf = (mutants) => {
  const rounds = [];
  for (const mutant of mutants) {
    const path = join(ROOT, mutant.file);
    const round = rounds.find((one) => !one.has(path));
    if (round) round.set(path, mutant);
    else rounds.push(new Map([[path, mutant]]));
  }
  return rounds;
};

/**
 * What the compiler says of the mutants, a sentence each: a test that fails because a file can't be compiled tells
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
      const mutant = planted.get(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(mutant ? mutated(text, mutant) : text);
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
    return [...round].flatMap(([path, mutant]) =>
      [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)]
        .filter(({ code }) => !UNUSED.has(code))
        .map(
          ({ messageText }) =>
            `${mutant.group}, ${mutant.name}: does not compile: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
        ),
    );
  });
};

/**
 * Checks templates against the elements they name: tags, attributes, properties, slots and the types of bindings.
 *
 * lit-analyzer's own command line can't be configured for newer features: some HTML attributes, and Lit's `nothing`.
 *
 * Usage: node src/build/check-templates.mjs
 */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import litAnalyzer from 'lit-analyzer';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
const files = readdirSync(join(ROOT, 'src'), { recursive: true })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join(ROOT, 'src', file));
const program = ts.createProgram(files, options);

const context = new litAnalyzer.DefaultLitAnalyzerContext({ getProgram: () => program });
context.updateConfig(
  litAnalyzer.makeConfig({
    strict: true,
    htmlTemplateTags: ['html'],
    globalAttributes: ['popover', 'popovertarget', 'popovertargetaction', 'inert', 'exportparts', 'enterkeyhint'],
    rules: {
      // Elements name each other by tag: define.ts brings them together.
      'no-missing-import': 'off',
      // It supports only the CSS of 2019.
      'no-invalid-css': 'off',
    },
  }),
);
const analyzer = new litAnalyzer.LitAnalyzer(context);

/** A binding that may be `nothing` removes the attribute; the analyzer reports a symbol that can't be text. */
const isNothing = ({ message }) => /^Type '.*\bSymbol\(.*\).*' is not assignable/.test(message);

/**
 * Templates that are strings leave out what is absent, take vetted addresses, and may be a piece of another's drawing: what they
 * can't write, they throw.
 */
const isString = (file, { source, message }) =>
  /[\\/]writers[\\/]html[\\/]/.test(file) &&
  (/^no-(?:nullable|complex)-attribute-binding$/.test(source) ||
    /^Unknown tag <(?:circle|g|line|path|rect|text)>/.test(message));

let count = 0;
for (const file of files) {
  const source = program.getSourceFile(file);
  for (const diagnostic of analyzer.getDiagnosticsInFile(source)) {
    if (isNothing(diagnostic) || isString(file, diagnostic)) continue;
    count += 1;
    const { line, character } = source.getLineAndCharacterOfPosition(diagnostic.location.start);
    console.error(`${relative(ROOT, file)}:${line + 1}:${character + 1} ${diagnostic.message} (${diagnostic.source})`);
  }
}
console.log(`${files.length} files, ${count} faults in templates`);
process.exitCode = count > 0 ? 1 : 0;

/**
 * The messages of the interface: extracted from the source, and written to the files that a page loads for other languages.
 *
 * Usage: node src/build/messages.mjs   writes dist/locales/<code>.json and lists what a language lacks
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SRC = join(ROOT, 'src');
export const LOCALES = join(SRC, 'i18n/locales');

/** English with `{0}`, `{1}` … for values; undefined if it is not a literal in the source. */
const keyOf = (node) => {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTaggedTemplateExpression(node) || node.tag.getText() !== 'str') return undefined;
  const { template } = node;
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.templateSpans.reduce(
    (text, { literal }, index) => `${text}{${index}}${literal.text}`,
    template.head.text,
  );
};

/**
 * Every message in the source: the arguments of `msg(…)` and `sentence(…)`.
 * @returns {Map<string, string>} English → the first file that contains it.
 */
export const messagesInSource = () => {
  const found = new Map();
  for (const file of readdirSync(SRC, { recursive: true }).sort()) {
    if (!file.endsWith('.ts') || /^(cli|build|i18n)[\\/]/.test(file)) continue;
    const source = ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.ES2022, true);
    const visit = (node) => {
      if (ts.isCallExpression(node) && ['msg', 'sentence'].includes(node.expression.getText())) {
        const key = keyOf(node.arguments[0]);
        if (key === undefined)
          throw new Error(
            `${file}: ${node.getText()} has no words of its own. Write them into the call, as a string or with str\`…\`.`,
          );
        if (!found.has(key)) found.set(key, file);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
};

/** Whether a language has a message: as it stands, or as another with a capital. */
export const hasMessage = (words, key) =>
  Object.hasOwn(words, key) || Object.hasOwn(words, key.charAt(0).toLowerCase() + key.slice(1));

/** The messages of each language by its code, from src/i18n/locales. */
export const locales = () =>
  Object.fromEntries(
    readdirSync(LOCALES)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => [basename(file, '.json'), JSON.parse(readFileSync(join(LOCALES, file), 'utf8'))]),
  );

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const needed = messagesInSource();
  const to = join(ROOT, 'dist/locales');
  mkdirSync(to, { recursive: true });
  for (const [code, words] of Object.entries(locales())) {
    const missing = [...needed.keys()].filter((key) => !hasMessage(words, key));
    if (missing.length > 0)
      console.warn(`${code} lacks ${missing.length} messages, the first “${missing[0]}”: they are shown in English.`);
    writeFileSync(join(to, `${code}.json`), JSON.stringify(words));
  }
}

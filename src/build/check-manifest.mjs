/**
 * Fails if an element lacks documentation of a summary; every public property and method; and every slot, event and
 * `--artifact-*` custom property in the modules that it is built from. Also fails if a documented custom property no longer
 * exists. Parts are compared with what the elements write, in test/elements/parts.node.ts.
 *
 * Usage: node src/build/check-manifest.mjs
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ts } from '@custom-elements-manifest/analyzer/index.js';
import { analyze, nodesIn } from './manifest.mjs';

/** The names of a template's slots. */
const slotsIn = (template) => {
  const { head, templateSpans = [] } = ts.isTemplateExpression(template) ? template : { head: template };
  const text = [head, ...templateSpans.map(({ literal }) => literal)].map((one) => one.text).join('\u0001');
  return [...text.matchAll(/<slot\b([^>]*)>/g)]
    .map(([, attributes]) => /\bname\s*=\s*"([^"]*)"/.exec(attributes)?.[1] ?? '')
    .filter((name) => !name.includes('\u0001'));
};

/** The name of a class's event: its argument to `super`, or its static `eventName`. */
const eventNameOf = (declaration) => {
  const named = declaration.members.find((member) => member.name?.getText() === 'eventName')?.initializer;
  const call = [...nodesIn(declaration)].find(
    (node) => ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword,
  );
  return [named, call?.arguments[0]].find((node) => node && ts.isStringLiteralLike(node))?.text;
};

/** The names that a module contributes to an element, by the manifest list that should have them. */
const usedIn = (source) => {
  const used = { slots: new Set(), cssProperties: new Set(), events: new Set(), words: new Set() };
  const eventClasses = new Map();
  const nodes = [...nodesIn(source)];
  for (const node of nodes) {
    const base = ts.isClassDeclaration(node) && node.heritageClauses?.[0]?.types[0]?.expression.getText();
    if (base && /Event$/.test(base)) eventClasses.set(node.name.text, eventNameOf(node));
  }
  for (const node of nodes) {
    if (ts.isTaggedTemplateExpression(node) && /^(html|lit|svg)$/.test(node.tag.getText())) {
      for (const slot of slotsIn(node.template)) used.slots.add(slot);
    }
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'css') {
      for (const [name] of node.template.getText().matchAll(/(?<=var\(\s*)--artifact-[\w-]+/g))
        used.cssProperties.add(name);
    }
    if (ts.isNewExpression(node)) {
      const [first] = node.arguments ?? [];
      const type = node.expression.getText();
      const name =
        eventClasses.get(type) ??
        (/^(Custom)?Event$/.test(type) && first && ts.isStringLiteralLike(first) ? first.text : undefined);
      if (name) used.events.add(name);
    }
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      for (const [word] of node.text.matchAll(/[\w-]+/g)) used.words.add(word);
    }
  }
  return used;
};

/** The lists of a manifest entry: their content and doc tag. */
const LISTS = {
  slots: ['slot', '@slot'],
  cssProperties: ['custom property', '@cssprop'],
  events: ['event', '@fires'],
};

/** The errors in an element's documentation, as sentences. */
const faultsOf = ({ tag, declaration, parts }, define) => {
  if (!declaration)
    return [`has no exported class: the file ${tag}.ts is expected to export the class of <${tag}>, named after it.`];
  const faults = [];
  if (!declaration.description && !declaration.summary)
    faults.push('has no summary: say above its class in a sentence what it shows.');
  if (define !== undefined && !define.includes(`'${tag}'`)) faults.push('is not in src/define.ts.');
  for (const member of declaration.members ?? []) {
    if (!member.description && !member.summary)
      faults.push(
        `has a public ${member.kind} “${member.name}” without a comment: say what it means, or make it private.`,
      );
  }
  const used = parts.map(usedIn);
  for (const [list, [noun, doc]] of Object.entries(LISTS)) {
    const documented = new Set(
      (declaration[list] ?? []).filter(({ description }) => description).map(({ name }) => name),
    );
    const found = new Set(used.flatMap((one) => [...one[list]]));
    for (const name of found)
      if (!documented.has(name))
        faults.push(
          `has the ${noun} “${name}”, but no “${doc} ${name || ''} - …” that describes it.`.replace('  ', ' '),
        );
    if (list !== 'cssProperties') continue;
    const mentioned = new Set(used.flatMap((one) => [...one.words]));
    for (const name of documented)
      if (!found.has(name) && !mentioned.has(name))
        faults.push(`documents “${doc} ${name}”, which is in none of its styles.`);
  }
  return faults;
};

const { elements } = await analyze();
const file = fileURLToPath(new URL('../define.ts', import.meta.url));
const define = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
const faults = elements.flatMap((element) =>
  faultsOf(element, define).map((fault) => `${element.file}: <${element.tag}> ${fault}`),
);
for (const fault of faults) console.error(fault);
console.log(`${elements.length} elements, ${faults.length} undocumented or stale`);
process.exitCode = faults.length > 0 ? 1 : 0;

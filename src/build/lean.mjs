/** Rollup plugins that remove unreachable code from the script without changing its behavior. */
import { readFileSync } from 'node:fs';
import MagicString from 'magic-string';
import { parseAst } from 'rollup/parseAst';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const PURIFIER = read('../text/tree-dom.ts');
const MARKDOWN = read('../text/markdown.ts');

/** The boolean options that src/text/tree-dom.ts passes to DOMPurify. */
const GIVEN = new Map(
  [...PURIFIER.matchAll(/^ {2}([A-Z_]+): (true|false),$/gm)].map(([, name, value]) => [name, value]),
);
// DOMPurify derives this option in the same way.
GIVEN.set('RETURN_DOM', GIVEN.get('RETURN_DOM_FRAGMENT') ?? 'false');

/** DOMPurify's boolean options; those that src/text/tree-dom.ts does not pass keep their declared defaults. */
const SWITCHES =
  'ALLOW_ARIA_ATTR ALLOW_DATA_ATTR ALLOW_SELF_CLOSE_IN_ATTR ALLOW_UNKNOWN_PROTOCOLS FORCE_BODY IN_PLACE KEEP_CONTENT RETURN_DOM RETURN_DOM_FRAGMENT RETURN_TRUSTED_TYPE SAFE_FOR_TEMPLATES SAFE_FOR_XML SANITIZE_DOM SANITIZE_NAMED_PROPS WHOLE_DOCUMENT'.split(
    ' ',
  );

/** Replacements in DOMPurify: pattern, replacement, and the option that src/text/tree-dom.ts must not pass for it. */
const RULES = [
  [/\bUSE_PROFILES = objectHasOwnProperty\(cfg, [^;]*;/, '', 'USE_PROFILES'],
  [/\bobjectHasOwnProperty\(cfg, "ADD_TAGS"\)/, 'false', 'ADD_TAGS'],
  [/\bEXTRA_ELEMENT_HANDLING\.tagCheck instanceof Function/, 'false', 'ADD_TAGS'],
  [/\bobjectHasOwnProperty\(cfg, "ADD_ATTR"\)/, 'false', 'ADD_ATTR'],
  [/\bEXTRA_ELEMENT_HANDLING\.attributeCheck instanceof Function/, 'false', 'ADD_ATTR'],
  [/\bobjectHasOwnProperty\(cfg, "ADD_FORBID_CONTENTS"\)/, 'false', 'ADD_FORBID_CONTENTS'],
  [/\b_matchesNameCheck\(CUSTOM_ELEMENT_HANDLING\.\w+, \w+(?:, \w+)?\)/g, 'false', 'CUSTOM_ELEMENT_HANDLING'],
  [/\bPARSER_MEDIA_TYPE = SUPPORTED_PARSER_MEDIA_TYPES[^;]*;/, '', 'PARSER_MEDIA_TYPE'],
  [/(?<=\blet PARSER_MEDIA_TYPE = )null(?=;)/, '"text/html"', 'PARSER_MEDIA_TYPE'],
  // src/text/tree-dom.ts passes the default.
  [/\bNAMESPACE = typeof cfg\.NAMESPACE [^;]*;/, ''],
  // src/text/tree-dom.ts passes its own policy or null, and a window without `trustedTypes`.
  [/(?<=\bdefaultTrustedTypesPolicy = )_createTrustedTypesPolicy\([^)]*\)/, 'null'],
  [/\bwindow\.trustedTypes\b/, 'undefined'],
  // src/text/tree-dom.ts has one hook.
  [
    /\b_executeHooks\(hooks\.(?!beforeSanitizeElements\b)\w+, [^;]*?\);/g,
    ';',
    '(?:after|upon|before(?!SanitizeElements))Sanitize\\w*',
  ],
  [/\bALLOWED_(?:TAGS|ATTR) = _forkSharedAllowlist\(hooks\.upon[^;]*;/g, '', 'uponSanitize\\w*'],
  // Nobody calls these.
  [
    /\n\tDOMPurify\.(?:clearConfig|isValidAttribute|removeHook|removeHooks|removeAllHooks) = function\([^)]*\) \{\n[\s\S]*?\n\t\};/g,
    '',
  ],
  // The input is always text, never nodes.
  [/\btypeof dirty !== "string" && !_isNode\(dirty\)/, 'false'],
  [/(?<=\belse if \()_isNode\(dirty\)(?=\))/, 'false'],
  // The pair is already an array.
  [/\b_slicedToArray\(_ref2, 2\)/, '_ref2'],
  [/\bif \(RETURN_DOM_FRAGMENT\) RETURN_DOM = true;/, ''],
  ...SWITCHES.flatMap((name) => [
    [new RegExp(`\\b${name} = cfg\\.${name} [^;]*;`), ''],
    ...(GIVEN.has(name) ? [[new RegExp(`(?<=\\blet ${name} = )(?:true|false)(?=;)`), GIVEN.get(name)]] : []),
  ]),
];

/** Removes code from DOMPurify that only unused options need. */
export const leanPurifier = {
  name: 'lean-purifier',
  transform(code, id) {
    if (!/\/node_modules\/dompurify\//.test(id)) return null;
    let lean = code;
    for (const [find, put, ungiven] of RULES) {
      if (ungiven && new RegExp(`\\b${ungiven}\\b`).test(PURIFIER))
        throw new Error(`src/text/tree-dom.ts gives ${ungiven}, and src/build/lean.mjs leaves out what it does.`);
      if (lean.search(find) < 0) throw new Error(`Nothing of DOMPurify is ${find} any more: has it changed?`);
      lean = lean.replace(find, put);
    }
    return { code: lean, map: null };
  },
};

/** Options of marked that src/text/markdown.ts does not pass. */
const UNSET = /\bthis\.options\.(?:pedantic|breaks|silent|hooks)\b/g;

/** Removes code from marked that only unused options need, mainly the rules of other dialects. */
export const leanParser = {
  name: 'lean-parser',
  transform(code, id) {
    if (!/\/node_modules\/marked\//.test(id)) return null;
    if (/\b(?:pedantic|breaks|silent|hooks):/.test(MARKDOWN))
      throw new Error('src/text/markdown.ts gives marked an option, and src/build/lean.mjs leaves out what it does.');
    const lean = new MagicString(code);
    const dialects = [...code.matchAll(/,(?:pedantic|breaks):(\w+)(?=[,}])/g)];
    const declared = parseAst(code).body.flatMap(({ declarations }) => declarations ?? []);
    for (const { 0: found, 1: name, index } of dialects) {
      const { init } = declared.find(({ id: { name: own } }) => own === name) ?? {};
      if (init?.type !== 'ObjectExpression') continue;
      lean.remove(index, index + found.length);
      lean.update(init.start, init.end, '0');
    }
    for (const { 0: found, index } of code.matchAll(UNSET)) lean.update(index, index + found.length, 'undefined');
    return { code: lean.toString(), map: null };
  },
};

/** What valibot's schemas have only for its own checks, and for its messages. */
const OF_CHECKS = new Set(['~run', 'expects', 'reference', 'async', 'message', 'kind']);

/** Removes the checks from valibot's schemas: src/artifact/ reads the schemas and checks by itself. */
export const leanSchemas = {
  name: 'lean-schemas',
  transform(code, id) {
    if (!/\/node_modules\/valibot\//.test(id)) return null;
    const lean = new MagicString(code);
    const visit = (node) => {
      if (node.type === 'ObjectExpression' && node.properties.some(({ key }) => key?.value === '~run')) {
        const kept = node.properties.filter(({ key }) => !OF_CHECKS.has(key?.value ?? key?.name));
        lean.update(node.start, node.end, `{ ${kept.map(({ start, end }) => code.slice(start, end)).join(', ')} }`);
      } else if (node.type === 'FunctionDeclaration' && node.id.name === '_standardSchema')
        lean.update(node.body.start, node.body.end, '{ return schema; }');
      else childrenOf(node).forEach(visit);
    };
    visit(parseAst(code));
    if (!lean.hasChanged()) throw new Error('No schema of valibot has “~run” any more: has it changed?');
    return { code: lean.toString(), map: null };
  },
};

const childrenOf = (node) =>
  Object.values(node)
    .flat()
    .filter((child) => typeof child?.type === 'string');

const privateNamesIn = (node) => [
  ...(node.type === 'PrivateIdentifier' ? [node] : []),
  ...childrenOf(node).flatMap(privateNamesIn),
];

const outermostClassesIn = (node) =>
  node.type === 'ClassBody' ? [node] : childrenOf(node).flatMap(outermostClassesIn);

/** Reuses the same few private names in every class, most frequent first, since terser makes each name in the script unique. */
export const sharedPrivateNames = {
  name: 'shared-private-names',
  transform(code) {
    const result = new MagicString(code);
    for (const body of outermostClassesIn(parseAst(code))) {
      const byName = new Map();
      for (const node of privateNamesIn(body)) byName.set(node.name, [...(byName.get(node.name) ?? []), node]);
      const sorted = [...byName.values()].sort((one, other) => other.length - one.length);
      for (const [index, nodes] of sorted.entries())
        for (const { start, end } of nodes) result.update(start, end, `#private${index}`);
    }
    return result.hasChanged() ? { code: result.toString(), map: result.generateMap({ hires: 'boundary' }) } : null;
  },
};

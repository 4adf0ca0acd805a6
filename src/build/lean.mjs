/** Rollup plug-ins that leave out of the one script what it can never come to. They change nothing that it does. */
import { readFileSync } from 'node:fs';
import MagicString from 'magic-string';
import { parseAst } from 'rollup/parseAst';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const SANITIZE = read('../text/sanitize.ts');
const MARKDOWN = read('../text/markdown.ts');

/** What src/text/sanitize.ts gives to DOMPurify as `true` or `false`. */
const GIVEN = new Map(
  [...SANITIZE.matchAll(/^ {2}([A-Z_]+): (true|false),$/gm)].map(([, name, value]) => [name, value]),
);
// So says DOMPurify itself, where it reads its options.
GIVEN.set('RETURN_DOM', GIVEN.get('RETURN_DOM_FRAGMENT') ?? 'false');

/** DOMPurify's options that are `true` or `false`: what src/text/sanitize.ts does not give keeps the value that it is declared with. */
const SWITCHES =
  'ALLOW_ARIA_ATTR ALLOW_DATA_ATTR ALLOW_SELF_CLOSE_IN_ATTR ALLOW_UNKNOWN_PROTOCOLS FORCE_BODY IN_PLACE KEEP_CONTENT RETURN_DOM RETURN_DOM_FRAGMENT RETURN_TRUSTED_TYPE SAFE_FOR_TEMPLATES SAFE_FOR_XML SANITIZE_DOM SANITIZE_NAMED_PROPS WHOLE_DOCUMENT'.split(
    ' ',
  );

/** What is looked for in DOMPurify, what stands in its place, and the option that src/text/sanitize.ts must not give for that. */
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
  // The one that src/text/sanitize.ts gives is the one that is declared.
  [/\bNAMESPACE = typeof cfg\.NAMESPACE [^;]*;/, ''],
  // src/text/sanitize.ts gives a policy of its own or null, and a window without `trustedTypes`.
  [/(?<=\bdefaultTrustedTypesPolicy = )_createTrustedTypesPolicy\([^)]*\)/, 'null'],
  [/\bwindow\.trustedTypes\b/, 'undefined'],
  // What comes in is text, never nodes.
  [/\btypeof dirty !== "string" && !_isNode\(dirty\)/, 'false'],
  [/(?<=\belse if \()_isNode\(dirty\)(?=\))/, 'false'],
  // A pair that is an array already.
  [/\b_slicedToArray\(_ref2, 2\)/, '_ref2'],
  [/\bif \(RETURN_DOM_FRAGMENT\) RETURN_DOM = true;/, ''],
  ...SWITCHES.flatMap((name) => [
    [new RegExp(`\\b${name} = cfg\\.${name} [^;]*;`), ''],
    ...(GIVEN.has(name) ? [[new RegExp(`(?<=\\blet ${name} = )(?:true|false)(?=;)`), GIVEN.get(name)]] : []),
  ]),
];

/** DOMPurify without what only options that it is not given need. */
export const leanPurifier = {
  name: 'lean-purifier',
  /**
   * @param {string} code
   * @param {string} id
   * @returns {{ code: string, map: null } | null}
   */
  transform(code, id) {
    if (!/\/node_modules\/dompurify\//.test(id)) return null;
    let lean = code;
    for (const [find, put, ungiven] of RULES) {
      if (ungiven && new RegExp(`\\b${ungiven}\\b`).test(SANITIZE))
        throw new Error(`src/text/sanitize.ts gives ${ungiven}, and src/build/lean.mjs leaves out what it does.`);
      if (lean.search(find) < 0) throw new Error(`Nothing of DOMPurify is ${find} any more: has it changed?`);
      lean = lean.replace(find, put);
    }
    return { code: lean, map: null };
  },
};

/** Options of marked that src/text/markdown.ts does not give. */
const UNSET = /\bthis\.options\.(?:pedantic|breaks|silent|hooks)\b/g;

/** marked without what only options that it is not given need, the rules of other dialects first of all. */
export const leanParser = {
  name: 'lean-parser',
  /**
   * @param {string} code
   * @param {string} id
   * @returns {{ code: string, map: null } | null}
   */
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

/** The same few private names in every class, those that come most first: terser gives each name in the script another one. */
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

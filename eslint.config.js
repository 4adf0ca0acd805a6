import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import globals from 'globals';
import ts from 'typescript-eslint';
import local from './src/build/eslint-rules.mjs';

const SCRIPTS = ['**/*.{js,mjs}'];
const PRODUCT = ['src/**/*.ts'];
const NODE_ONLY = ['src/cli/**', 'src/build/**'];
const PURE = [
  'src/artifact/**/*.ts',
  'src/content/**/*.ts',
  'src/output/**/*.ts',
  'src/writers/**/*.ts',
  'src/i18n/**/*.ts',
  'src/markdown/**/*.ts',
];
/** Where an artifact meets the page: the only file of the model that knows the DOM. */
const RIM = ['src/artifact/source.ts'];

/** The tag of string templates: it escapes, and marks what it has written as safe. */
const HTML_TAG = 'src/writers/html/{template,write-template}.ts';

// ——— Who may import whom: bundle → define → elements → writers → content → artifact, i18n ———

/** `from`: the parts of src/ that these files must not import; `except`: files there that they may. */
const wall = (target, from, message, except = []) =>
  from.map((part) => ({ target: `./src/${target}`, from: `./src/${part}`, message, except }));

const ABOVE_ELEMENTS = ['define.ts', 'index.ts', 'bundle.ts', 'pages'];
const NODE_PARTS = ['cli', 'build'];
const NODE_MESSAGE = 'cli/ and build/ run in Node and are imported by nobody.';

const walls = [
  ...['artifact', 'content', 'text', 'writers', 'output', 'styles', 'i18n', 'embed'].flatMap((part) =>
    wall(part, ['elements', ...ABOVE_ELEMENTS], `${part}/ is below the elements: it knows none of them.`),
  ),
  ...wall(
    'artifact',
    ['content', 'writers', 'text', 'output', 'styles', 'embed'],
    'artifact/ is the ground floor: it imports nothing but itself and its words.',
  ),
  ...wall(
    'content',
    ['writers', 'text', 'output', 'styles', 'embed'],
    'content/ turns artifacts into words: it imports artifact/ and i18n/ only.',
  ),
  ...wall('text', ['content', 'writers'], 'text/ shows Markdown: it knows no artifact’s fields.'),
  ...wall(
    'output',
    ['text', 'styles', 'i18n', 'embed'],
    'output/ turns artifacts into other formats: it imports artifact/, content/ and writers/ only.',
  ),
  ...wall(
    'writers',
    ['styles', 'embed', 'markdown'],
    'writers/ turns cards into documents: it decides neither what they say nor in which order.',
  ),
  ...wall(
    'markdown',
    ['elements', 'styles', 'i18n', 'embed', ...ABOVE_ELEMENTS],
    'markdown/ writes tags for other people’s pages: it imports artifact/, content/ and output/ only.',
  ),
  ...wall(
    'markdown',
    ['text'],
    'markdown/ makes words for other people’s pages of an artifact’s texts: of text/ it takes the list of what may stay, and the addresses.',
    ['./list.ts', './addresses.ts'],
  ),
  ...['*.ts', 'artifact', 'content', 'text', 'output', 'styles', 'i18n', 'elements', 'embed'].flatMap((part) =>
    wall(part, ['markdown'], 'markdown/ is for Markdown engines and is imported by nobody.'),
  ),
  ...wall(
    'styles',
    ['artifact', 'content', 'text', 'output', 'i18n', 'embed'],
    'styles/ holds CSS: it imports nothing but itself.',
  ),
  ...wall(
    'i18n',
    ['artifact', 'content', 'text', 'output', 'styles', 'embed'],
    'i18n/ holds messages and locales: it knows nothing of what they are said of.',
  ),
  ...wall('text', ['embed'], 'text/ works the same with and without a frame.'),
  ...wall('elements', ABOVE_ELEMENTS, 'Elements are defined from above: what a page defines is not their business.'),
  ...wall(
    'pages',
    ['elements', 'define.ts', 'index.ts', 'bundle.ts'],
    'The pages use the one script as any page does.',
  ),
  ...wall('define.ts', ['index.ts', 'bundle.ts'], 'define.ts only knows the elements.'),
  ...wall('index.ts', ['bundle.ts'], 'Importing the npm entry has no effects; bundle.ts has.'),
  ...[
    '*.ts',
    'artifact',
    'content',
    'writers',
    'text',
    'output',
    'styles',
    'i18n',
    'elements',
    'embed',
    'markdown',
  ].flatMap((part) => wall(part, NODE_PARTS, NODE_MESSAGE)),
  ...NODE_PARTS.map((part) => ({ target: './demo/**/*.ts', from: `./src/${part}`, message: NODE_MESSAGE })),
];

// ——— The one door for markup ———

const MARKUP = 'Markup from data enters by src/text only: build DOM with a lit template or textContent.';
const CSP = 'A strict Content-Security-Policy forbids this.';

const sinks = [
  ...[
    'innerHTML',
    'outerHTML',
    'insertAdjacentHTML',
    'setHTML',
    'setHTMLUnsafe',
    'parseHTML',
    'parseHTMLUnsafe',
    'parseFromString',
    'createContextualFragment',
    'srcdoc',
    'DOMParser',
  ].map((property) => ({ property, message: MARKUP })),
  ...['write', 'writeln'].map((property) => ({ object: 'document', property, message: MARKUP })),
];

/** Within src/text, too, one file sets HTML. */
const INSERT = 'src/text/insert.ts';
const INSERT_ONLY = `${INSERT} is the only place that sets HTML.`;

const insertSinks = [
  ...['insertAdjacentHTML', 'setHTMLUnsafe', 'createContextualFragment'].map((property) => ({ property })),
  ...['write', 'writeln'].map((property) => ({ object: 'document', property })),
].map((sink) => ({ ...sink, message: INSERT_ONLY }));

const insertSyntax = {
  selector: 'AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]',
  message: INSERT_ONLY,
};

const NUMBERS = 'src/content/numbers.ts is the only place where a number becomes words: these round, or lose digits.';

const numberFormats = [
  ...['toFixed', 'toPrecision', 'toExponential', 'toLocaleString'].map((property) => ({ property, message: NUMBERS })),
  { object: 'Intl', property: 'NumberFormat', message: NUMBERS },
];
/** Beside that place: what builds the package prints the sizes of its own files, and parsing its own limits. */
const FORMATS_NUMBERS = ['src/content/numbers.ts', 'src/build/**', 'src/artifact/{copy,parse}.ts'];

const sinkSyntax = [
  { selector: 'ObjectExpression > Property[key.name=/^(innerHTML|outerHTML|srcdoc)$/]', message: MARKUP },
  {
    selector: "CallExpression[callee.property.name='setAttribute'][arguments.0.value=/^(srcdoc|on.+)$/i]",
    message: MARKUP,
  },
  {
    selector: "CallExpression[callee.property.name='setAttribute'][arguments.0.value='style']",
    message: `${CSP} Use style.setProperty.`,
  },
];

const LINK = 'Make links and sources through src/text, which lets only safe addresses pass.';

const linkSyntax = [
  {
    selector:
      "CallExpression[callee.property.name='setAttribute'][arguments.0.value=/^(href|xlink:href|src|srcset|action|formaction)$/i]",
    message: LINK,
  },
  {
    selector:
      'AssignmentExpression[left.object.type!="ThisExpression"][left.property.name=/^(href|src|srcset|formAction)$/]',
    message: LINK,
  },
];

const UNSAFE_IMPORTS = [
  { regex: '(^|/)directives/unsafe-', message: MARKUP },
  { regex: '^(marked|dompurify)($|/)', message: 'Only src/text imports marked and dompurify.' },
];
/** Marks a string as safe HTML: the door beside all escaping. */
const TRUST = {
  regex: '(^|/)html\\.js$',
  importNames: ['trustAsHtml'],
  message: 'Only the html tag and src/text mark a string as safe: write a template.',
};
/** Writes strings as they are, for the `html` tag and for templates that the build has parsed. */
const WRITER = {
  regex: '(^|/)write-template\\.js$',
  importNames: ['compiled', 'writeTemplate'],
  message: 'Only the html tag and the build write templates that are already parsed: write a template.',
};
const UNSAFE_STATIC = {
  regex: '^lit(-html|-element)?/static(-html)?\\.js$',
  importNames: ['unsafeStatic'],
  message: MARKUP,
};
const STYLE_MAP = {
  regex: '(^|/)directives/style-map',
  message: 'styleMap writes a style attribute. Use a class, an SVG attribute or style.setProperty.',
};
const NODE = { regex: '^node:', message: 'This runs in browsers. Node code lives in src/cli and src/build.' };
const NO_LIT = {
  regex: '^(lit|lit-html|lit-element|@lit(?!/localize$))($|/|-)',
  message: 'This part is without DOM and without Lit, so that it runs in Node as it is.',
};
const imports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

const SAFE_CALLS = [
  // node:test waits for its tests by itself.
  { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
  // `expect(a).to.equal(b)` has told its verdict before it returns, whatever the types of open-wc's plugin say.
  { from: 'package', package: '@open-wc/semantic-dom-diff', name: 'Equal' },
];

export default defineConfig(
  { ignores: ['dist', 'shots', 'coverage', 'bench', '**/fixtures/**'] },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { local },
    rules: { 'local/explained-disable': 'error' },
  },

  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },

  {
    files: ['**/*.ts'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-deprecated': 'error',
      '@typescript-eslint/no-invalid-void-type': 'error',
      '@typescript-eslint/no-mixed-enums': 'error',
      '@typescript-eslint/no-useless-constructor': 'error',
      '@typescript-eslint/return-await': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // TypeScript reports unused names, and lets an argument be that a signature asks for: `_scope`.
      '@typescript-eslint/no-unused-vars': 'off',
      // A number in a template string has one reading.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: SAFE_CALLS }],
    },
  },

  {
    files: PRODUCT,
    ignores: NODE_ONLY,
    extends: [lit['flat/recommended'], wc['flat/recommended']],
    languageOptions: { globals: globals.browser },
    settings: { wc: { elementBaseClasses: ['LitElement', 'MovableElement', 'ReactiveElement'] } },
    rules: {
      'no-console': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'lit/attribute-names': 'error',
      'lit/lifecycle-super': 'error',
      'lit/no-classfield-shadowing': 'error',
      'lit/no-legacy-imports': 'error',
      'lit/no-private-properties': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/prefer-static-styles': 'error',
      'wc/no-constructor-params': 'error',
      'wc/no-exports-with-element': 'off',
      'wc/no-typos': 'error',
      'wc/require-listener-teardown': 'error',
    },
  },
  {
    files: ['src/elements/*-*.ts', 'src/elements/panels/*.ts'],
    rules: {
      'wc/file-name-matches-element': 'error',
      'wc/max-elements-per-file': 'error',
      // Lit calls a template's listener on the element that renders it.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // The one place that speaks to a page's author on the console.
  { files: ['src/warn.ts'], rules: { 'no-console': ['error', { allow: ['warn'] }] } },

  {
    files: ['src/**', 'demo/**'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({ extensions: ['.ts', '.js', '.mjs'], extensionAlias: { '.js': ['.ts', '.js'] } }),
      ],
    },
    rules: { 'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: walls }] },
  },

  // Rules of one name replace each other: from the widest files to the narrowest, each with its whole list.
  {
    files: ['src/**', 'demo/**/*.ts'],
    rules: imports(...UNSAFE_IMPORTS, TRUST, WRITER, UNSAFE_STATIC, STYLE_MAP, NODE),
  },
  { files: ['src/text/**'], rules: imports(STYLE_MAP, NODE) },
  {
    files: PURE,
    ignores: RIM,
    rules: imports(...UNSAFE_IMPORTS, TRUST, WRITER, UNSAFE_STATIC, STYLE_MAP, NODE, NO_LIT),
  },
  { files: [HTML_TAG], rules: imports(...UNSAFE_IMPORTS, UNSAFE_STATIC, STYLE_MAP, NODE, NO_LIT) },
  { files: NODE_ONLY, rules: imports(...UNSAFE_IMPORTS, TRUST, WRITER) },

  {
    files: ['src/**', 'demo/**'],
    ignores: ['src/text/**'],
    plugins: { local },
    rules: {
      'local/safe-templates': 'error',
      'no-restricted-properties': ['error', ...sinks, ...numberFormats],
      'no-restricted-syntax': ['error', ...sinkSyntax],
      'no-restricted-globals': ['error', { name: 'DOMParser', message: MARKUP }],
    },
  },
  {
    files: ['src/text/**'],
    ignores: [INSERT],
    rules: {
      'no-restricted-properties': ['error', ...insertSinks, ...numberFormats],
      'no-restricted-syntax': ['error', insertSyntax],
    },
  },
  // Their tag itself takes no address that has not been vetted.
  {
    files: ['src/writers/html/**'],
    rules: { 'local/safe-templates': ['error', { links: true }] },
  },
  { files: FORMATS_NUMBERS, rules: { 'no-restricted-properties': ['error', ...sinks] } },
  { files: ['src/elements/**'], rules: { 'no-restricted-syntax': ['error', ...sinkSyntax, ...linkSyntax] } },
  {
    files: PURE,
    ignores: RIM,
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'window',
          'document',
          'customElements',
          'location',
          'navigator',
          'localStorage',
          'HTMLElement',
          'Element',
          'Node',
          'DOMParser',
          'CustomEvent',
        ].map((name) => ({
          name,
          message: 'This part is without DOM, so that it runs in Node as it is.',
        })),
      ],
    },
  },

  {
    files: ['test/**'],
    languageOptions: { globals: { ...globals.browser, ...globals.mocha } },
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.name=/^(it|test|describe|suite)$/][property.name=/^(only|skip)$/]',
          message: 'Every test runs, always: a test that can’t run says so when it is reached.',
        },
      ],
      // chai's assertions are expressions: `expect(x).to.be.true`.
      '@typescript-eslint/no-unused-expressions': 'off',
      // Tests hand over data that is wrong on purpose, and look into JSON whose shape is what they ask about.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },

  { files: SCRIPTS, extends: [ts.configs.disableTypeChecked], languageOptions: { globals: globals.node } },
  // Scripts of demo pages, and the one that hands functions to a page.
  { files: ['demo/*.js', 'demo/shots.mjs'], languageOptions: { globals: globals.browser } },
);

/** ESLint rules of this repository that no published plugin has. */

const LINKS = new Set([
  'href',
  'xlink:href',
  'src',
  'srcset',
  'action',
  'formaction',
  'poster',
  'data',
  'ping',
  'cite',
  'background',
]);
const HTML = new Set(['srcdoc', 'innerhtml', 'outerhtml']);

const HOLE = '\u0000';
const TAG = /<([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** The attributes and bindings of a lit template's source, with a NUL for each expression. */
const attributesIn = function* (source) {
  for (const tag of source.replaceAll(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length)).matchAll(TAG)) {
    if (tag[1].toLowerCase() === 'style') yield { name: '<style>', value: '', index: tag.index };
    const start = tag.index + 1 + tag[1].length;
    for (const match of tag[2].matchAll(ATTRIBUTE))
      yield { name: match[1], value: match[2] ?? match[3] ?? match[4] ?? '', index: start + match.index };
  }
};

/** The message for an attribute or binding, if any. */
const fault = ({ name, value }) => {
  const sign = /^[.?@]/.test(name) ? name[0] : '';
  const bare = name.slice(sign.length).toLowerCase();
  if (name === '<style>' || (sign !== '@' && bare === 'style')) return 'style';
  if (sign !== '@' && HTML.has(bare)) return 'html';
  if (sign === '' && /^on[a-z]/.test(bare)) return 'handler';
  // A fragment link can't leave the page, whatever follows the #.
  if (sign !== '@' && LINKS.has(bare) && value.includes(HOLE) && !value.startsWith('#')) return 'link';
  return undefined;
};

const safeTemplates = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { links: { type: 'boolean' } }, additionalProperties: false }],
    messages: {
      link: '“{{name}}” is bound to a value. Make the link through src/text, which lets only safe addresses pass: data must not choose where a reader is taken or what is loaded.',
      html: '“{{name}}” takes markup. Markup from data enters by src/text only.',
      style:
        '“{{name}}” in a template is an inline style, which a strict Content-Security-Policy forbids. Put it in `static styles`, use a class or an SVG attribute, or call `element.style.setProperty`.',
      handler:
        '“{{name}}” is a handler in an attribute, which a strict Content-Security-Policy forbids. Use “@event=${…}”.',
    },
  },
  create: (context) => ({
    'TaggedTemplateExpression[tag.name=/^(html|lit|svg|mathml)$/]'({ quasi }) {
      const starts = [];
      let source = '';
      for (const part of quasi.quasis) {
        starts.push({ at: source.length, range: part.range[0] + 1 });
        source += part.value.raw + HOLE;
      }
      for (const attribute of attributesIn(source)) {
        const messageId = fault(attribute);
        // `links`: the tag itself vets them.
        if (!messageId || (messageId === 'link' && context.options[0]?.links)) continue;
        const part = starts.findLast(({ at }) => at <= attribute.index);
        const loc = context.sourceCode.getLocFromIndex(part.range + attribute.index - part.at);
        context.report({ loc, messageId, data: { name: attribute.name.replaceAll(HOLE, '${…}') } });
      }
    },
  }),
};

const explainedDisable = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { why: 'Say why the rule is switched off here: `{{directive}} rule -- reason`.' },
  },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        const directive = /^\s*(eslint-disable\S*)/.exec(comment.value)?.[1];
        if (directive && !/\s--\s+\S/.test(comment.value))
          context.report({ loc: comment.loc, messageId: 'why', data: { directive } });
      }
    },
  }),
};

export default { rules: { 'safe-templates': safeTemplates, 'explained-disable': explainedDisable } };

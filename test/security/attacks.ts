// The strings that attack: those in the folder `shared` beside the repository, or where it is absent a few of our own.

/** One string, and the name that a failure gives it. */
export interface Attack {
  id: string;
  text: string;
  /** What kind of string it is: each run tries some of every kind. */
  of: string;
  /** What it did in a browser without any defence, where somebody looked: it ran script, asked another machine, changed the page. */
  rawEffect?: 'script' | 'network' | 'page';
}

/** An item of the files in `shared/data/security`. */
export interface Item {
  id: string;
  context: string;
  input: string | [text: string, factor: number][];
  rawEffect?: Attack['rawEffect'];
}

const FILES = [
  ...[
    'artifact-params',
    'clobbering',
    'css',
    'json-hostile',
    'mxss',
    'post-messages',
    'redos-markdown',
    'svg-mathml',
    'unicode',
    'urls',
    'xss-html',
    'xss-markdown',
  ].map((name) => `own/${name}`),
  ...[
    'commonmark-spec',
    'dompurify',
    'gfm-spec',
    'h5sc',
    'loofah',
    'markdown-it',
    'marked',
    'naughty-strings',
    'owasp',
  ].map((name) => `fetched/${name}`),
];

/** How often a generator's text is repeated here: what slow input costs is measured elsewhere, this asks what it becomes. */
const REPEATED = 40;

const generated = (parts: [text: string, factor: number][], size: number): string =>
  parts.map(([text, factor]) => text.repeat(factor === 0 ? 1 : Math.max(1, Math.round(size * factor)))).join('');

const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** An item as texts: an address stands by itself in an address field, and in a link and a picture elsewhere. */
const attacksOf = (file: string, { id, context, input, rawEffect }: Item): Attack[] => {
  const text = typeof input === 'string' ? input : generated(input, REPEATED);
  const effect = { of: [file, context, rawEffect].filter(Boolean).join(' '), ...(rawEffect && { rawEffect }) };
  if (context !== 'url') return [{ id, text, ...effect }];
  const link = `<a href="${quoted(text)}">x</a><img src="${quoted(text)}" alt="x">`;
  return [
    { id, text, of: `${file} address` },
    { id: `${id} as HTML`, text: link, ...effect },
    { id: `${id} as Markdown`, text: `[x](<${text}>) ![x](<${text}>)`, of: `${file} Markdown` },
  ];
};

const link = (scheme: string) => `${scheme}:__xss(1)`;

/** Of our own, one or two of each sort: enough to tell that the door is shut, not that it has no crack. */
const OWN: string[] = [
  '<script>__xss(1)</script>',
  '<img src="x:" onerror="__xss(1)">',
  '<img src="https://tracker.example/pixel.png">',
  '<svg onload="__xss(1)"><style>* { display: none }</style><a xlink:href="https://tracker.example/"><text>x</text></a></svg>',
  '<math><mtext><table><mglyph><style><img src="x:" onerror="__xss(1)"></style></mglyph></table></mtext></math>',
  `<a href="${link('javascript')}">x</a> [x](${link('javascript')}) <a href="java&#9;script:__xss(1)">x</a>`,
  '<iframe srcdoc="<script>parent.__xss(1)</script>"></iframe><object data="https://tracker.example/"></object><embed src="https://tracker.example/">',
  '<form action="https://tracker.example/"><input name="nodeName" autofocus onfocus="__xss(1)"><button formaction="https://tracker.example/">Go</button></form>',
  '<a id="location" name="location"></a><img name="querySelectorAll"><form id="document"><input name="body"></form>',
  '<p style="position: fixed; inset: 0; background: url(https://tracker.example/)" class="card" part="root" slot="x">x</p>',
  '<div popover id="p">x</div><button popovertarget="p" commandfor="p" command="show-popover">x</button><dialog open>x</dialog>',
  '<link rel="stylesheet" href="https://tracker.example/a.css"><meta http-equiv="refresh" content="0; url=https://tracker.example/"><base href="https://tracker.example/">',
  '<video src="https://tracker.example/a.mp4" autoplay onerror="__xss(1)"></video><audio src="https://tracker.example/a.mp3"></audio>',
  '"><img src=x: onerror=__xss(1)> \' onmouseover=__xss(1) `',
  '</div></body><!-- <p title="--><img src=x: onerror=__xss(1)>',
  '{{constructor.constructor("__xss(1)")()}} ${__xss(1)} <%= __xss(1) %>',
  '__proto__',
  '[x]: https://ok.example/ "__proto__"\n\n[__proto__] [constructor] [toString]',
  'a \u202e b \u2066 c \u200b d \ud800 e \u0000 f',
  '=HYPERLINK("https://tracker.example/")',
];

/**
 * All strings.
 * @param read gives the items of a file in `shared/data/security`, or undefined where it is not there.
 */
export const attacksFrom = async (
  read: (name: string) => Promise<Item[] | undefined>,
): Promise<{ attacks: Attack[]; isOwn: boolean }> => {
  const files = await Promise.all(FILES.map((name) => read(`${name}.json`)));
  if (files.every((file) => file === undefined)) {
    console.log(
      `Skipped: the strings of ../shared/data/security, which is not there. ${OWN.length} strings of our own are tried instead.`,
    );
    return {
      attacks: OWN.map((text, index) => ({ id: `own ${index + 1}`, text, of: `own ${index + 1}` })),
      isOwn: true,
    };
  }
  const missing = FILES.filter((_, index) => files[index] === undefined);
  if (missing.length > 0) throw new Error(`shared/data/security lacks ${missing.join(', ')}.`);
  // Equal texts are one; the one that is known to be alive stays.
  const byText = new Map<string, Attack>();
  for (const attack of files.flatMap((file, index) => file!.flatMap((item) => attacksOf(FILES[index]!, item)))) {
    const known = byText.get(attack.text);
    if (!known || (attack.rawEffect && !known.rawEffect)) byText.set(attack.text, attack);
  }
  return { attacks: [...byText.values()], isOwn: false };
};

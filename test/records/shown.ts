// What a page or a document shows, taken apart as a reader does it: texts, tables and lists under their headings. Numbers
// are read by what a reader knows of English numerals, not by the code that wrote them.
import { JSDOM } from 'jsdom';
import type { Claim } from './told.js';

interface Table {
  head: string[];
  /** Each line with the heading that stands above it in the table. */
  rows: { above: string; cells: string[] }[];
}

interface Part {
  heading: string;
  tables: Table[];
  items: string[];
}

/** What is shown of a record. */
export interface Shown {
  text: string;
  /** The parts under headings of outcomes, then all of it. */
  parts: Part[];
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A text with its numbers in one notation: `1,234` is 1234, `.5` is 0.5, `1.2 × 10⁻⁵` is 1.2e-5, a minus is a hyphen. */
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[\u00A0\u202F\u2009]/g, ' ')
    .replaceAll('−', '-')
    .replaceAll(/(\d) ?× ?10(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, digit: string, minus: string, power: string) => {
      const digits = [...power].map((one) => SUPERSCRIPTS.indexOf(one)).join('');
      return `${digit}e${minus && '-'}${digits}`;
    })
    .replaceAll(/(?<=\d)[eE]\+?(-?)0*(?=\d)/g, 'e$1')
    .replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replaceAll(/(?<![\d.])\.(?=\d)/g, '0.')
    .toLowerCase();

/** A function of a text that is asked for the same ones again and again. */
const kept = <T>(of: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) known.set(text, (found = of(text)));
    return found;
  };
};

const TOKEN = /\d+(?:\.\d+)*(?:e-?\d+)?|[\p{L}]+/gu;

/** The words and numbers of a text in a row, each between two spaces. */
const tokensOf = kept((text: string): string => ` ${(plain(text).match(TOKEN) ?? []).join(' ')} `);

/** The numbers of a cell with their signs. */
const numbersOf = kept((text): string[] => plain(text).match(/(?<![\p{L}\d.])[-+]?\d+(?:\.\d+)?(?:e-?\d+)?/gu) ?? []);

/** Markdown's escapes stand in some registries' texts. */
const unescaped = (text: string): string => text.replaceAll(/\\(?=[!-/:-@[-`{-~])/g, '');

const INLINE = new Set(
  // Not `span`: the style sheets make lines of some.
  'a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp strong u var wbr'.split(' '),
);

/** The text of a node, what it folds or keeps in shadow roots included, with the numbers of lists and the addresses of links. */
const textOf = (node: Node): string => {
  if (node.nodeType === node.TEXT_NODE) return node.nodeValue ?? '';
  const element = node as Element;
  if (element.localName === 'style' || element.localName === 'script') return '';
  const inner = [...childrenOf(element)].map(textOf).join('');
  if (INLINE.has(element.localName)) {
    const address = element.localName === 'a' ? element.getAttribute('href') : null;
    return address ? `${inner} ${address} ` : inner;
  }
  return ` ${numberOf(element)}${inner} `;
};

const childrenOf = (element: Element): Iterable<Node> =>
  element.localName === 'template' ? (element as HTMLTemplateElement).content.childNodes : element.childNodes;

/** The number that a browser writes before an item of a numbered list. */
const numberOf = (item: Element): string => {
  const list = item.parentElement;
  if (item.localName !== 'li' || list?.localName !== 'ol') return '';
  let number = Number(list.getAttribute('start') ?? 1) - 1;
  for (const one of list.children) {
    number = Number(one.getAttribute('value') ?? number + 1);
    if (one === item) return `${number}. `;
  }
  return '';
};

/** All elements of a name, those in shadow roots included. */
const all = (root: ParentNode, selector: string): Element[] => [
  ...root.querySelectorAll(selector),
  ...[...root.querySelectorAll('template')].flatMap(({ content }) => all(content, selector)),
];

const tableOf = (table: Element): Table => {
  const rows = [...table.querySelectorAll('tr')];
  const cells = (row: Element | undefined) =>
    [...(row?.querySelectorAll('th, td') ?? [])].map((cell) => {
      // Beside a value stands its column's title too, for narrow pages.
      const value = cell.localName === 'td' ? cell.querySelector(':scope > div') : null;
      return textOf(value ?? cell);
    });
  const head = cells(table.querySelector('thead tr') ?? undefined);
  let above = '';
  return {
    head,
    rows: rows
      .filter((row) => !row.closest('thead'))
      .flatMap((row) => {
        const own = cells(row);
        if (own.slice(1).every((text) => text.trim() === '')) {
          above = own[0] ?? '';
          return own.length > 1 || head.length === 0 ? [{ above, cells: own }] : [];
        }
        return [{ above, cells: own }];
      }),
  };
};

const partOf = (heading: string, roots: readonly ParentNode[]): Part => ({
  heading,
  tables: roots
    .flatMap((root) => ((root as Element).localName === 'table' ? [root as Element] : all(root, 'table')))
    .map(tableOf),
  items: roots.flatMap((root) => all(root, 'li')).map(textOf),
});

/** What follows a heading up to the next that is not below it. */
const following = (heading: Element): Element[] => {
  const found: Element[] = [];
  for (let next = heading.nextElementSibling; next && !/^h[1-3]$/.test(next.localName); next = next.nextElementSibling)
    found.push(next);
  return found;
};

/** A page of the product, or a document of it made HTML, as its reader sees it. */
export const shownIn = (html: string): Shown => {
  const { body } = new JSDOM(html).window.document;
  const outcomes = all(body, '[part~="outcome"]').map((outcome) =>
    partOf(textOf(all(outcome, '[role="heading"], h3, h4, h5')[0] ?? outcome), [outcome]),
  );
  const headed = all(body, 'h3').map((heading) => {
    // A table stands among its siblings: a part looks inside.
    const roots = following(heading);
    return partOf(textOf(heading), roots);
  });
  return { text: textOf(body), parts: [...outcomes, ...headed, partOf('', [body])] };
};

/** Whether words stand in a row of tokens; no words always do. */
const holdsWords = (tokens: string, words: string): boolean => {
  const wanted = tokensOf(unescaped(words));
  return wanted.trim() === '' || tokens.includes(wanted);
};

/** Whether these stand in a cell in this order: numbers with their signs, and words where a source has no number. */
const holdsValues = (cell: string, values: readonly string[]): boolean => {
  const numbers = numbersOf(cell);
  let from = 0;
  return values.every((value) => {
    const wanted = numbersOf(unescaped(value));
    if (wanted.length === 0 || /[\p{L}]{2}/u.test(value)) return holdsWords(tokensOf(cell), value);
    return wanted.every((number) => {
      const at = numbers.indexOf(number, from);
      from = at + 1;
      return at >= 0;
    });
  });
};

const partsOf = ({ parts }: Shown, outcome: string | undefined): Part[] =>
  outcome === undefined ? parts.slice(-1) : parts.filter(({ heading }) => holdsWords(tokensOf(heading), outcome));

/** Whether a claim is borne out by what is shown. */
export const isShown = (claim: Claim, shown: Shown, index = indexOf(shown)): boolean => {
  switch (claim.kind) {
    case 'cell': {
      const { columns, column, line, values, also = [], isCount } = claim;
      return partsOf(shown, claim.outcome).some(({ tables }) =>
        tables.some(({ head, rows }) => {
          const first = head.length - columns.length;
          if (first < 1 || !columns.every((title, at) => holdsWords(tokensOf(head[first + at] ?? ''), title)))
            return false;
          return rows.some(({ above, cells }) => {
            const lead = tokensOf([...head.slice(0, first), above, ...cells.slice(0, first)].join(' | '));
            const cell = cells[first + column] ?? '';
            return (
              line.every((words) => holdsWords(lead, words)) &&
              holdsValues(cell, values) &&
              also.every((value) => holdsValues(cell, [value])) &&
              !(isCount && /%/.test(cell))
            );
          });
        }),
      );
    }
    case 'item':
      return partsOf(shown, claim.outcome).some(({ items }) =>
        items.some(
          (item) =>
            claim.words.every((words) => holdsWords(tokensOf(item), words)) &&
            claim.values.every((value) => holdsValues(item, [value])),
        ),
      );
    case 'total':
      return partsOf(shown, undefined).some(({ tables }) =>
        tables.some(({ head, rows }) => {
          const column = head.findIndex((text) => tokensOf(text).includes(` ${claim.head} `));
          const row = rows.filter(({ cells }) => tokensOf(cells[0] ?? '').startsWith(tokensOf(unescaped(claim.line))))[
            claim.nth
          ];
          return column > 0 && holdsValues(row?.cells[column] ?? '', claim.values);
        }),
      );
    case 'name':
      return holdsWords(index.text, claim.name);
    case 'pattern':
      return claim.pattern.test(index.plain);
    case 'text':
      return lostIn(claim.text, claim.isLoose ?? false, index).length === 0;
  }
};

/** The words of what is shown, for many questions. */
export interface Index {
  text: string;
  plain: string;
  /** The words that stand behind each token. */
  followers: Map<string, Set<string>>;
}

export const indexOf = ({ text }: Shown): Index => {
  const tokens = tokensOf(text);
  const followers = new Map<string, Set<string>>();
  const row = tokens.trim().split(' ');
  for (const [at, token] of row.entries()) {
    const known = followers.get(token) ?? new Set();
    followers.set(token, known.add(row[at + 1] ?? ''));
  }
  return { text: tokens, plain: plain(text).replaceAll(/\s+/g, ' '), followers };
};

/**
 * The numbers of a text that are not shown, each with the word right behind it, which may be its unit.
 * @param isLoose whether what is behind a number may be another cell's: then the number alone is looked for.
 */
export const lostIn = (text: string, isLoose: boolean, { followers }: Index): string[] =>
  unescaped(text)
    .split(/\n|\|/)
    .flatMap((line) => {
      const read = plain(line);
      return [...read.matchAll(TOKEN)].flatMap(([token], at, all) => {
        if (!/^\d/.test(token)) return [];
        // The number of an item stands before its words.
        const behindIt = /^\s*$/.test(read.slice(0, all[at]?.index)) ? /^[.)]?[\s-]*(\p{L}*)/u : /^[\s-]*(\p{L}*)/u;
        const [, next = ''] = behindIt.exec(read.slice((all[at]?.index ?? 0) + token.length)) ?? [];
        const behind = followers.get(token);
        if (isLoose || next === '') return behind ? [] : [token];
        // Where a source's lines have run together, so have its words.
        const isThere = [...(behind ?? [])].some((word) => word !== '' && next.startsWith(word));
        return isThere ? [] : [`${token} ${next}`];
      });
    });

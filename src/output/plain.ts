import { sourcedValues } from '../artifact/values.js';
import { formatDate } from '../content/dates.js';
import { formatValue } from '../content/numbers.js';
import type { Fact, Value } from '../artifact/schema/index.js';
import { keepScripts } from './scripts.js';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

const entity = (whole: string, name: string): string => {
  if (name.startsWith('#')) {
    const code = Number(/^#x/i.test(name) ? `0x${name.slice(2)}` : name.slice(1));
    return code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff) ? String.fromCodePoint(code) : whole;
  }
  return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole;
};

/** A backslash escape while the marks around it are taken off. */
const ESCAPED = '\uE000';

/**
 * Authored text as one line of plain words, for places that take no markup: descriptions, feeds, a citation manager.
 * Citations, tags and Markdown's marks go, what they mark stays. Where a mark can't be told from a character that is
 * meant, the character stays.
 */
export const plainText = (text: string): string => {
  const escaped: string[] = [];
  return keepScripts(text)
    .replace(/\uE000/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, (_, character: string) => {
      escaped.push(character);
      return ESCAPED;
    })
    .replace(/\s?\[-?@[^[\]]{1,500}\]/g, '')
    .replace(/<\/?[a-zA-Z][^<>]{0,2000}>|<!--[\s\S]*?-->/g, ' ')
    .replace(/!?\[([^[\]]{0,1000})\]\((?:<[^<>]*>|[^()\s]{0,2000})(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/^ {0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+|\|)/gm, '')
    .replace(/^[ \t]*[|:\-= \t]{3,}$/gm, '')
    .replace(/(\*\*|__)(?=\S)(.{1,1000}?\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=[^\s*])([^*\n]{1,1000})\*(?![\w*])/g, '$1')
    .replace(/(?<![\w_])_(?=[^\s_])([^_\n]{1,1000})_(?![\w_])/g, '$1')
    .replace(/`+([^`]{1,1000})`+/g, '$1')
    .replace(/[ \t]*\|[ \t]*/g, ' ')
    .replace(/&(#\d{1,7}|#x[\da-f]{1,6}|\w{2,6});/gi, entity)
    .replace(/\uE000/g, () => escaped.shift() ?? '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/ ([.,;:])(?=\s|$)/g, '$1')
    .trim();
};

/** A value as plain words, its numbers by locale. */
export const plainValue = (value: Value, lang?: string): string =>
  typeof value === 'string' ? plainText(value) : formatValue(value, lang);

/** A fact as plain words. Where sources disagree each version stands there, with its group and date: none is chosen. */
export const plainFact = (fact: Fact<Value> | undefined, lang?: string): string => {
  const versions = sourcedValues(fact);
  return versions
    .map(({ value, group, asOf, relation }) => {
      const more =
        versions.length > 1
          ? [group, asOf && `as of ${formatDate(asOf, lang)}`, relation === 'superseded' && relation]
              .filter(Boolean)
              .join(', ')
          : '';
      return `${plainValue(value, lang)}${more && ` (${more})`}`;
    })
    .filter(Boolean)
    .join('; ');
};

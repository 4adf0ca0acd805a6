import type { msg as LitMsg, StrResult } from '@lit/localize';
import { settings } from '../settings.js';

export { str } from '@lit/localize';

/** The languages of the interface besides English; Chinese in simplified characters. */
export const LANGUAGES = ['ar', 'de', 'es', 'fr', 'ja', 'pt', 'zh'] as const;

/** One of them. */
export type Language = (typeof LANGUAGES)[number];

/** The messages of one language, by the English of the source, with `{0}`, `{1}` … as placeholders. */
export type Messages = Readonly<Record<string, string>>;

const known = new Map<Language, ReadonlyMap<string, string>>();

/** The best interface language for a reader's language (BCP 47); undefined for English or if there is no match. */
export const languageFor = (lang: string | undefined): Language | undefined => {
  const primary = lang?.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === primary);
};

/** Whether the messages of a language have been loaded. */
export const has = (language: Language): boolean => known.has(language);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * Adds the messages of a language from `locales/<code>.json`. Values that are not text are ignored. A message that is another
 * with a capital ("Article", "article") needs no entry of its own.
 */
export const addMessages = (language: Language, messages: Messages): void => {
  const own = Object.entries(messages).filter(([, words]) => typeof words === 'string');
  known.set(language, new Map([...own.map((entry) => entry.map(capital) as typeof entry), ...own]));
  for (const speaker of subscribers) speaker.requestUpdate();
};

/** Elements that show messages, and render again when more have been loaded. */
const subscribers = new Set<{ requestUpdate(): void }>();
export const subscribe = (speaker: { requestUpdate(): void }): unknown => subscribers.add(speaker);
export const unsubscribe = (speaker: { requestUpdate(): void }): unknown => subscribers.delete(speaker);
export const updateSubscribers = (): void => subscribers.forEach((speaker) => speaker.requestUpdate());

/** The current language: that of the rendering element, else that of the page. */
let reader: { lang: string | undefined } | undefined;

/** The language that `msg` currently uses, as a BCP 47 code. */
export const currentLanguage = (): Language | 'en' => {
  const language = languageFor(reader ? reader.lang : settings.lang);
  return language && has(language) ? language : 'en';
};

/**
 * Runs a rendering function in a language. A page may have elements in several languages; since rendering is synchronous,
 * only one is current at a time, and functions need not pass it on.
 */
export const withLanguage = <T>(lang: string | undefined, run: () => T): T => {
  const before = reader;
  reader = { lang };
  try {
    return run();
  } finally {
    reader = before;
  }
};

/** Sentences that were created before the reader's language was known. */
const sentences = new Map<string, StrResult>();

const inWords = (english: string): string => {
  const language = currentLanguage();
  return (language !== 'en' && known.get(language)?.get(english)) || english;
};

/** The key of a message: English with `{0}`, `{1}` … as placeholders. */
const keyOf = ({ strings }: StrResult): string => strings.reduce((text, next, index) => `${text}{${index - 1}}${next}`);

/**
 * A message in the reader's language, or in English if there is no translation. Use it as in `@lit/localize`:
 * `` msg('Boxed warning') ``, `` msg(str`${n} sources`) ``. That package's own `msg` supports only one language per page and one
 * owner, which may be the site that installs this package.
 */
export const msg = ((template: string | StrResult): string =>
  typeof template === 'string'
    ? inWords(template)
    : inWords(keyOf(template)).replace(/\{(\d)\}/g, (_, index: string) =>
        translated(String(template.values[Number(index)])),
      )) as typeof LitMsg;

/** A sentence for a reader not yet known: English now, and in the reader's language through `translated`. */
export const sentence = (template: string | StrResult): string => {
  if (typeof template === 'string') return template;
  const english = template.strings.reduce((text, next, index) => text + String(template.values[index - 1]) + next);
  sentences.set(english, template);
  return english;
};

/** Translates a sentence created by `sentence`, or a term from a list such as a registry's, into the reader's language. */
export const translated = (english: string): string => {
  const template = sentences.get(english);
  return template ? msg(template) : inWords(english);
};

/** A message with templates as values: `mixed(msg('Set the attribute {0}.'), html`<code>…</code>`)`. */
export const mixed = <T>(words: string, ...values: readonly T[]): (T | string)[] =>
  words.split(/\{(\d)\}/).map((part, index) => (index % 2 ? (values[Number(part)] as T) : part));

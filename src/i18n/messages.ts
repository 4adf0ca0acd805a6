import type { msg as LitMsg, StrResult } from '@lit/localize';
import { settings } from '../settings.js';

export { str } from '@lit/localize';

/** The languages that the interface has beside English; Chinese in simplified characters. */
export const LANGUAGES = ['ar', 'de', 'es', 'fr', 'ja', 'pt', 'zh'] as const;

/** One of them. */
export type Language = (typeof LANGUAGES)[number];

/** One language's words: English as it stands in the source, with `{0}`, `{1}` … in the place of values → the words in that language. */
export type Messages = Readonly<Record<string, string>>;

const known = new Map<Language, ReadonlyMap<string, string>>();

/** The language of the interface that serves readers of a language (BCP 47) best; undefined for English, and where there is none. */
export const languageFor = (lang: string | undefined): Language | undefined => {
  const primary = lang?.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === primary);
};

/** Whether a language's words are there. */
export const has = (language: Language): boolean => known.has(language);

/** Takes a language's words, as `locales/<code>.json` holds them. What is no text in it is no message. */
export const addMessages = (language: Language, messages: Messages): void => {
  known.set(language, new Map(Object.entries(messages).filter(([, words]) => typeof words === 'string')));
  for (const speaker of subscribers) speaker.requestUpdate();
};

/** Elements that show words of the interface: they do so anew when more of them are there. */
const subscribers = new Set<{ requestUpdate(): void }>();
export const subscribe = (speaker: { requestUpdate(): void }): unknown => subscribers.add(speaker);
export const unsubscribe = (speaker: { requestUpdate(): void }): unknown => subscribers.delete(speaker);
export const updateSubscribers = (): void => subscribers.forEach((speaker) => speaker.requestUpdate());

/** Whose language is spoken: of the element that renders; outside of any, of the page. */
let reader: { lang: string | undefined } | undefined;

/** The BCP 47 code of the language in which `msg` gives its words now. */
export const currentLanguage = (): Language | 'en' => {
  const language = languageFor(reader ? reader.lang : settings.lang);
  return language && has(language) ? language : 'en';
};

/**
 * Runs what renders words for the readers of a language. A page may have elements in several languages; rendering is
 * never interrupted, so that one language is spoken at a time, and no function on the way has to pass it on.
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

/** Sentences that were made before it is known who reads them. */
const sentences = new Map<string, StrResult>();

const inWords = (english: string): string => {
  const language = currentLanguage();
  return (language !== 'en' && known.get(language)?.get(english)) || english;
};

/** English with `{0}`, `{1}` … where values stand: the key of a message. */
const keyOf = ({ strings }: StrResult): string => strings.reduce((text, next, index) => `${text}{${index - 1}}${next}`);

/**
 * Words of the interface in the reader's language, English where a language lacks them. Use it as `@lit/localize` has it:
 * `` msg('Boxed warning') ``, `` msg(str`${n} sources`) ``. Its own `msg` speaks one language a page, and can be set up by
 * one owner only, who may be the site that installs this package.
 */
export const msg = ((template: string | StrResult): string =>
  typeof template === 'string'
    ? inWords(template)
    : inWords(keyOf(template)).replace(/\{(\d)\}/g, (_, index: string) =>
        translated(String(template.values[Number(index)])),
      )) as typeof LitMsg;

/** A sentence whose reader is not known yet: English now, and in the reader's language when `translated` gives it. */
export const sentence = (template: string | StrResult): string => {
  if (typeof template === 'string') return template;
  const english = template.strings.reduce((text, next, index) => text + String(template.values[index - 1]) + next);
  sentences.set(english, template);
  return english;
};

/** A sentence that `sentence` made, or words that come from a list such as a registry's terms, in the reader's language. */
export const translated = (english: string): string => {
  const template = sentences.get(english);
  return template ? msg(template) : inWords(english);
};

/** Words with something else than text in them: `mixed(msg('Set the attribute {0}.'), html`<code>…</code>`)`. */
export const mixed = (words: string, ...values: readonly unknown[]): unknown[] =>
  words.split(/\{(\d)\}/).map((part, index) => (index % 2 ? values[Number(part)] : part));

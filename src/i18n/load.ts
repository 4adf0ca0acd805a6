import { settings } from '../settings.js';
import { warn } from '../warn.js';
import { addMessages, has, type Language, languageFor, type Messages } from './messages.js';

const asked = new Set<Language>();

/**
 * Loads the messages of the reader's language, once per page. Until then, or if that fails, English is shown.
 * They are data, not a script, so that an `integrity` attribute still covers all code that runs.
 */
export const loadLanguage = (lang: string | undefined): void => {
  const language = languageFor(lang);
  if (!language || !settings.locales || has(language) || asked.has(language)) return;
  asked.add(language);
  const url = `${settings.locales}${language}.json`;
  fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' })
    .then((response) =>
      response.ok ? (response.json() as Promise<Messages>) : Promise.reject(new Error(`status ${response.status}`)),
    )
    .then((messages) => addMessages(language, messages))
    .catch((error: Error) =>
      warn(
        `the words of the language “${language}” could not be had from ${url} (${error.message}): the elements show English ones.`,
      ),
    );
};

import { msg } from '../i18n/messages.js';

/** What stands before the words of a picture that is not drawn. */
export const pictureWords = (): string => msg('Picture');

/** What a picture shows, or that nobody says it. */
export const altWords = (alt: string): string => alt || msg('not described');

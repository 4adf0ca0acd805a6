import type { OtherRecords } from '../artifact/resolve.js';
import { msg, str } from '../i18n/messages.js';

/** Said of a record that is one of several in its file. */
export const otherRecordsWords = ({ records: { length }, total = 0 }: OtherRecords): string =>
  total > length
    ? msg(str`This is the first of ${length} records in the file (the search found ${total}).`)
    : msg(str`This is the first of ${length} records in the file.`);

/** Today's date in the reader's time zone, such as `2026-11-23`. */
export const today = (now = new Date()): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** Whether a date is past in the reader's time zone; a month or year lasts until its end. */
export const isPast = (date: string, now?: Date): boolean => date < today(now).slice(0, date.length);

/** Today by the reader's own calendar, `2026-11-23`. */
export const today = (now = new Date()): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** Whether a date lies in the past, by the reader's own calendar; a month or a year counts until its end. */
export const isPast = (date: string, now?: Date): boolean => date < today(now).slice(0, date.length);

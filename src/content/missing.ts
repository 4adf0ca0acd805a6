import type { Missing } from '../artifact/schema/common.js';
import { msg, str } from '../i18n/messages.js';
import { words } from './terms.js';

/** "Not reported by the FDA label". */
export const formatMissing = ({ missing, by }: Missing): string => {
  switch (missing) {
    case 'not reported':
      return by ? msg(str`Not reported by ${by}`) : msg('Not reported');
    case 'not applicable':
      return by ? msg(str`Not applicable by ${by}`) : words('NA');
    case 'none':
      return by ? msg(str`None by ${by}`) : msg('None');
    case 'unknown':
      return by ? msg(str`Unknown by ${by}`) : words('UNKNOWN');
  }
};

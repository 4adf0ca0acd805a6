import type { Approval } from '../schema/index.js';
import { quieter } from './label-text.js';

/** What is known of a product's way to the market. */
interface Marketing {
  /** The marketing category of the NDC directory and of SPL: `OTC MONOGRAPH DRUG`, `UNAPPROVED HOMEOPATHIC`, `NDA`. */
  category?: string | undefined;
  /** The application (`NDA021977`), or the monograph (`M013`, `part343`). */
  number?: string | undefined;
  /** Whether its label calls it homeopathic. */
  isHomeopathic?: boolean;
}

/**
 * What the FDA did not decide: a product under a monograph, a homeopathic one and an unapproved one have labels like
 * those of approved drugs, and nothing else on them tells a reader the difference.
 *
 * @returns undefined for a product with an application, and where nothing tells.
 */
export const notApproved = ({ category = '', number = '', isHomeopathic }: Marketing): Approval | undefined => {
  const monograph = /^(?:(M)|part\s*|(?=505g))(\d{3}\S*)/i.exec(number);
  const words = quieter(category.trim());
  const status =
    isHomeopathic || /homeopathic/i.test(category)
      ? 'Homeopathic: not evaluated by FDA'
      : monograph || /monograph/i.test(category)
        ? `OTC monograph${monograph ? ` ${monograph[1] ? 'M' : /^p/i.test(number) ? 'part ' : ''}${monograph[2]}` : ''}: not individually approved by FDA`
        : /unapproved|dietary supplement|medical food|cosmetic|export only|bulk ingredient|compounded|emergency use/i.test(
              category,
            )
          ? `${words}: not approved by FDA`
          : undefined;
  return status ? { regulator: 'FDA', status } : undefined;
};

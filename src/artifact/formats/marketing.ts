import type { Approval } from '../schema/index.js';
import { quieter } from './label-text.js';

/** The regulatory status of a product. */
interface Marketing {
  /** The marketing category of the NDC directory and of SPL: `OTC MONOGRAPH DRUG`, `UNAPPROVED HOMEOPATHIC`, `NDA`. */
  category?: string | undefined;
  /** The application (`NDA021977`), or the monograph (`M013`, `part343`). */
  number?: string | undefined;
  /** Whether its label says that it is homeopathic. */
  isHomeopathic?: boolean;
}

/**
 * The status of a product that the FDA did not approve (OTC monograph, homeopathic, unapproved). Its label looks like that
 * of an approved drug, so the reader must be told.
 *
 * @returns undefined for a product with an application, or if the status is unknown.
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

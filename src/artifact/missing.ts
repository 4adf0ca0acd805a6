import { sentence } from '../i18n/messages.js';
import type { Problem } from './copy.js';

/** The codes for missing values. */
export const MISSING_CODES = [
  'none',
  'not-reported',
  'not-in-record',
  'not-applicable',
  'not-assessed',
  'unreadable',
  'unavailable',
] as const;

/** The reason why a value is missing. */
export type MissingCode = (typeof MISSING_CODES)[number];

/**
 * The words for each code of a missing value. README.md has the same table. The `@__PURE__` annotations let bundlers drop
 * the words from pages that only parse artifacts.
 */
export const MISSING: Readonly<Record<MissingCode, string>> = {
  none: /* @__PURE__ */ sentence('None'),
  'not-reported': /* @__PURE__ */ sentence('Not reported'),
  'not-in-record': /* @__PURE__ */ sentence('Not in this record'),
  'not-applicable': /* @__PURE__ */ sentence('Not applicable'),
  'not-assessed': /* @__PURE__ */ sentence('Not assessed'),
  unreadable: /* @__PURE__ */ sentence('Could not be read'),
  unavailable: /* @__PURE__ */ sentence('Could not be loaded'),
};

/** How artifacts spelled the codes before version 0.2. */
export const MISSING_EARLIER = {
  'not reported': 'not-reported',
  'not applicable': 'not-applicable',
  unknown: 'not-reported',
} as const satisfies Record<string, MissingCode>;

/** The current code for any spelling of it. */
export const missingCode = (code: MissingCode | keyof typeof MISSING_EARLIER): MissingCode =>
  (MISSING_CODES as readonly string[]).includes(code)
    ? (code as MissingCode)
    : MISSING_EARLIER[code as keyof typeof MISSING_EARLIER];

/**
 * Why an artifact lacks a field: there was something that could not be read, or the record does not have it.
 * @param names the field's names in an artifact and in the records that are read, and those of what holds it.
 */
export const whyMissing = (problems: readonly Problem[], names: readonly string[]): MissingCode =>
  problems.some(({ path }) => {
    const steps = path.split(/[.[\]]+/).filter(Boolean);
    // What holds many fields loses all of them only where it could not be read itself.
    return steps.some(
      (step, index) =>
        names.includes(step.replace(/Struct$/, '')) &&
        (index === steps.length - 1 || !/^(protocolSection|(status|design)Module)$/.test(step)),
    );
  })
    ? 'unreadable'
    : 'not-in-record';

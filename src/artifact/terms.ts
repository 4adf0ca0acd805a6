/** Terms that can't be derived from their registry spelling. */
const WORDS: Record<string, string> = {
  ACTIVE_NOT_RECRUITING: 'Active, not recruiting',
  NON_RANDOMIZED: 'Non-randomized',
  EARLY_PHASE1: 'Early phase 1',
  NA: 'Not applicable',
  NONE: 'None (open label)',
  CASE_CONTROL: 'Case-control',
  FAMILY_BASED: 'Family-based',
  ECT: 'Educational/counseling/training',
  NIH: 'NIH',
  FED: 'US federal',
  OTHER_GOV: 'Other government',
  INDIV: 'Individual',
  SAP: 'Statistical analysis plan',
  ICF: 'Informed consent form',
  CSR: 'Clinical study report',
  INTER_QUARTILE_RANGE: 'Interquartile range',
  NON_INFERIORITY_OR_EQUIVALENCE: 'Non-inferiority or equivalence',
  LTE60: '60 days or less',
  GT60: 'More than 60 days',
};

/** Capitalizes the first letter. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A registry's enumeration value in English, e.g. `SHAM_COMPARATOR` → "Sham comparator"; the value itself if it is authored text. */
export const englishTerm = (value: string): string => {
  if (Object.hasOwn(WORDS, value)) return WORDS[value] ?? value;
  if (!/^[A-Z][A-Z0-9_]*$/.test(value)) return value;
  return capital(
    value
      .toLowerCase()
      .replaceAll('_', ' ')
      .replace(/^phase(\d)/, 'phase $1'),
  );
};

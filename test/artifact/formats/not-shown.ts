/**
 * The fields of registries' records that no card shows, each with the reason. Tests that walk a record's own fields and
 * look for them in the rendered text take a field from here as not shown; any other must be found.
 */
export const NOT_SHOWN: Record<string, readonly [path: RegExp, reason: string][]> = {
  'openFDA drug label': [
    [/^meta\./, 'about the answer, not about the drug'],
    [/(^|\.)@/, 'bookkeeping of the API’s database'],
  ],
  'openFDA adverse event report': [
    [/^meta\.(disclaimer|terms|license|results)/, 'about the answer; the caveat on reports says more, in our own words'],
    [/(^|\.)@/, 'bookkeeping of the API’s database'],
    [/dateformat$/, 'says how the date beside it is coded; the date is shown as one'],
    [
      /\.openfda\.(?!generic_name)/,
      'what openFDA knows of products by this name today (hundreds of numbers): the report names the product, and none of these was reported',
    ],
  ],
};

/** Why a field is not shown, or undefined where it must be. */
export const whyNotShown = (format: string, path: string): string | undefined => NOT_SHOWN[format]?.find(([pattern]) => pattern.test(path))?.[1];

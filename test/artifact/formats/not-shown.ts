/**
 * The fields of registries' records that no card shows, each with the reason. Tests that walk a record's own fields and
 * look for them in the rendered text take a field from here as not shown; any other must be found.
 */
export const NOT_SHOWN: Record<string, readonly [path: RegExp, reason: string][]> = {
  'ClinicalTrials.gov study': [
    [
      /\.(centralContacts|locations\.contacts)\./,
      'Phones and e-mails of persons are not spread further; the card links to the registry’s page, which has them.',
    ],
    [/\.pointOfContact\./, 'As above: a person with phone and e-mail.'],
    [
      /\.locations\.(zip|geoPoint\..*)$/,
      'Facility, city, state and country say where a site is; codes for mail and maps do not help a reader.',
    ],
    [/\.(groups|eventGroups)\.id$/, 'A key that joins numbers to groups: the group’s title stands in its place.'],
    [/\.groupIds?$/, 'As above: shown as the group’s title.'],
    [
      /\.(calculatePct|denomUnitsSelected)$/,
      'Says which percentage may be computed, and of what: the percentages and denominators are shown accordingly.',
    ],
    [
      /\.(ancestors|browseLeaves|browseBranches)\./,
      'The registry’s own search tree, derived from the MeSH terms, which are shown.',
    ],
    [/\.modelPredictions\./, 'Computed by the registry for its search; not part of what a sponsor reported.'],
    [/\.mcpReleaseN$/, 'A counter of the registry’s quality control.'],
    [/\.largeDocs\.(typeAbbrev|hasProtocol|hasSap|hasIcf)$/, 'The document’s label says the same in words.'],
  ],
  'openFDA drug label': [
    [/^meta\./, 'about the answer, not about the drug'],
    [/(^|\.)@/, 'bookkeeping of the API’s database'],
  ],
  'Drugs@FDA application': [
    [
      /submission_property_type\.id$|application_docs\.id$/,
      'A key of the FDA’s database; the document’s link leads to it.',
    ],
  ],
  'openFDA NDC listing': [],
  'openFDA enforcement report': [
    [
      /^openfda\./,
      'What openFDA knows of products by this name today: the recall names the product and its lots, and its title takes the name.',
    ],
  ],
  'openFDA drug shortage': [[/^openfda\./, 'As above: the shortage names its own product and package.']],
  'openFDA adverse event report': [
    [
      /^meta\.(disclaimer|terms|license|results)/,
      'about the answer; the caveat on reports says more, in our own words',
    ],
    [/(^|\.)@/, 'bookkeeping of the API’s database'],
    [/dateformat$/, 'says how the date beside it is coded; the date is shown as one'],
    [
      /\.openfda\.(?!generic_name)/,
      'what openFDA knows of products by this name today (hundreds of numbers): the report names the product, and none of these was reported',
    ],
  ],
};

/** Why a field is not shown, or undefined where it must be. */
export const whyNotShown = (format: string, path: string): string | undefined =>
  NOT_SHOWN[format]?.find(([pattern]) => pattern.test(path))?.[1];

import type { Identifier } from './schema/index.js';

/** The page of an identifier in its registry; `$` stands for the value. */
const REGISTRIES: Record<string, string> = {
  nct: 'https://clinicaltrials.gov/study/$',
  unii: 'https://precision.fda.gov/uniisearch/srs/unii/$',
  rxcui: 'https://mor.nlm.nih.gov/RxNav/search?searchBy=RXCUI&searchTerm=$',
  atc: 'https://atcddd.fhi.no/atc_ddd_index/?code=$',
  drugbank: 'https://go.drugbank.com/drugs/$',
  chembl: 'https://www.ebi.ac.uk/chembl/explore/compound/$',
  pubchem: 'https://pubchem.ncbi.nlm.nih.gov/compound/$',
  wikidata: 'https://www.wikidata.org/wiki/$',
  mesh: 'https://meshb.nlm.nih.gov/record/ui?ui=$',
  setid: 'https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=$',
  doi: 'https://doi.org/$',
  pmid: 'https://pubmed.ncbi.nlm.nih.gov/$/',
  pmcid: 'https://pmc.ncbi.nlm.nih.gov/articles/$/',
};

/** Replaces lone surrogates, at which `encodeURI` throws. */
export const wellFormed = (text: string): string => text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD');

/** Encodes a text as part of an address. */
export const encodePart = (text: string): string => encodeURIComponent(wellFormed(text));

/** The page of an identifier: given by its author, else in its registry, else undefined. */
export const identifierUrl = ({
  scheme,
  value,
  href,
}: Pick<Identifier, 'scheme' | 'value' | 'href'>): string | undefined => {
  if (href) return href;
  const registry = scheme.toLowerCase().replace(/[^a-z]/g, '');
  return Object.hasOwn(REGISTRIES, registry)
    ? REGISTRIES[registry]?.replace('$', () => encodePart(value).replaceAll('%2F', '/'))
    : undefined;
};

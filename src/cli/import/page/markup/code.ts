/** A stretch of a text. */
export interface Span {
  start: number;
  end: number;
}

/** MyST directives that are admonitions, and their names in other generators. */
export const ADMONITION =
  /^(?:admonition|note|tip|hint|info|information|warning|warn|danger|caution|attention|important|error|alert|callout|notice|success|question|faq|bug|failure|fail|example|quote|cite|abstract|summary|tldr|todo|seealso|see-also|deprecated|versionadded|versionchanged|topic|sidebar|margin|aside|box|blackbox|boxed|boxed-?warning|black-?box-?warning|message|panel|card|details|dropdown|spoiler|expand|collapse|accordion|infobox-warning|callout-\w+|alert-\w+|(?:su_)?(?:note|box|spoiler))$/i;

const BOXES_IN_FENCES = /^\s*\{(?:[a-z-]+:)?([\w-]+)\}/;

/** Spans of fenced and inline code, in which nothing is markup. A MyST directive in a fence is not code. */
export const codeIn = (text: string): Span[] => {
  const spans: Span[] = [];
  for (const match of text.matchAll(
    /^[ \t>]*(`{3,}|~{3,})([^\n]*)\n[\s\S]*?(?:^[ \t>]*\1[`~]*[ \t]*$|$(?![\s\S]))/gm,
  )) {
    const name = BOXES_IN_FENCES.exec(match[2] ?? '')?.[1];
    if (!name || !ADMONITION.test(name)) spans.push({ start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(/(?<!`)(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g))
    if (!within(spans, match.index)) spans.push({ start: match.index, end: match.index + match[0].length });
  return spans;
};

export const within = (spans: readonly Span[], offset: number): boolean =>
  spans.some(({ start, end }) => offset >= start && offset < end);

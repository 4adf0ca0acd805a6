/** Names of sections on safety, including ones that are in no standard list. */
const SAFETY =
  /warning|caution|alert|danger|hazard|contraindic|adverse|side_effect|interaction|overdos|pregnan|lactat|nursing|labor|teratogenic|pediatric|geriatric|population|impairment|abuse|dependence|risks?$|safety|do_not|ask_|stop_use|when_using|keep_out/i;
const NOT_SAFETY = /carcinogenesis|summary_of_safety/i;

/** The beginning of an unnamed section on safety, or a mention of a danger anywhere in it. */
const SAFETY_HEADING =
  /^\W*(\d{1,2}(\.\d{1,2})?\s+)?(boxed |black box )?(warnings?|cautions?|danger|precautions?|contraindications?|adverse (reactions|events)|side effects|drug interactions|do not (use|give|take)|overdos(e|age))\b|^\W*important:|\b(alert|warnings?):/i;

/** Whether a section of a label is about safety, by its name, or by its heading if it has no name. */
export const isSafety = (key: string, text = ''): boolean =>
  key === 'spl_unclassified_section' ? SAFETY_HEADING.test(text) : SAFETY.test(key) && !NOT_SAFETY.test(key);

/** Whether a boxed text is a note on the package ("do not use if the seal is broken"), not a danger of the drug. */
export const isPackagingNote = (text: string): boolean => {
  const sentences = text.split(/(?<=[.!])\s+/).filter((sentence) => /\p{L}/u.test(sentence));
  return (
    text.length < 500 &&
    /\b(broken|missing|torn|open(ed)?|damaged|tamper|cut|intact)/i.test(text) &&
    sentences.every(
      (sentence) =>
        /\b(tamper|seal|safety cap|wrap|blister|carton|package|packet|pouch|foil|bottle|container|imprint)/i.test(
          sentence,
        ) &&
        !/\b(liver|kidney|heart|death|fatal|bleed|overdose|allerg|pregnan|reaction|cancer|child(?!-resistant))/i.test(
          sentence,
        ),
    )
  );
};

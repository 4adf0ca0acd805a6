// The build reads this file too, for the templates in the one script: it imports nothing.

/** Tags that stand in blocks of their own wherever our style sheets leave them: white space beside them is not shown. */
const BLOCK =
  '(?:article|aside|details|div|dl|fieldset|figure|figcaption|footer|header|li|nav|ol|section|table|tbody|td|tfoot|th|thead|tr|ul)';

/** White space beside the tags of blocks. A no-break space is shown anywhere. */
export const BESIDE_BLOCKS = new RegExp(`(?<=</?${BLOCK}\\b[^<>]*>)[ \\t\\n]+|[ \\t\\n]+(?=</?${BLOCK}\\b)`, 'g');

/** A line break with what it is indented by: shown as one space. */
export const LINE_BREAKS = /[ \t]*\n[ \t\n]*/g;

import type { Artifact } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { printedWords } from './facts.js';
import { headings } from './headings.js';
import { type Block, type BlockOf, cite, line, list, prose, section, soft } from './model.js';
import { sourcesWords } from './references.js';

/** What editors say of an artifact, each with what the source printed and with its sources. */
export const editorNotesBody = ({ editorNotes: notes = [] }: Artifact): BlockOf<'section'>[] =>
  section(
    [headings().editorNotes],
    list(
      notes.map(({ text, printed, refs = [] }): Block[] => [
        ...prose(text),
        ...(printed || refs.length > 0
          ? line(soft(printed ? printedWords(printed) : sourcesWords(refs.length)), ...cite(refs))
          : []),
      ]),
    ),
  );

/** Said in the place of editor's notes where there are none. */
export const noEditorNotes = (): string => msg('No editor’s notes are recorded for this artifact.');

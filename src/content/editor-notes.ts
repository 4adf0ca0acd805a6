import type { Artifact } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { printedWords } from './facts.js';
import { headings } from './headings.js';
import { type Block, type BlockOf, line, list, prose, section, soft } from './model.js';
import { sourceLine } from './references.js';

/** What editors say of an artifact, each with what the source printed and with its sources. */
export const editorNotesBody = ({ editorNotes: notes = [] }: Artifact): BlockOf<'section'>[] =>
  section(
    [headings().editorNotes],
    list(
      notes.map(({ text, printed, refs }): Block[] => [
        ...prose(text),
        ...line(...sourceLine(printed && printedWords(printed), refs).map((run) => soft(run))),
      ]),
    ),
  );

/** Said in the place of editor's notes where there are none. */
export const noEditorNotes = (): string => msg('No editor’s notes are recorded for this artifact.');

import { msg } from '../i18n/messages.js';

/** What the parts of a page or a document are called. */
export const headings = () => ({
  trials: msg('Clinical trials'),
  safety: msg('Safety'),
  adverseEvents: msg('Adverse events'),
  links: msg('Links'),
  hypotheses: msg('Related hypotheses'),
  references: msg('References'),
  editorNotes: msg('Editor’s notes'),
  metadata: msg('Metadata'),
  provenance: msg('Provenance'),
});

import { css } from 'lit';

export const editorNotesStyles = css`
  .editor-notes > li {
    max-width: var(--artifact-measure, 58ch);
  }
  .editor-notes > li + li {
    margin-block-start: 0.6em;
  }
`;

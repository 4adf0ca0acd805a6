import { css } from 'lit';

/** The looks of `<artifact-cite-panel>`. */
export const citePanelStyles = css`
  .in-print {
    display: none;
  }
  .hash {
    margin-block-start: 1.25em;
  }
  @media print {
    .in-print {
      display: block;
      overflow-wrap: anywhere;
    }
  }
`;

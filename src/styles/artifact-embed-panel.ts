import { css } from 'lit';

/** The looks of `<artifact-embed-panel>`. */
export const embedPanelStyles = css`
  iframe {
    display: block;
    margin-block-start: 0.75em;
    border: 1px solid var(--_hairline);
  }
  @media print {
    :host {
      display: none !important;
    }
  }
`;

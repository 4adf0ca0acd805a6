import { css } from 'lit';

/** The looks of `<artifact-frame>`. */
export const frameStyles = css`
  /* The frame's own page has the theme. Where that is not the place's, the browser gives the frame a ground; else the place's ground shows through. */
  :host([theme]) {
    color-scheme: inherit !important;
  }
  iframe {
    display: block;
    inline-size: 100%;
    block-size: var(--artifact-reserve, var(--_height));
    border: 0;
  }
  /* Until its own page is in it, a browser may paint a frame white on a dark page. */
  .waiting iframe {
    visibility: hidden;
  }
  .waiting [part='fallback'] {
    position: absolute;
    animation: come 0s 1s backwards;
  }
  @keyframes come {
    from {
      visibility: hidden;
    }
  }
  .there [part='fallback'],
  .missing iframe {
    display: none;
  }
  /* A frame that has not come yet would be an empty space on paper. */
  @media print {
    .waiting iframe {
      display: none;
    }
    .waiting [part='fallback'] {
      position: static;
      animation: none;
    }
  }
`;

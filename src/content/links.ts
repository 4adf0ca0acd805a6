import type { Artifact } from '../artifact/schema/index.js';
import { type BlockOf, line, list, md, own, section } from './model.js';

/** An artifact's lists of links, each under its heading. */
export const linkLists = ({ links = [] }: Artifact): BlockOf<'section'>[] =>
  links.flatMap(({ title, links: all }) =>
    section(
      [own(title)],
      list(
        all.map(({ label, href, description }) =>
          line({ run: 'link', label, href }, ...(description ? [' — ', md(description)] : [])),
        ),
      ),
    ),
  );

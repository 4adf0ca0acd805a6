import type { Artifact } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { type BlockOf, line, list, md, own, section, soft } from './model.js';

/** An artifact's lists of links, each under its heading. */
export const linkLists = ({ links = [] }: Artifact): BlockOf<'section'>[] =>
  links.flatMap(({ title, links: all }) =>
    section(
      [own(title)],
      list(
        all.map(({ label, href, description }) =>
          line({ run: 'link', label, href }, ...(description ? [soft(' — ', md(description))] : [])),
        ),
      ),
    ),
  );

/** Said in the place of links where there are none. */
export const noLinks = (): string => msg('No links are recorded for this artifact.');

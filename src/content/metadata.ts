import type { Artifact } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { row } from './facts.js';
import { missingWords } from './missing.js';
import { type Block, facts, own } from './model.js';

/** What the source's own database says of the page, as it says it. */
export const metadataBody = ({ metadata = [] }: Artifact): Block[] =>
  facts(
    metadata.map(({ name, value }) =>
      row(own(name), value === null ? { run: 'missing', text: missingWords('none') } : own(String(value))),
    ),
  );

/** Said in the place of metadata where there is none. */
export const noMetadata = (): string => msg('No metadata is recorded for this artifact.');

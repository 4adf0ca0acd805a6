import { msg } from '../i18n/messages.js';
import { notInRecord } from './facts.js';
import { type Block, line, list, own, prose } from './model.js';

/** A group of people, with who they are. */
interface DescribedGroup {
  title: string;
  description?: string | undefined;
}

/** Who the groups of a table are, where the source says more than their titles. */
export const groupDescriptions = (groups: readonly DescribedGroup[]): Block[] =>
  groups.some(({ description }) => description)
    ? list(
        groups.map(({ title, description }) => [
          ...line(own(title)),
          ...(description ? prose(description) : line(notInRecord())),
        ]),
        'named',
      )
    : [];

/** The same, behind a line that says so; nothing where the titles are all. */
export const whoTheGroupsAre = (groups: readonly DescribedGroup[]): Block[] => {
  const described = groupDescriptions(groups);
  return described.length > 0 ? list([[...line(msg('Who the groups are')), ...described]], 'folded') : [];
};

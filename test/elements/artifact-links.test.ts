import { deepQueryAll, expect, expectAccessible, textOf } from '../helpers.js';
import { article, behavesLikeAnArtifactElement, show } from './common.js';

const links = [
  { title: 'See also', links: [{ label: 'motor-neurons', href: '/cell-types/motor-neurons' }] },
  {
    title: 'External links',
    links: [{ label: 'Label', href: 'https://regulator.example/label', description: 'The *current* label' }],
  },
];

describe('<artifact-links>', () => {
  behavesLikeAnArtifactElement('artifact-links');

  it('shows each list under its heading, with words for slugs and with descriptions', async () => {
    const element = await show('artifact-links', { artifact: article({ links }) });
    expect(deepQueryAll(element, 'h2').map(textOf)).to.deep.equal(['See also', 'External links']);
    expect(textOf(element)).to.equal('See also motor neurons External links Label — The current label');
    await expectAccessible(element);
  });

  it('resolves wiki paths against the link base, and an address of its own stays', async () => {
    const hrefs = (element: Element) => deepQueryAll<HTMLAnchorElement>(element, 'a').map(({ href }) => href);
    expect(hrefs(await show('artifact-links', { artifact: article({ links }) }))[0]).to.equal(
      'https://wiki.example/cell-types/motor-neurons',
    );
    expect(
      hrefs(await show('artifact-links', { artifact: article({ links }), linkBase: 'https://other.example/' })),
    ).to.deep.equal(['https://other.example/cell-types/motor-neurons', 'https://regulator.example/label']);
  });

  it('shows a dangerous address as text without a link', async () => {
    const element = await show('artifact-links', {
      artifact: article({
        links: [{ title: 'X', links: [{ label: 'Click', href: ['javascript', 'alert(1)'].join(':') }] }],
      }),
    });
    expect(textOf(element)).to.include('Click');
    expect(deepQueryAll(element, 'a').length).to.equal(0);
  });
});

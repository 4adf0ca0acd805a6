import { deepQuery, deepQueryAll, expect, expectAccessible, textOf } from '../helpers.js';
import { article, behavesLikeAnArtifactElement, show } from './common.js';

const withHypotheses = (hypotheses: object[]) => ({
  artifact: article({ relatedHypotheses: { source: 'From the [Exchange](/exchange)', hypotheses } }),
});

describe('<artifact-hypotheses>', () => {
  behavesLikeAnArtifactElement('artifact-hypotheses', 'article');

  it('shows each with its link, its score with the digits given, its target, and who scored it', async () => {
    const element = await show(
      'artifact-hypotheses',
      withHypotheses([{ title: 'Lipid droplets', href: '/hypothesis/h-1', score: '0.60', target: 'PLIN2' }]),
    );
    expect(textOf(element)).to.equal('Related hypotheses From the Exchange Lipid droplets Score: 0.60 Target: PLIN2');
    const [exchange, title] = deepQueryAll<HTMLAnchorElement>(element, 'a').map(({ href }) => href);
    expect(exchange).to.equal('https://wiki.example/exchange');
    expect(title).to.equal('https://wiki.example/hypothesis/h-1');
  });

  it('draws the score on the whole scale and says it in words', async () => {
    const element = await show('artifact-hypotheses', withHypotheses([{ title: 'A', score: 0.5 }]));
    expect(deepQuery(element, 'svg')?.getAttribute('aria-label')).to.equal('0.5 on a scale from 0 to 1');
    const [scale, score] = deepQueryAll<SVGRectElement>(element, 'rect').map(
      (rect) => rect.getBoundingClientRect().width,
    );
    expect(score! / scale!).to.be.closeTo(0.5, 0.02);
    await expectAccessible(element);
  });

  it('draws no bar for a number off the scale, and says what the record lacks', async () => {
    const element = await show(
      'artifact-hypotheses',
      withHypotheses([{ title: 'A', score: 66, target: 'X' }, { title: 'B' }]),
    );
    expect(deepQueryAll(element, 'svg').length).to.equal(0);
    expect(textOf(element))
      .to.include('Score: 66 ')
      .and.to.include('Score: Not in this record Target: Not in this record');
  });

  it('says where there are none', async () => {
    expect(textOf(await show('artifact-hypotheses', { artifact: article() }))).to.include(
      'No related hypotheses are recorded.',
    );
  });
});

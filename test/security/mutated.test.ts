import fc from 'fast-check';
import { settings } from '../../src/settings.js';
import { defineElements } from '../../src/define.js';
import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import { artifactIds, expect, loadArtifact, recordConsole, textOf, until } from '../helpers.js';
import { MOST, thisRun } from '../this-run.js';
import { damaged, damages } from './mutations.js';

defineElements();

/** A failure names its seed and path; to run it again, put them here. */
const SEED = 20260101;

const TAGS = {
  drug: [
    'drug-infobox',
    'artifact-viewer',
    'therapy-comparison',
    'artifact-cite-panel',
    'artifact-embed-panel',
    'artifact-provenance',
  ],
  trial: ['trial-card', 'artifact-viewer', 'artifact-cite-panel', 'artifact-provenance'],
  safety: ['safety-list', 'artifact-viewer', 'artifact-links', 'artifact-editor-notes', 'artifact-provenance'],
  article: [
    'artifact-article',
    'artifact-viewer',
    'artifact-contents',
    'artifact-links',
    'artifact-hypotheses',
    'artifact-metadata',
    'artifact-provenance',
    'artifact-editor-notes',
    'artifact-cite-panel',
    'artifact-embed-panel',
  ],
};

/** What shows one part of an artifact has nothing to show where the artifact has no such part. */
const MAY_BE_EMPTY = [
  'artifact-contents',
  'artifact-references',
  'artifact-links',
  'artifact-hypotheses',
  'artifact-metadata',
  'artifact-provenance',
  'artifact-editor-notes',
  'artifact-embed-panel',
];

const all = await Promise.all(artifactIds.map(async (id) => (await loadArtifact(id)) as { kind: keyof typeof TAGS }));

describe('a real artifact with damage at random places', () => {
  for (const [kind, tags] of Object.entries(TAGS))
    it(`is shown as far as it is well, or it is said what is wrong: ${kind}`, async function () {
      this.timeout(MOST);
      const { base } = settings;
      settings.base = '/artifacts/';
      const record = recordConsole();
      const artifacts = all.filter((artifact) => artifact.kind === kind);
      try {
        await fc.assert(
          fc.asyncProperty(
            fc.constantFrom(...artifacts),
            damages,
            fc.constantFrom(...tags),
            async (artifact, done, tag) => {
              const element = document.createElement(tag) as ArtifactElement;
              element.artifact = damaged(artifact, done);
              document.body.append(element);
              try {
                await until(
                  () => element.status === 'ready' || element.status === 'failed',
                  `<${tag}> is ready or failed`,
                );
                await element.updateComplete;
                expect(MAY_BE_EMPTY.includes(tag) || textOf(element) !== '', 'something is shown').to.equal(true);
                expect(
                  element.status === 'ready' || /expected|could not be shown/i.test(textOf(element)),
                  'it is said what is wrong',
                ).to.equal(true);
                expect(
                  record.messages.filter((message) => !message.startsWith('warn: artifact-viewer: ')).join('\n'),
                  'what the console holds besides our warnings',
                ).to.equal('');
              } finally {
                element.remove();
              }
            },
          ),
          thisRun.all
            ? { seed: SEED, numRuns: 50 }
            : { seed: SEED + thisRun.slice, numRuns: 10, includeErrorInReport: true },
        );
      } finally {
        settings.base = base;
      }
    });
});

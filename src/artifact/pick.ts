import type { Problem } from './copy.js';
import type { Artifact, Kind } from './schema/index.js';

/** The location of a part: here, in the artifact with an id, in whichever of several has an NCT number, or missing, with the reason. */
export type Pick = { artifact: Artifact } | { id: string } | { ids: string[]; nctId: string } | { missing: Problem };

const none = (kind: Kind, artifact: Artifact, hint: string): Pick => ({
  missing: { path: '$.kind', expected: `“${kind}”, or an artifact with ${hint}`, found: `“${artifact.kind}”` },
});

const first = (kind: Kind, artifact: Artifact, ids: (string | undefined)[]): Pick => {
  const id = ids.find(Boolean);
  return id ? { id } : none(kind, artifact, `a ${kind} in it`);
};

/**
 * Finds the part of an artifact that an element shows: a drug's safety, an article's infobox, a trial among several.
 *
 * @param artifact the loaded artifact.
 * @param kind the kind that the element shows.
 * @param name the id or NCT number of the part, if there may be several.
 */
export const pick = (artifact: Artifact, kind: Kind, name?: string): Pick => {
  const listed = artifact.kind === 'article' || artifact.kind === 'drug' ? (artifact.trials ?? []) : [];
  if (kind === 'trial' && name && artifact.kind !== 'trial') {
    if (listed.includes(name)) return { id: name };
    return /^NCT\d{8}$/.test(name) && listed.length > 0
      ? { ids: listed, nctId: name }
      : none('trial', artifact, `the trial ${name}`);
  }
  if (artifact.kind === kind) return { artifact };
  switch (kind) {
    case 'trial':
      return first(kind, artifact, listed);
    case 'drug':
      return first(kind, artifact, artifact.kind === 'article' ? [artifact.drug] : []);
    case 'safety': {
      if (artifact.kind === 'article') return first(kind, artifact, [artifact.safety, artifact.drug]);
      const safety = artifact.kind === 'drug' || artifact.kind === 'trial' ? artifact.safety : undefined;
      if (typeof safety === 'string') return { id: safety };
      if (!safety) return none(kind, artifact, 'a safety profile');
      const { schemaVersion, id, title, lang, url, asOf, reviewBy, references } = artifact;
      const label = artifact.kind === 'drug' ? artifact.label : undefined;
      return {
        artifact: { schemaVersion, id, title, lang, url, asOf, reviewBy, references, label, kind: 'safety', ...safety },
      };
    }
    case 'article':
      return none(kind, artifact, 'a text');
  }
};

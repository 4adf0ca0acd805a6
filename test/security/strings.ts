import { attacksFrom, type Item } from './attacks.js';

export type { Attack } from './attacks.js';

/** The strings that attack, as the browser's tests have them from their server. */
export const source = await attacksFrom(async (name) => {
  const response = await fetch(`/shared/data/security/${name}`);
  return response.ok ? ((await response.json()) as Item[]) : undefined;
});

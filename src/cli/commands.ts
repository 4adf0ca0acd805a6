import type { Command } from './command.js';

/** A command in the program's help; its module is loaded only when it is called. */
export interface Entry {
  summary: string;
  load(): Promise<Command>;
}

/** Every command by name. A new one is a file in `commands/` and a line here. */
export const COMMANDS: Record<string, Entry> = {
  import: {
    summary: 'Create artifacts from trial records, drug labels, reference files and wiki pages.',
    load: async () => (await import('./commands/import.js')).default,
  },
  validate: {
    summary: 'Check artifact files for errors.',
    load: async () => (await import('./commands/validate.js')).default,
  },
  build: {
    summary: 'Build a static site from a folder of artifacts: pages, data, search.',
    load: async () => (await import('./commands/build.js')).default,
  },
  serve: {
    summary: 'Serve that site locally and rebuild it whenever an artifact changes.',
    load: async () => (await import('./commands/serve.js')).default,
  },
  check: {
    summary: 'Report what the trial registry has changed since artifacts were made.',
    load: async () => (await import('./commands/check.js')).default,
  },
  hash: {
    summary: 'Print the content hash to use in the integrity attribute.',
    load: async () => (await import('./commands/hash.js')).default,
  },
};

import type { Command } from './command.js';

/** A command as the program's help lists it; the file behind it is read only when it is called. */
export interface Entry {
  summary: string;
  load(): Promise<Command>;
}

/** Every command by name. A new one is a file in `commands/` and a line here. */
export const COMMANDS: Record<string, Entry> = {
  import: {
    summary: 'Make artifacts from trial records, drug labels, reference files and wiki pages.',
    load: async () => (await import('./commands/import.js')).default,
  },
  validate: {
    summary: 'Look for mistakes in artifact files.',
    load: async () => (await import('./commands/validate.js')).default,
  },
  build: {
    summary: 'Make a static site of a folder of artifacts: pages, data, search.',
    load: async () => (await import('./commands/build.js')).default,
  },
  serve: {
    summary: 'Serve that site, and build it again whenever an artifact changes.',
    load: async () => (await import('./commands/serve.js')).default,
  },
  check: {
    summary: 'Tell what the trial registry changed since artifacts were made.',
    load: async () => (await import('./commands/check.js')).default,
  },
  hash: {
    summary: 'Print the content hash that a page’s integrity attribute takes.',
    load: async () => (await import('./commands/hash.js')).default,
  },
};

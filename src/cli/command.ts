import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from './nearest.js';

/** How a command ended, as the number that the shell gets: 0 good, 1 problems found, 2 wrong use. */
export type ExitCode = 0 | 1 | 2;

/** One option of a command, with what its help says. */
export interface Option {
  type: 'string' | 'boolean';
  /** May be given several times. */
  multiple?: boolean;
  /** What stands for the value in the help: `DIR`. */
  value?: string;
  /** One sentence. */
  help: string;
}

export type Options = Record<string, Option>;

/** The values of a command's options: text, or a list where it may be given several times, or whether it is there. */
export type Values<O extends Options> = {
  [K in keyof O]: O[K]['type'] extends 'boolean'
    ? boolean
    : O[K] extends { multiple: true }
      ? string[]
      : string | undefined;
};

/** What a command needs of the world around it. */
export interface World {
  /** A line for the reader, or the JSON of `--json`, on standard output. */
  print(text: string): void;
  /** A line about the work itself, on standard error. */
  tell(text: string): void;
  /** Ends with Ctrl-C. */
  signal: AbortSignal;
}

/** A command of the program. Each lives in a file of its own under `commands/`. */
export interface Command<O extends Options = Options> {
  /** What stands after the name in its usage line: `FILES…`. */
  usage: string;
  /** What it does, in a few sentences, for its help. */
  about: string;
  options: O;
  /** Command lines that work, each with what it does. */
  examples: readonly [command: string, does: string][];
  /** How it ends with 1. */
  problems: string;
  run(operands: string[], values: Values<O> & { json: boolean }, world: World): Promise<ExitCode>;
}

/** Keeps the types of the options for `run`. */
export const command = <const O extends Options>(definition: Command<O>): Command<O> => definition;

/** The command line was not understood. The message says what would have been right. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The work can't be done: the message says why, and what to do. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** The options that every command takes. */
export const COMMON = {
  json: { type: 'boolean', help: 'Print JSON instead of text.' },
  help: { type: 'boolean', help: 'Print this help.' },
} as const satisfies Options;

/** Reads a command's arguments. Throws UsageError, with the nearest right name, where an option is not known. */
export const readArguments = <O extends Options>(
  args: readonly string[],
  options: O,
): { operands: string[]; values: Values<O> & { json: boolean } } => {
  const all: Options = { ...options, ...COMMON };
  const config: ParseArgsConfig['options'] = Object.fromEntries(
    Object.entries(all).map(([name, { type, multiple }]) => [
      name,
      { type, ...(multiple && { multiple }), ...(name === 'help' && { short: 'h' }) },
    ]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options: config,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const known = Object.hasOwn(all, token.name) ? all[token.name] : undefined;
    if (!known) {
      const close = nearest(token.name, Object.keys(all));
      throw new UsageError(`Unknown option ${token.rawName}.${close ? ` Did you mean --${close}?` : ''}`);
    }
    if (known.type === 'boolean' && token.value !== undefined) throw new UsageError(`${token.rawName} takes no value.`);
    if (known.type === 'string' && (token.value === undefined || (!token.inlineValue && /^--./.test(token.value))))
      throw new UsageError(`${token.rawName} needs a value: ${token.rawName} ${known.value ?? 'VALUE'}.`);
  }
  const { values, positionals } = parseArgs({ args: [...args], options: config, allowPositionals: true });
  const read: Record<string, unknown> = values;
  for (const [name, { type, multiple }] of Object.entries(all))
    read[name] ??= type === 'boolean' ? false : multiple ? [] : undefined;
  return { operands: positionals, values: read as Values<O> & { json: boolean } };
};

/** A number that an option gives. */
export const numberOption = (name: string, text: string | undefined, unset: number): number => {
  if (text === undefined) return unset;
  const number = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text)) throw new UsageError(`--${name} requires a number, not “${text}”.`);
  return number;
};

const wrap = (text: string, indent: string, width = 96): string => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${indent}${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => indent + line).join('\n');
};

/** Two columns, the right one wrapped. */
const table = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.min(28, Math.max(...rows.map(([left]) => left.length)) + 2);
  return rows
    .map(([left, right]) => {
      const text = wrap(right, ' '.repeat(width + 2));
      return left.length + 1 < width ? `  ${left.padEnd(width)}${text.trimStart()}` : `  ${left}\n${text}`;
    })
    .join('\n');
};

/** A command's help: usage, what it does, options, examples, exit codes. */
export const helpOf = (name: string, { usage, about, options, examples, problems }: Command): string =>
  [
    `Usage: artifact-viewer ${name} ${usage}`,
    about
      .split('\n')
      .map((paragraph) => (paragraph.startsWith('  ') ? paragraph : wrap(paragraph, '')))
      .join('\n'),
    `Options:\n${table(Object.entries({ ...options, ...COMMON }).map(([key, option]: [string, Option]) => [`--${key}${option.value ? ` ${option.value}` : ''}`, option.help]))}`,
    `Examples:\n${examples.map(([line, does]) => `  artifact-viewer ${line}\n${wrap(does, '      ')}`).join('\n')}`,
    `Exit codes: 0 success, 1 problems found (${problems}), 2 usage error`,
  ].join('\n\n') + '\n';

/** The program's help: its commands. */
export const programHelp = (commands: readonly (readonly [string, string])[]): string =>
  [
    'Usage: artifact-viewer COMMAND …',
    'Imports, validates, publishes and compares artifacts: the JSON files about drugs and clinical\ntrials that the artifact-viewer elements display.',
    `Commands:\n${table(commands)}`,
    'Run artifact-viewer COMMAND --help for the options and examples of a command. --version prints the version.',
    'Every command accepts --json to print JSON instead of text.\nExit codes: 0 success, 1 problems found, 2 usage error',
  ].join('\n\n') + '\n';

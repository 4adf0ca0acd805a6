import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from './nearest.js';

/** The exit code of a command: 0 success, 1 problems found, 2 usage error. */
export type ExitCode = 0 | 1 | 2;

/** An option of a command, with its help. */
export interface Option {
  type: 'string' | 'boolean';
  /** May be repeated. */
  multiple?: boolean;
  /** The placeholder for the value in the help: `DIR`. */
  value?: string;
  /** One sentence. */
  help: string;
}

export type Options = Record<string, Option>;

/** The values of a command's options: text, a list if the option may be repeated, or a boolean. */
export type Values<O extends Options> = {
  [K in keyof O]: O[K]['type'] extends 'boolean'
    ? boolean
    : O[K] extends { multiple: true }
      ? string[]
      : string | undefined;
};

/** The environment of a command. */
export interface World {
  /** Writes a result, or the JSON of `--json`, to standard output. */
  print(text: string): void;
  /** Writes a message about the run to standard error. */
  tell(text: string): void;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

/** A command of the program. Each is in its own file under `commands/`. */
export interface Command<O extends Options = Options> {
  /** The arguments in the usage line: `FILES…`. */
  usage: string;
  /** The description in the help, a few sentences. */
  about: string;
  options: O;
  /** Example command lines, each with its effect. */
  examples: readonly [command: string, does: string][];
  /** The conditions for exit code 1. */
  problems: string;
  run(operands: string[], values: Values<O> & { json: boolean }, world: World): Promise<ExitCode>;
}

/** Defines a command; infers the types of its options for `run`. */
export const command = <const O extends Options>(definition: Command<O>): Command<O> => definition;

/** Thrown if the command line is invalid. The message says what was expected. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Thrown if the work can't be done. The message says why, and what to do. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** The options of every command. */
export const COMMON = {
  json: { type: 'boolean', help: 'Print JSON instead of text.' },
  help: { type: 'boolean', help: 'Print this help.' },
} as const satisfies Options;

/** Parses a command's arguments. @throws UsageError that suggests the closest name for an unknown option. */
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

/** Parses the number of an option. */
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

/** Formats two columns, the right one wrapped. */
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

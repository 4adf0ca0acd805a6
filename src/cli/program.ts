import { helpOf, programHelp, readArguments, Refusal, UsageError, type World } from './command.js';
import { COMMANDS } from './commands.js';
import { nearest } from './nearest.js';

/** The package's version, inserted when `dist/cli.js` is built. */
declare const __VERSION__: string;

/** Creates the environment of a program that writes to two streams. */
export const worldOf = (
  out: (text: string) => void,
  err: (text: string) => void,
  signal: AbortSignal = new AbortController().signal,
): World => ({
  print: (text) => out(text.endsWith('\n') ? text : `${text}\n`),
  tell: (text) => err(`${text}\n`),
  signal,
});

const runCommand = async (args: readonly string[], world: World): Promise<number> => {
  const [name, ...rest] = args;
  const overview = () => programHelp(Object.entries(COMMANDS).map(([command, { summary }]) => [command, summary]));
  if (name === '--version') {
    world.print(__VERSION__);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    world.print(overview());
    return name === undefined ? 2 : 0;
  }
  const asked = name === 'help' ? rest[0] : name;
  const entry = asked !== undefined && Object.hasOwn(COMMANDS, asked) ? COMMANDS[asked] : undefined;
  if (!entry || asked === undefined) {
    const close = nearest(asked ?? '', Object.keys(COMMANDS));
    throw new UsageError(
      `Unknown command “${asked}”.${close ? ` Did you mean “${close}”?` : ''} Commands: ${Object.keys(COMMANDS).join(', ')}.`,
    );
  }
  const command = await entry.load();
  if (name === 'help' || rest.includes('--help') || rest.includes('-h')) {
    world.print(helpOf(asked, command));
    return 0;
  }
  const { operands, values } = readArguments(rest, command.options);
  return command.run(operands, values, world);
};

/** Runs the program with its arguments. Reports errors, and returns the exit code. */
export const runProgram = async (args: readonly string[], world: World): Promise<number> => {
  try {
    return await runCommand(args, world);
  } catch (error) {
    if (error instanceof UsageError) {
      const [name] = args;
      world.tell(
        `${error.message}\nartifact-viewer ${name && Object.hasOwn(COMMANDS, name) ? `${name} ` : ''}--help shows how to use it.`,
      );
      return 2;
    }
    if (error instanceof Refusal) world.tell(error.message);
    else world.tell(`Internal error. Please report it, with the lines below.\n${(error as Error).stack}`);
    return 1;
  }
};

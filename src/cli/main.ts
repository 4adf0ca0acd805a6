import { helpOf, programHelp, readArguments, Refusal, UsageError, type World } from './command.js';
import { COMMANDS } from './commands.js';
import { discardUnfinished } from './files.js';
import { nearest } from './nearest.js';
import { clearProgress } from './progress.js';

/** The package's version: put in when `dist/cli.js` is made. */
declare const __VERSION__: string;

const interrupted = new AbortController();

const world: World = {
  print(text) {
    clearProgress();
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  },
  tell(text) {
    clearProgress();
    process.stderr.write(`${text}\n`);
  },
  signal: interrupted.signal,
};

/** The number that shells know for a program ended by a signal: 128 and the signal's own. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
for (const [signal, code] of Object.entries(SIGNALS))
  process.on(signal, () => {
    interrupted.abort();
    discardUnfinished();
    world.tell('Stopped. Files that were finished are there; no other was touched.');
    process.exit(code);
  });

// `artifact-viewer … | head` closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const main = async (args: readonly string[]): Promise<number> => {
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
      `There is no command “${asked}”.${close ? ` Did you mean “${close}”?` : ''} Commands: ${Object.keys(COMMANDS).join(', ')}.`,
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

const args = process.argv.slice(2);
try {
  process.exitCode = await main(args);
} catch (error) {
  if (error instanceof UsageError) {
    const [name] = args;
    world.tell(
      `${error.message}\nartifact-viewer ${name && Object.hasOwn(COMMANDS, name) ? `${name} ` : ''}--help tells how to use it.`,
    );
    process.exitCode = 2;
  } else if (error instanceof Refusal) {
    world.tell(error.message);
    process.exitCode = 1;
  } else {
    world.tell(
      `This is a mistake of artifact-viewer, not yours. Please report it with the lines below.\n${(error as Error).stack}`,
    );
    process.exitCode = 1;
  }
} finally {
  clearProgress();
}

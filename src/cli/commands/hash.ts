import { hashOf } from '../../artifact/integrity.js';
import { LoadError } from '../../artifact/load.js';
import { command, type ExitCode, Refusal, UsageError } from '../command.js';
import { expandFiles, readText } from '../files.js';
import { readJson } from '../json.js';
import { Source } from '../source.js';

export default command({
  usage: 'FILES… [options]',
  about:
    'Prints the content hash of artifacts and records: SHA-256 over the canonical form of the JSON (RFC 8785). Field order and white space do not affect it; any other change does.\n' +
    'An element with the hash shows the file only if it is unchanged: <drug-infobox src="drug.json" integrity="sha256-…">.',
  options: {},
  examples: [
    ['hash drug.json', 'Prints the hash, two spaces and the file name.'],
    ['hash artifacts --json', 'Prints a list of files with their hashes.'],
  ],
  problems: 'a file could not be read or is not valid JSON',
  async run(operands, { json }, world): Promise<ExitCode> {
    if (operands.length === 0) throw new UsageError('Which files? hash requires at least one file or folder.');
    const hashes: { file: string; hash: string }[] = [];
    const failed: string[] = [];
    for (const file of await expandFiles(operands, ['json'])) {
      try {
        const source = new Source(file, await readText(file));
        const { value, flaws } = readJson(source);
        const [flaw] = flaws;
        if (flaw)
          throw new Refusal(
            `${source.labelOf(flaw.offset)}: not valid JSON. Expected ${flaw.expected}; found ${flaw.found}.`,
          );
        hashes.push({ file, hash: await hashOf(value) });
      } catch (error) {
        if (error instanceof LoadError) failed.push(`${file}: ${error.failure.message} ${error.failure.remedy}`);
        else if (error instanceof Refusal) failed.push(error.message);
        else throw error;
      }
    }
    if (json) world.print(JSON.stringify({ hashes, failed }, null, 2));
    else hashes.forEach(({ file, hash }) => world.print(`${hash}  ${file}`));
    failed.forEach((message) => world.tell(message));
    return failed.length > 0 ? 1 : 0;
  },
});

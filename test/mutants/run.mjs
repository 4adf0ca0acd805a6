// What `npm run test:mutants` runs: it plants one fault after another in a copy of the source, and sees whether a test fails.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { signalGroup, untilExit } from '../browsers/processes.mjs';
import { compileFaults } from './compile.mjs';
import { faultsOf, groups, mutants, mutated, ROOT } from './list.mjs';

const HELP = `npm run test:mutants [-- options]

Plants each fault of test/mutants/list/ in a copy of the source, one at a time, and runs the tests that it names: one of
them has to fail. Names those that survive. Two are tried at once.

  --group LIST   only these groups: ${Object.keys(groups).join(',')}
  --only LIST    only the mutants of these names
  --list         the mutants and what a reader would see of each, without running anything
  --help         this text

Ends with 1 if a mutant survives, no longer applies or does not compile, or if the tests fail without any.
`;

/** What the tests need. */
const COPIED = ['src', 'test', 'artifacts', 'demo', 'dist', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** Tests of one mutant that take longer than this are stopped, and count as failed. In ms. */
const LONGEST = 120_000;

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      group: { type: 'string' },
      only: { type: 'string' },
      list: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const asked = (option, known) => {
    const names = values[option]?.split(',').filter(Boolean);
    const unknown = names?.filter((name) => !known.includes(name)) ?? [];
    if (unknown.length > 0 || names?.length === 0)
      throw new Error(`--${option} takes ${known.join(', ')}; not ${unknown.join(', ') || 'nothing'}.`);
    return names;
  };
  const inGroups = asked('group', Object.keys(groups));
  const only = asked(
    'only',
    mutants.map(({ name }) => name),
  );
  return {
    ...values,
    chosen: mutants.filter(({ group, name }) => (inGroups?.includes(group) ?? true) && (only?.includes(name) ?? true)),
  };
};

/** A copy of what the tests read, with the packages of this one. */
const makeCopy = (parent, name) => {
  const copy = join(parent, name);
  for (const part of COPIED)
    cpSync(join(ROOT, part), join(copy, part), { recursive: true, filter: (file) => !/\/node_modules$/.test(file) });
  // Each package by itself: what tests keep in node_modules/.cache must not be shared by copies that differ.
  mkdirSync(join(copy, 'node_modules'));
  for (const entry of readdirSync(join(ROOT, 'node_modules')))
    if (entry !== '.cache') symlinkSync(join(ROOT, 'node_modules', entry), join(copy, 'node_modules', entry));
  return copy;
};

/** Runs Node to its end; gives its exit code and what it printed. A group of its own, so that all of it can be ended. */
const node = (cwd, args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = () => signalGroup(child.pid, 'SIGKILL');
    untilExit.addEventListener('abort', end);
    let isStopped = false;
    const timer = setTimeout(() => {
      isStopped = true;
      end();
    }, LONGEST);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => (output += text));
    }
    child.once('close', (code) => {
      clearTimeout(timer);
      untilExit.removeEventListener('abort', end);
      resolve({ code, output, isStopped });
    });
  });

/** What tests came to: the names of those that failed, and the files that could not be loaded. */
const outcome = ({ code, output, isStopped }, failures, unloaded) => ({
  failures: isStopped ? ['no end within two minutes'] : failures,
  unloaded: unloaded ?? (code !== 0 && failures.length === 0 && !isStopped ? ['the runner'] : []),
  output,
});

const testInNode = async (copy, files) => {
  const args = ['--enable-source-maps', '--import', './test/typescript.mjs', '--test', '--test-concurrency=2'];
  const ran = await node(copy, [...args, '--test-reporter=tap', ...files]);
  const failed = [...ran.output.matchAll(/^ *not ok \d+ - (.*)\n *---\n(?: *.*\n)*? *failureType: '(\w+)'/gm)]
    .filter(([, , type]) => type !== 'subtestsFailed')
    .map(([, name]) => name.replaceAll('\\', ''));
  // A file is a test of its own where it failed outside of all of its tests.
  const unloaded = failed.filter((name) => name.endsWith('.ts'));
  return outcome(
    ran,
    failed.filter((name) => !unloaded.includes(name)),
    unloaded.length > 0 ? unloaded : undefined,
  );
};

const testInChromium = async (copy, files) => {
  const args = ['test/run.mjs', '--no-build', '--parts', 'chromium'];
  const ran = await node(copy, [...args, ...files.flatMap((file) => ['--files', file])]);
  const failed = [...ran.output.matchAll(/^\S+ +FAILED: (\S+\.ts: .*)$/gm)].map(([, failure]) => failure);
  const unloaded = failed.filter((failure) => failure.endsWith(': could not be run'));
  return outcome(
    ran,
    failed.filter((failure) => !unloaded.includes(failure)),
    unloaded.length > 0 ? unloaded : undefined,
  );
};

const isBrowserTest = (file) => file.endsWith('.test.ts');

/** Runs test files in a copy, those in a browser only where the others pass. */
const test = async (copy, files) => {
  const inNode = files.filter((file) => !isBrowserTest(file));
  const inBrowser = files.filter(isBrowserTest);
  const first = inNode.length > 0 ? await testInNode(copy, inNode) : { failures: [], unloaded: [], output: '' };
  if (inBrowser.length === 0 || first.failures.length + first.unloaded.length > 0) return first;
  return testInChromium(copy, inBrowser);
};

/** Plants a mutant in a copy, runs its tests, and takes it out. */
const tryOut = async (mutant, copy) => {
  const file = join(copy, mutant.file);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, mutated(text, mutant));
  try {
    return await test(copy, mutant.tests);
  } finally {
    writeFileSync(file, text);
  }
};

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const describeList = (chosen) => {
  for (const [group, list] of Object.entries(groups)) {
    const own = list.filter(({ name }) => chosen.some((mutant) => mutant.name === name));
    if (own.length === 0) continue;
    console.log(`${group} (${own.length})`);
    for (const { name, wrong, file, tests } of own)
      console.log(`  ${name}: ${wrong}\n    ${file}; ${tests.join(', ')}`);
  }
};

/** Tries the mutants, two at once; gives what became of each. */
const tryAll = async (chosen, copies) => {
  const waiting = [...chosen];
  const results = [];
  const work = async (copy) => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const started = performance.now();
      const { failures, unloaded } = await tryOut(mutant, copy);
      const state = unloaded.length > 0 ? 'BROKEN' : failures.length > 0 ? 'killed' : 'SURVIVED';
      results.push({ mutant, state, unloaded });
      const how = unloaded.length > 0 ? `could not be loaded: ${unloaded.join(', ')}` : (failures[0] ?? mutant.wrong);
      const count = `${results.length}/${chosen.length}`.padStart(7);
      console.log(
        `${count} ${state.padEnd(8)} ${seconds(started).padStart(7)}  ${mutant.group}, ${mutant.name}: ${how}`,
      );
    }
  };
  await Promise.all(copies.map(work));
  return results;
};

const main = async ({ chosen }) => {
  const started = performance.now();
  const faults = [...faultsOf(), ...compileFaults(chosen)];
  if (faults.length > 0) {
    console.log(`${faults.join('\n')}\n\nThe list does not fit the source: ${faults.length} faults in it`);
    return false;
  }
  console.log(`All ${chosen.length} mutants apply and compile (${seconds(started)})`);

  const parent = mkdtempSync(join(tmpdir(), 'artifact-viewer-mutants-'));
  // Not at the first signal: what runs in there is ended first, and both happen as this process ends.
  process.once('exit', () => rmSync(parent, { recursive: true, force: true }));
  const files = [...new Set(chosen.flatMap(({ tests }) => tests))].sort();
  const copies = ['one', 'other'].map((name) => makeCopy(parent, name));

  const before = performance.now();
  const { failures, unloaded, output } = await test(copies[0], files);
  if (failures.length + unloaded.length > 0) {
    console.log(`${output}\n\nTests fail without any mutant: ${[...failures, ...unloaded].join('; ')}`);
    return false;
  }
  console.log(`Without any, ${files.length} test files pass (${seconds(before)})\n`);

  const results = await tryAll(chosen, copies);
  const survivors = results.filter(({ state }) => state !== 'killed');
  if (survivors.length > 0) console.log('\nNot killed:');
  for (const { mutant, state } of survivors)
    console.log(`  ${state} ${mutant.group}, ${mutant.name} (${mutant.file}): ${mutant.wrong}`);
  console.log(
    `\n${chosen.length} mutants: ${chosen.length - survivors.length} killed, ${survivors.length} not, in ${seconds(started)}`,
  );
  return survivors.length === 0;
};

let options;
try {
  options = readOptions();
} catch (error) {
  console.error(`${error.message}\nnpm run test:mutants -- --help tells how to use it.`);
  process.exit(2);
}
if (options.help) console.log(HELP);
else if (options.list) describeList(options.chosen);
else process.exitCode = (await main(options)) ? 0 : 1;

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

/** A test file that takes longer than this is stopped, in ms: whether its test would have failed, nobody knows. */
const LONGEST = 300_000;

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

/**
 * Runs Node to its end, or until it has printed what was looked for. A group of its own, so that all of it can be ended.
 * @returns its exit code and what it printed.
 */
const node = (cwd, args, until) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = () => signalGroup(child.pid, 'SIGKILL');
    untilExit.addEventListener('abort', end);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      end();
    }, LONGEST);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        if (until?.test(output)) end();
      });
    }
    child.once('close', (code) => {
      clearTimeout(timer);
      untilExit.removeEventListener('abort', end);
      resolve({ code, output, isLate });
    });
  });

/** A test of TAP that failed itself: a suite fails with what is in it. */
const FAILURE = /^ *not ok \d+ - (.*)\n *---\n(?: *.*\n)*? *failureType: '(?!subtestsFailed)\w+'/m;

/**
 * What a test run came to.
 *
 * @typedef {object} Outcome
 * @property {string} [failure] the name of a test that failed.
 * @property {string} [fault] why nothing is known: a file could not be loaded, or did not end.
 * @property {string} [output] what was printed, where it did not pass.
 */

/** @returns {Outcome} */
const outcome = ({ code, output, isLate }, failure) => {
  if (failure) return { failure, output };
  if (isLate) return { fault: `no end within ${LONGEST / 60_000} minutes`, output };
  return code === 0 ? {} : { fault: 'it failed, and none of its tests did', output };
};

const testInNode = async (copy, file) => {
  const args = ['--enable-source-maps', '--import', './test/typescript.mjs', '--test-reporter=tap', file];
  const ran = await node(copy, args, FAILURE);
  return outcome(ran, FAILURE.exec(ran.output)?.[1].replaceAll('\\', ''));
};

const testInChromium = async (copy, file) => {
  const args = ['test/run.mjs', '--no-build', '--parts', 'chromium', '--files', file];
  const ran = await node(copy, args);
  return outcome(ran, /^\S+ +FAILED: \S+\.ts: (?!could not be run)(.*)$/m.exec(ran.output)?.[1]);
};

const isBrowserTest = (file) => file.endsWith('.test.ts');

/** Runs test files in a copy, the quick ones first, until a test fails. */
const test = async (copy, files) => {
  for (const file of files.toSorted((a, b) => Number(isBrowserTest(a)) - Number(isBrowserTest(b)))) {
    const { failure, fault, output } = await (isBrowserTest(file) ? testInChromium : testInNode)(copy, file);
    if (failure || fault) return { failure, fault: fault && `${file}: ${fault}`, output };
  }
  return {};
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

/** Works off a list in both copies at once. */
const inBoth = async (list, copies, work) => {
  const waiting = [...list];
  const workOff = async (copy) => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item, copy);
  };
  await Promise.all(copies.map(workOff));
};

/** Runs the test files without any mutant. True if all pass. */
const passUnmutated = async (files, copies) => {
  const faults = [];
  await inBoth(files, copies, async (file, copy) => {
    const { failure, fault, output } = await test(copy, [file]);
    if (!failure && !fault) return;
    faults.push(fault ?? `${file}: ${failure}`);
    console.log(output.split('\n').slice(-60).join('\n'));
  });
  for (const fault of faults) console.log(`Fails without any mutant: ${fault}`);
  return faults.length === 0;
};

/** Tries the mutants; gives what became of each. */
const tryAll = async (chosen, copies) => {
  const results = [];
  await inBoth(chosen, copies, async (mutant, copy) => {
    const started = performance.now();
    const { failure, fault } = await tryOut(mutant, copy);
    const state = fault ? 'UNKNOWN' : failure ? 'killed' : 'SURVIVED';
    results.push({ mutant, state, fault });
    const count = `${results.length}/${chosen.length}`.padStart(7);
    const about = fault ?? failure ?? mutant.wrong;
    console.log(
      `${count} ${state.padEnd(8)} ${seconds(started).padStart(7)}  ${mutant.group}, ${mutant.name}: ${about}`,
    );
  });
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
  if (!(await passUnmutated(files, copies))) return false;
  console.log(`Without any, ${files.length} test files pass (${seconds(before)})\n`);

  const results = await tryAll(chosen, copies);
  const others = results.filter(({ state }) => state !== 'killed');
  if (others.length > 0) console.log('\nNot killed:');
  for (const { mutant, state, fault } of others)
    console.log(`  ${state} ${mutant.group}, ${mutant.name} (${mutant.file}): ${fault ?? mutant.wrong}`);
  console.log(
    `\n${chosen.length} mutants: ${chosen.length - others.length} killed, ${others.length} not, in ${seconds(started)}`,
  );
  return others.length === 0;
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

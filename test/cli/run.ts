import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram, worldOf } from '../../src/cli/program.js';

/** The program as `npm run build` made it. */
export const PROGRAM = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));

/** A path among the given records, or why a test that reads it can't run. */
export const shared = (path: string): { path: string; skip: string | false } => ({
  path: join(SHARED, path),
  skip: existsSync(join(SHARED, path))
    ? false
    : `${path} is not there: it belongs to the given records, which are no part of the repository`,
});

/** The hand-checked artifacts. */
export const ARTIFACTS = fileURLToPath(new URL('../../artifacts/', import.meta.url));

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

/** Starts the built program as a process of its own; `ended` tells how it went. */
export const start = (args: readonly string[], cwd?: string): { process: ChildProcess; ended: Promise<Ended> } => {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<Ended>((resolve, reject) => {
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  return { process: child, ended };
};

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs the program to its end, in this process and from its source: a process for each run took most of the tests' time.
 * One run follows the other, since a process has one working directory.
 */
export const run = (args: readonly string[], cwd = process.cwd()): Promise<Ended> => {
  const inTurn = async (): Promise<Ended> => {
    const before = process.cwd();
    const ended: Ended = { code: null, signal: null, out: '', err: '' };
    const world = worldOf(
      (text) => (ended.out += text),
      (text) => (ended.err += text),
    );
    process.chdir(cwd);
    try {
      ended.code = await runProgram(args, world);
      return ended;
    } finally {
      process.chdir(before);
    }
  };
  const ended = last.then(inTurn);
  last = ended.catch(() => undefined);
  return ended;
};

/** A folder that is taken away after the test. */
export const folder = (t: { after: (done: () => void) => void }): string => {
  const path = mkdtempSync(join(tmpdir(), 'artifact-viewer-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

export const readJson = (...path: string[]): Record<string, unknown> =>
  JSON.parse(readFileSync(join(...path), 'utf8')) as Record<string, unknown>;

/** Every file of a folder and its subfolders with its text. */
export const contents = (path: string): Record<string, string> =>
  Object.fromEntries(
    (readdirSync(path, { recursive: true }) as string[])
      .filter((name) => statSync(join(path, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(join(path, name), 'utf8')]),
  );

/** A server on this machine for one test. */
export const serve = async (
  t: { after: (done: () => void) => void },
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
): Promise<{ url: string; requests: string[] }> => {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    answer(request, response, requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
};

/** A study record in the registry's shape. */
export const study = (nctId: string, status: object = {}, more: object = {}) => ({
  protocolSection: {
    identificationModule: { nctId, briefTitle: `A study called ${nctId}` },
    statusModule: {
      overallStatus: 'COMPLETED',
      lastUpdatePostDateStruct: { date: '2026-03-02', type: 'ACTUAL' },
      ...status,
    },
    designModule: { studyType: 'INTERVENTIONAL', phases: ['PHASE3'], enrollmentInfo: { count: 22, type: 'ACTUAL' } },
    ...more,
  },
  hasResults: false,
});

/**
 * What it takes to serve a built site: `artifact-viewer serve`, and nginx (of Debian) by the example that `build` writes. The page of the
 * article, compressed, over 16 connections that are kept: answers a second, answers for a second of the server's CPU, and its memory.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, createServer, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { missingFor, unpack } from '../../hosts/packages.mjs';
import { OURS } from '../lib/peers.mjs';
import { cannotCount, cpuOf, watchMemory } from '../lib/processes.mjs';
import { row } from '../lib/results.mjs';

export const title = 'serving a built site';

const CONNECTIONS = 16;

const freePort = async () => {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
};

const ask = (url, agent) =>
  new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${response.statusCode}`)),
      );
    }).once('error', reject);
  });

/** nginx by the example, but for the port and the folder. */
const nginx = (folder, site, port) => {
  unpack('nginx', folder);
  const path = (name) => join(folder, name);
  const example = readFileSync(join(site, 'nginx.conf.example'), 'utf8')
    .replace(/listen 80;/, `listen 127.0.0.1:${port};`)
    .replace(/root [^;]+;/, `root ${site};`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${path(name)};`)
    .join(' ');
  writeFileSync(
    path('nginx.conf'),
    `daemon off; worker_processes 1; pid ${path('pid')}; error_log ${path('error.log')};\n${process.getuid?.() === 0 ? 'user root;' : ''}\nevents {}\nhttp {\n${temporary}\naccess_log off; sendfile on; keepalive_requests 100000; map_hash_bucket_size 512; variables_hash_bucket_size 128;\n${example}\n}\n`,
  );
  return [path('usr/sbin/nginx'), ['-p', folder, '-c', path('nginx.conf'), '-e', path('error.log')]];
};

const measure = async (command, args, url, count) => {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (data) => (said = `${said}${data}`.slice(-2000)));
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  try {
    for (const end = Date.now() + 60_000; ; await wait(100)) {
      if (
        await ask(url, agent).then(
          () => true,
          () => false,
        )
      )
        break;
      if (child.exitCode !== null || Date.now() > end) throw new Error(`${command} does not answer: ${said}`);
    }
    const stop = watchMemory(child.pid);
    const many = async (times) => {
      let left = times;
      await Promise.all(
        Array.from({ length: CONNECTIONS }, async () => {
          while (left-- > 0) await ask(url, agent);
        }),
      );
    };
    await many(count / 10);
    const cpu = cpuOf(child.pid);
    const start = performance.now();
    await many(count);
    const seconds = (performance.now() - start) / 1000;
    const used = cpuOf(child.pid) - cpu;
    return { perSecond: count / seconds, perCpu: count / Math.max(used, 0.01), megabytes: (await stop()) / 1e6 };
  } finally {
    agent.destroy();
    const ended =
      child.exitCode === null && child.signalCode === null
        ? new Promise((resolve) => child.once('exit', resolve))
        : undefined;
    child.kill();
    await ended;
  }
};

export const run = async ({ root, quick, tell, say }) => {
  const missing = cannotCount();
  if (missing) {
    say(`Left out: ${title}: ${missing}.`);
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'artifact-viewer-bench-'));
  try {
    const site = join(folder, 'site');
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const cli = join(root, 'dist/cli.js');
    tell('building it');
    const { status, stderr } = spawnSync(
      process.execPath,
      [cli, 'build', join(root, 'artifacts'), '--out', site, '--base-url', url],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`build: ${stderr}`);
    const count = quick ? 200 : 2000;
    const page = `${url}artifact/wiki-therapeutics-zolgensma`;
    const servers = { [OURS]: () => [process.execPath, [cli, 'serve', site, '--port', String(port)]] };
    const without = missingFor('nginx');
    if (without) say(`Left out: nginx: ${without}.`);
    else {
      mkdirSync(join(folder, 'nginx'));
      servers.nginx = () => nginx(join(folder, 'nginx'), site, port);
    }
    const results = {};
    for (const [name, start] of Object.entries(servers)) {
      tell(name);
      results[name] = await measure(...start(), page, count);
    }
    const of = (what) => Object.fromEntries(Object.entries(results).map(([name, result]) => [name, result[what]]));
    return [
      row(title, 'answers for a second of CPU', of('perCpu'), ''),
      row(title, 'answers a second', of('perSecond'), ''),
      row(title, 'most memory', of('megabytes'), 'MB'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { folder, readJson } from './run.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('The package', () => {
  it('has the command line in it, which runs where only its dependencies are installed', (t) => {
    const where = folder(t);
    const manifest = readJson(ROOT, 'package.json') as {
      bin: Record<string, string>;
      dependencies: Record<string, string>;
      engines: { node: string };
    };
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', where], {
        cwd: ROOT,
        encoding: 'utf8',
      }),
    ) as {
      filename: string;
      files: { path: string; mode: number }[];
    }[];
    assert.ok(packed);
    const bin = manifest.bin['artifact-viewer'] ?? assert.fail();
    assert.ok(packed.files.some(({ path }) => path === bin));
    execFileSync('tar', ['-xzf', join(where, packed.filename), '-C', where]);
    const program = join(where, 'package', bin);
    assert.match(readFileSync(program, 'utf8'), /^#!\/usr\/bin\/env node\n/);

    // Every package that the program names is a dependency: nothing of development is there when somebody installs it.
    const sources = packed.files
      .map(({ path }) => path)
      .filter((path) => path === bin || (path.startsWith('dist/cli/') && path.endsWith('.js')));
    const named = sources.flatMap((path) =>
      [
        ...readFileSync(join(where, 'package', path), 'utf8').matchAll(
          /^(?:import|export)\b[^'"\n]*?(?:from )?['"]([^'".][^'"]*)['"];?$/gm,
        ),
      ].map(([, name = '']) => name),
    );
    const packageOf = (name: string) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/');
    for (const of of new Set(
      named.filter((name) => !name.startsWith('node:') && !builtinModules.includes(name)).map(packageOf),
    )) {
      assert.ok(Object.hasOwn(manifest.dependencies, of), `${of} is among the dependencies`);
      const link = join(where, 'package', 'node_modules', of);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', of), link);
    }
    assert.match(
      execFileSync(process.execPath, [program, 'import', '--help'], { encoding: 'utf8' }),
      /^Usage: artifact-viewer import/,
    );
  });
});

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALLOWED, REFUSED, SURROUNDINGS } from './lint-cases.ts';

const ROOT = join(import.meta.dirname, '..', '..');

describe('lint rules', () => {
  const tree = mkdtempSync(join(tmpdir(), 'kmslab-lint-'));
  let rulesByPath: ReadonlyMap<string, readonly string[]>;

  beforeAll(() => {
    for (const name of ['biome.jsonc', 'biome', 'package.json', 'tsconfig.json', '.gitignore']) {
      cpSync(join(ROOT, name), join(tree, name), { recursive: true });
    }
    for (const [path, source] of [...SURROUNDINGS, ...[...REFUSED, ...ALLOWED].map((c) => [c[1], c[2]] as const)]) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), `${source}\n`);
    }
    rulesByPath = lint(tree);
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it.each(REFUSED)('refuse that %s', (_fact, path, _source, rule) => {
    expect(rulesByPath.get(path)).toContain(rule);
  });

  it.each(ALLOWED)('allow that %s', (_fact, path) => {
    expect(rulesByPath.get(path) ?? []).toEqual([]);
  });
});

interface Report {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly message: string;
    readonly location: { readonly path: string };
  }[];
}

/** Runs the linter over a tree: each file's broken rules; a Grit plugin has no name there, so its message stands for it. */
function lint(tree: string): ReadonlyMap<string, readonly string[]> {
  const biome = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const { stdout } = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', '--max-diagnostics=none'], {
    cwd: tree,
    encoding: 'utf8',
  });
  const found = new Map<string, string[]>();
  for (const { category, message, location } of (JSON.parse(stdout) as Report).diagnostics) {
    const rule = category === 'plugin' ? message : category.slice(category.lastIndexOf('/') + 1);
    found.set(location.path, [...(found.get(location.path) ?? []), rule]);
  }
  return found;
}

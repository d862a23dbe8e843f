import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Entry {
  readonly optional?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', name), 'utf8'));
const manifest = read('package.json') as Entry;
const { '': root, ...packages } = (read('package-lock.json') as { packages: Readonly<Record<string, Entry>> }).packages;

describe('package-lock.json', () => {
  it('locks what package.json asks for', () => {
    expect(root?.dependencies).toEqual(manifest.dependencies);
    expect(root?.devDependencies).toEqual(manifest.devDependencies);
  });

  it('names exact versions only', () => {
    const asked = { ...manifest.dependencies, ...manifest.devDependencies };
    expect(Object.entries(asked).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('holds a hash of every package but those for other platforms', () => {
    const without = Object.entries(packages).filter(([, { integrity, optional }]) => !integrity && !optional);
    expect(without.map(([path]) => path)).toEqual([]);
  });

  it('names no registry', () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved)).toEqual([]);
  });

  // When it fails: node scripts/complete-lockfile.js
  it('holds the packages of every platform', () => {
    const missing = Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in packages || `${parent}/node_modules/${name}` in packages),
      ),
    );
    expect(missing).toEqual([]);
  });
});

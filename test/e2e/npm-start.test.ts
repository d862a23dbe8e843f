import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScratchCheckout } from './scratch-checkout.ts';

describe('npm start', () => {
  let checkout: ScratchCheckout;
  beforeAll(() => {
    checkout = new ScratchCheckout();
  });
  afterAll(() => checkout.remove());

  it('builds where there is no build, and gives stdout to the program alone', async () => {
    const { code, stdout, stderr } = await checkout.start(['a', 'b c']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `hello a b c ${checkout.folder}\n` });
    expect(stderr).toContain('kmslab: building');
  });

  it('neither installs nor builds the second time', async () => {
    expect(await checkout.start(['again'])).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends with the exit code of the program', async () => {
    expect(await checkout.start(['exit', '3'])).toMatchObject({ code: 3, stdout: '', stderr: '' });
  });

  it('runs the program in the folder where its user is', async () => {
    const folder = join(checkout.folder, 'core');
    expect((await checkout.start([], { INIT_CWD: folder })).stdout).toBe(`hello ${folder}\n`);
  });

  it('bundles a preload that requires only electron', async () => {
    const preload = readFileSync(join(checkout.folder, 'dist/desktop/preload.cjs'), 'utf8');
    expect([...preload.matchAll(/(?:require|import)\(([^)]*)\)/g)].map(([, name]) => name)).toEqual(['"electron"']);
  });

  it('builds anew after an edit, once, though two start together', async () => {
    checkout.write('core/index.ts', 'export const greeting = "good day";');
    const both = await Promise.all([checkout.start(['one']), checkout.start(['two'])]);
    expect(both.map(({ stdout }) => stdout)).toEqual([
      `good day one ${checkout.folder}\n`,
      `good day two ${checkout.folder}\n`,
    ]);
    expect(
      both
        .map(({ stderr }) => stderr)
        .join('')
        .match(/kmslab: building$/gm),
    ).toHaveLength(1);
  });

  it('takes over from a start that was killed in the middle of building', async () => {
    checkout.write('core/index.ts', 'export const greeting = "good night";');
    checkout.write('.cache/prepare.lock', '999999999');
    expect((await checkout.start([])).stdout).toBe(`good night ${checkout.folder}\n`);
  });

  it('names file and line of a mistake, does not run the old build, and mends with the mistake', async () => {
    checkout.write('core/index.ts', 'export const greeting = ;');
    const broken = await checkout.start([]);
    expect(broken).toMatchObject({ code: 1, stdout: '' });
    expect(broken.stderr).toMatch(/core\/index\.ts:1:2\d/);
    checkout.write('core/index.ts', 'export const greeting = "well";');
    expect((await checkout.start([])).stdout).toBe(`well ${checkout.folder}\n`);
  });

  it('says in one line that Node is too old', async () => {
    const pretend = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } })";
    const { code, stderr } = await checkout.start([], {}, [
      '--import',
      `data:text/javascript,${encodeURIComponent(pretend)}`,
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^kmslab: needs Node >=20\.19, and this is Node 18\.20\.4\.[^\n]*\n$/);
  });
});

describe('npm start without dependencies', () => {
  it('installs what the lockfile names, once, and again when the lockfile changes', async () => {
    const checkout = new ScratchCheckout({ hasModules: false });
    try {
      // Stands for npm: says what it was asked, and makes the folder.
      checkout.write('npm-cli.js', "console.log('npm', ...process.argv.slice(2));");
      mkdirSync(join(checkout.folder, 'node_modules'));
      checkout.write('scripts/bundle.js', "console.error('nothing to build with'); process.exit(1);");
      const npm = { npm_execpath: join(checkout.folder, 'npm-cli.js') };
      expect((await checkout.start([], npm)).stderr).toContain('npm ci --include=dev');
      expect((await checkout.start([], npm)).stderr).not.toContain('npm ci');
      checkout.write('package-lock.json', '{ "lockfileVersion": 3 }');
      expect((await checkout.start([], npm)).stderr).toContain('npm ci --include=dev');
    } finally {
      checkout.remove();
    }
  });
});

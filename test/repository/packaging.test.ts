import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { LINK_SCHEME } from '../../core/index.ts';
import { WORLD_FILE } from '../../main/open-world.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const config = parse(read('electron-builder.yml')) as Readonly<Record<string, never>>;

describe('the packaged app', () => {
  it('has the fuses set that keep its binary from being a Node and its code from being exchanged', () => {
    expect(config).toMatchObject({
      asar: true,
      electronFuses: {
        runAsNode: false,
        enableCookieEncryption: true,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: false,
        enableEmbeddedAsarIntegrityValidation: true,
        onlyLoadAppFromAsar: true,
        grantFileProtocolExtraPrivileges: false,
      },
    });
  });

  it('opens the files and the links that are kmslab’s', () => {
    const { fileAssociations, protocols } = config as unknown as {
      readonly fileAssociations: readonly { readonly ext: string }[];
      readonly protocols: readonly { readonly schemes: readonly string[] }[];
    };
    expect(fileAssociations.map(({ ext }) => `.${ext}`)).toEqual([WORLD_FILE]);
    expect(protocols.flatMap(({ schemes }) => schemes)).toEqual([LINK_SCHEME]);
  });

  it('is made for the three systems', () => {
    expect(config).toMatchObject({
      linux: { target: ['AppImage', 'deb'] },
      mac: { target: expect.arrayContaining(['dmg']) },
      win: { target: ['nsis'] },
    });
  });

  it('holds the bundles, and of packages what the bundles leave out with all that it needs', () => {
    const { files } = config as unknown as { readonly files: readonly string[] };
    expect(files).toContain('dist/desktop/**');
    expect(read('electron.vite.config.ts')).toContain("external: ['libsql']");
    const needed = ['libsql', ...dependenciesOf('libsql')];
    expect(needed.filter((name) => !files.some((pattern) => covers(pattern, name)))).toEqual([]);
    expect(config).toMatchObject({ asarUnpack: expect.arrayContaining(['**/*.node']) });
  });

  it('has an icon of 1024 by 1024, drawn from the window’s own', () => {
    const { icon } = config as unknown as { readonly icon: string };
    const png = readFileSync(join(ROOT, icon));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1024, 1024]); // PNG, 11.2.2 "IHDR"
  });

  it('is packaged by one exact version', () => {
    expect(read('scripts/package.js')).toMatch(/'electron-builder@\d+\.\d+\.\d+'/);
  });
});

/** Of what is installed: optional dependencies are there for this system only. */
function dependenciesOf(name: string): readonly string[] {
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(read(`node_modules/${name}/package.json`)) as {
    readonly dependencies?: object;
    readonly optionalDependencies?: object;
  };
  const direct = [...Object.keys(dependencies), ...Object.keys(optionalDependencies)];
  return [...direct, ...Object.keys(dependencies).flatMap(dependenciesOf)];
}

function covers(pattern: string, name: string): boolean {
  return pattern.startsWith('node_modules/') && `node_modules/${name}/`.startsWith(pattern.replace(/\*\*$/, ''));
}

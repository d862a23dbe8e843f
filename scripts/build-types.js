/** The declarations of what the package exports, into dist/types: for who embeds kmslab, not for running it. */
import './prepare/node-version.js';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './prepare/root.js';
import { run } from './prepare/run.js';

rmSync(join(ROOT, 'dist/types'), { recursive: true, force: true });
const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
process.exitCode = await run(process.execPath, [compiler, '-p', 'tsconfig.types.json'], {
  cwd: ROOT,
  stdio: 'inherit',
});

// The compiler keeps imports of style sheets, which are a matter of the bundler that made dist/react.
const component = join(ROOT, 'dist/types/renderer/embed.d.ts');
writeFileSync(component, readFileSync(component, 'utf8').replaceAll(/^import '.*\.css';\n/gm, ''));

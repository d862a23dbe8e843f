import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { PATIENCE_MS, type Tmux } from './tmux.ts';

/** Set to `write`, frames are written anew: read the difference before it is committed. */
const IS_WRITING = process.env.KMSLAB_FRAMES === 'write';

/** Waits until the terminal shows what the file `frames/NAME.txt` holds, what differs from run to run aside. */
export async function expectFrame(tmux: Tmux, name: string): Promise<void> {
  const file = join(import.meta.dirname, 'frames', `${name}.txt`);
  if (IS_WRITING) {
    const frame = masked(await tmux.settled());
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, frame);
    return;
  }
  expect(existsSync(file), `${name} is not written yet: KMSLAB_FRAMES=write`).toBe(true);
  await expect
    .poll(() => masked(tmux.screen()), { timeout: PATIENCE_MS, message: name })
    .toBe(readFileSync(file, 'utf8'));
}

/** What comes from the platform's random source, as wide as it is: bytes in hexadecimal, and the id of a material. */
function masked(screen: string): string {
  return screen
    .replaceAll(/\b[0-9a-f]{2}(?: [0-9a-f]{2}){3,}/g, (bytes) => bytes.replaceAll(/[0-9a-f]/g, 'x'))
    .replaceAll(/\b(material +)[0-9a-f]{8}\b/g, '$1xxxxxxxx')
    .replaceAll(/ +$/gm, '');
}

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../../dist/desktop/renderer/', import.meta.url));
/** The most that the first view may fetch, compressed. */
const MOST_BYTES = 600_000;

describe('what a window fetches before it shows anything', () => {
  it('is small, and without the code editor, which comes when it is asked for', async () => {
    const page = await readFile(`${FOLDER}index.html`, 'utf8');
    const files = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files.filter((file) => /\.(?:js|css)$/.test(file)).length).toBeGreaterThanOrEqual(2);
    const contents = await Promise.all(files.map((file) => readFile(`${FOLDER}${file}`)));
    expect(contents.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0)).toBeLessThan(MOST_BYTES);
    const script = contents.map((bytes) => bytes.toString('utf8')).join('');
    expect(script).toMatch(/import\([^)]*PolicyEditor-[\w-]+\.js/);
    expect(script).not.toContain('cm-lintRange');
  });
});

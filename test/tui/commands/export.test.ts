import { afterEach, expect, it, vi } from 'vitest';
import { runExport } from '../../../tui/commands/export.ts';

afterEach(() => vi.restoreAllMocks());

it('export prints a script with the commands that run it in its head', async () => {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  expect(await runExport(['key-lifecycle', '--to', 'sh'])).toBe(0);
  expect(text).toMatch(/^#!\/usr\/bin\/env bash\n# The life of a key\n/);
  expect(text).toContain('#   kmslab serve --control --start-of key-lifecycle &');
  expect(text).toContain('#   KMSLAB_ENDPOINT=http://127.0.0.1:4599 bash key-lifecycle.sh');
});

it.each([
  [[], /^expected kmslab export NAME.FILE, got no/],
  [['key-lifecycle'], /^--to: expected sh or md, got none/],
  [['key-lifecycle', '--to', 'terraform'], /^--to: expected sh or md, got "terraform"/],
  [['key-lifecicle', '--to', 'sh'], /did you mean "key-lifecycle"\?/],
])('export %j is refused in one line', async (argv, says) => {
  await expect(runExport(argv)).rejects.toThrow(says);
});

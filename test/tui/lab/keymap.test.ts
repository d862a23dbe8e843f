import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GENERAL_KEYS, TOPIC_KEYS } from '../../../tui/lab/keymap.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The README's section of the terminal lab. */
function section(): string {
  const [, rest = ''] = readFileSync(join(ROOT, 'README.md'), 'utf8').split('## The terminal lab\n');
  return rest.slice(0, rest.indexOf('\n## '));
}

describe('the README', () => {
  it('has the key map, each key once and in order', () => {
    const rows = [...section().matchAll(/^\| `([^`]+)` +\| (.*?) +\|$/gm)].map(([, keys, says]) => ({ keys, says }));
    expect(rows).toEqual(GENERAL_KEYS.map(({ keys, says }) => ({ keys, says })));
  });

  it.each(['lab', 'why', 'flow', 'envelope', 'lesson'])(
    'has the picture of %s, which the frames test keeps',
    (name) => {
      const file = `tui/pictures/${name}.svg`;
      expect(section()).toContain(`](${file})`);
      expect(readFileSync(join(ROOT, file), 'utf8')).toContain('<title>');
    },
  );
});

describe('help', () => {
  it('tells what every part is and at least one key of it', () => {
    for (const { about, keys } of Object.values(TOPIC_KEYS)) {
      expect(about.length).toBeGreaterThan(20);
      expect(keys.length).toBeGreaterThan(0);
    }
  });
});

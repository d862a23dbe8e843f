import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GENERAL_KEYS, TOPIC_KEYS } from '../../../tui/lab/keymap.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** A section of the README. */
function section(title = 'The terminal lab'): string {
  const [, rest = ''] = readFileSync(join(ROOT, 'README.md'), 'utf8').split(`## ${title}\n`);
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

describe("the README's picture of a replay", () => {
  it('is as the lab draws it, and no other picture in text is left that nothing compares', () => {
    const frame = readFileSync(join(import.meta.dirname, 'frames', 'replay-refusal-80x24.txt'), 'utf8');
    expect(section('A replay, step by step')).toContain(frame.trimEnd());
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8').match(/^ kmslab {2}\S+ \/ /gm)).toHaveLength(1);
  });
});

describe('help', () => {
  it('tells what every part is and at least one key of it', () => {
    for (const { about, keys } of Object.values(TOPIC_KEYS)) {
      expect(about.length).toBeGreaterThan(20);
      expect(keys.length).toBeGreaterThan(0);
    }
  });
});

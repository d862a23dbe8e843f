import { describe, expect, it } from 'vitest';
import { applyCompletion } from '../../../renderer/lab/apply-completion.ts';
import { NO_HISTORY, walkHistory } from '../../../renderer/lab/line-history.ts';

describe('a completion', () => {
  it.each([
    ['', 'aws', 'aws '],
    ['aws km', 'kms', 'aws kms '],
    ['aws kms ', 'encrypt', 'aws kms encrypt '],
    ['aws kms encrypt --key-id al', 'alias/orders', 'aws kms encrypt --key-id alias/orders '],
    ["aws kms create-key --description 'my k", "'my key'", "aws kms create-key --description 'my key' "],
    ['aws kms create-key --description "a b" --ta', '--tags', 'aws kms create-key --description "a b" --tags '],
  ])('of %j with %j makes %j', (line, text, completed) => {
    expect(applyCompletion(line, text)).toBe(completed);
  });
});

describe('the history', () => {
  const lines = ['first', 'second'];

  it('goes back from the newest to the oldest and no further, and forth again to what was being typed', () => {
    const up = walkHistory(lines, NO_HISTORY, 'draft', 'up');
    expect(up?.line).toBe('second');
    const upAgain = up && walkHistory(lines, up.history, up.line, 'up');
    expect(upAgain?.line).toBe('first');
    expect(upAgain && walkHistory(lines, upAgain.history, upAgain.line, 'up')).toBeNull();
    const down = upAgain && walkHistory(lines, upAgain.history, upAgain.line, 'down');
    expect(down?.line).toBe('second');
    expect(down && walkHistory(lines, down.history, down.line, 'down')?.line).toBe('draft');
  });

  it('has nothing where nothing was run', () => {
    expect(walkHistory([], NO_HISTORY, '', 'up')).toBeNull();
    expect(walkHistory(lines, NO_HISTORY, '', 'down')).toBeNull();
  });
});

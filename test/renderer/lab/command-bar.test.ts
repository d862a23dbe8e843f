import { describe, expect, it } from 'vitest';
import { applyCompletion } from '../../../renderer/lab/apply-completion.ts';
import { NO_HISTORY, walkHistory } from '../../../renderer/lab/line-history.ts';
import { atPlaceholder, untouched, withCompletion } from '../../../renderer/lab/typed-line.ts';

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

describe('a line that is to be filled in', () => {
  const LINE = 'aws kms decrypt --key-id … --ciphertext-blob fileb://…';

  it('has its placeholders selected, one after another', () => {
    const selected = ({ text, from, to }: { text: string; from: number; to: number }) =>
      [text.slice(0, from), text.slice(from, to)] as const;
    const first = atPlaceholder(LINE);
    expect(first && selected(first)).toEqual(['aws kms decrypt --key-id ', '…']);
    const second = first && atPlaceholder(LINE, first.to);
    expect(second && selected(second)).toEqual(['aws kms decrypt --key-id … --ciphertext-blob fileb://', '…']);
    expect(second && atPlaceholder(LINE, second.to)).toBeNull();
  });

  it('is completed at the caret, and keeps what stands behind it', () => {
    const text = 'aws kms decrypt --key-id al --ciphertext-blob fileb://…';
    const caret = text.indexOf(' --ciphertext');
    const completed = withCompletion({ text, from: caret, to: caret }, 'alias/orders');
    expect(completed.text).toBe('aws kms decrypt --key-id alias/orders --ciphertext-blob fileb://…');
    expect(completed.text.slice(0, completed.to)).toBe('aws kms decrypt --key-id alias/orders');
    expect(withCompletion(untouched('aws km'), 'kms')).toEqual(untouched('aws kms '));
  });
});

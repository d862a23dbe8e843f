import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../../core/index.ts';
import { EnvelopeDrawing } from '../../../renderer/diagrams/EnvelopeDrawing.tsx';
import { EnvelopeTable } from '../../../renderer/diagrams/EnvelopeTable.tsx';
import { sizeText } from '../../../renderer/diagrams/envelope-words.ts';
import type { KeyNames } from '../../../renderer/lab/key-names.ts';

const NAMES: KeyNames = { key: () => 'alias/orders', caller: (arn) => arn, account: (id) => id };
const HELD: Envelope = {
  operation: 'GenerateDataKey',
  keyArn: 'arn:aws:kms:us-east-1:111122223333:key/k',
  context: { order: '42' },
  plaintext: { head: '3f a1', bytes: 32 },
  held: 'files',
  wrapped: { head: '01 02', bytes: 184 },
  answerIn: 'dk.json',
  plaintextIn: [
    { name: 'dk.json', bytes: 900 },
    { name: 'dk.plain', bytes: 32 },
  ],
  wrappedIn: [{ name: 'dk.wrapped', bytes: 184 }],
  sealed: [],
  isOpenedAgain: false,
  restored: [],
};
const SEALED: Envelope = {
  ...HELD,
  held: 'dropped',
  sealed: [{ from: { name: 'big.bin', bytes: 2_100_000 }, to: { name: 'big.sealed', bytes: 2_100_028 } }],
};

function textOf(element: React.ReactElement): string {
  return renderToStaticMarkup(element)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('the picture of an envelope', () => {
  it('says where the plaintext data key still is, and what must match to open the wrapped one', () => {
    const text = textOf(<EnvelopeDrawing envelope={HELD} names={NAMES} />);
    expect(text).toContain('3f a1 … 32 bytes still in dk.json and dk.plain');
    expect(text).toContain('in dk.wrapped; only alias/orders opens it context order=42 must be the same to open it');
    expect(text).not.toContain('big.sealed');
  });

  it('has two sides, and each thing on one of them once', () => {
    const markup = renderToStaticMarkup(<EnvelopeDrawing envelope={SEALED} names={NAMES} />);
    expect(markup.match(/class="envelope-side"/g)).toHaveLength(2);
    expect(markup.match(/role="status"/g)).toHaveLength(1);
    expect(markup.match(/class="envelope-card/g)).toHaveLength(5);
    expect(markup.match(/Without KMS nobody can read either/g)).toHaveLength(1);
  });

  it('hides the bytes of a data key that was dropped, and says so', () => {
    const markup = renderToStaticMarkup(<EnvelopeDrawing envelope={SEALED} names={NAMES} />);
    expect(markup).toMatch(/data-held="dropped".*aria-hidden="true">3f a1/);
    expect(textOf(<EnvelopeDrawing envelope={SEALED} names={NAMES} />)).toMatch(
      /erased .* big\.bin 2\.1 MB AES-GCM with the data key → big\.sealed 2\.1 MB, the wrapped data key beside it/,
    );
  });

  it('says that no plaintext came, where none was asked for', () => {
    const without: Envelope = { ...HELD, plaintext: null, held: 'screen', plaintextIn: [] };
    expect(textOf(<EnvelopeDrawing envelope={without} names={NAMES} />)).toContain('it was asked for without');
  });

  it('has a row in its table for each thing of it, with all its bytes', () => {
    const text = textOf(<EnvelopeTable envelope={SEALED} names={NAMES} />);
    expect(text).toContain('KMS key alias/orders in KMS, which it never leaves');
    expect(text).toContain('Data key in plaintext 32 erased');
    expect(text).toContain('Data key, wrapped, with context order=42 184 dk.wrapped');
    expect(text).toContain('File encrypted with the data key 2,100,028 big.sealed');
  });

  it.each([
    [1, '1 byte'],
    [4096, '4,096 bytes'],
    [2_100_000, '2.1 MB'],
  ])('%d is %s', (bytes, says) => {
    expect(sizeText(bytes)).toBe(says);
  });

  it('has one row for a file that was encrypted twice, and one for each that it became', () => {
    const [made] = SEALED.sealed;
    if (made === undefined) throw new Error('nothing was encrypted');
    const twice = { ...SEALED, sealed: [made, { ...made, to: { name: 'copy.sealed', bytes: 2_100_028 } }] };
    const text = textOf(<EnvelopeTable envelope={twice} names={NAMES} />);
    expect(text.match(/File in the clear/g)).toHaveLength(1);
    expect(text.match(/File encrypted with the data key/g)).toHaveLength(2);
  });
});

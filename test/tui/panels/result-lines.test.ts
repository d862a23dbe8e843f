import { describe, expect, it } from 'vitest';
import { resultLines } from '../../../tui/panels/result-lines.ts';
import { glyphsFor } from '../../../tui/text/glyphs.ts';
import { textOf } from '../../../tui/text/line.ts';
import { KEY, openClassroom } from '../helpers/open-session.ts';

const WIDTH = 76;

/** What a line typed in the first lesson comes to, on the screen. */
async function resultOf(line: string): Promise<readonly string[]> {
  const { session, press } = await openClassroom();
  await press(`L${KEY.enter}n:${line}${KEY.enter}`);
  const texts = resultLines(session.model(), WIDTH, glyphsFor(false)).map(textOf);
  session.close();
  return texts;
}

describe('the result of a line', () => {
  it('breaks what is told of the laptop between words, under its beginning', async () => {
    const lines = await resultOf('laptop');
    expect(lines).toContain('      AES-256-GCM under the 32 bytes of a file, or RSAES-OAEP with SHA-256');
    expect(lines).toContain('      to a public key');
  });

  it('keeps what a program prints as it is', async () => {
    const lines = await resultOf('kms create-key');
    expect(lines).toContain('    "KeyMetadata": {');
    expect(lines.filter((text) => text.length === WIDTH)).not.toEqual([]);
  });

  it('says that the name of a file was taken for Base64', async () => {
    const refused = await resultOf('kms encrypt --key-id alias/orders --plaintext note.txt');
    expect(refused.join(' ')).toContain('Try: note.txt was taken for Base64. The file is fileb://note.txt.');
    const other = await resultOf('kms encrypt --key-id alias/orders --plaintext nothing');
    expect(other.join(' ')).toContain('Try: Bytes are given in Base64, or from a file: fileb://NAME.');
  });

  it('says so where the name happens to be Base64, too', async () => {
    const { session, press } = await openClassroom();
    await press(`L${KEY.enter}n:laptop write orders.txt three${KEY.enter}:kms create-key${KEY.enter}`);
    const id = session.model().data?.view.keys[0]?.keyId;
    await press(`:kms encrypt --key-id ${id} --plaintext orderstx > note.enc${KEY.enter}`);
    expect(resultLines(session.model(), WIDTH, glyphsFor(false)).map(textOf)).toEqual([
      'done: what it answers is in note.enc',
    ]);
    await press(`:laptop write orderstx three${KEY.enter}`);
    await press(`:kms encrypt --key-id ${id} --plaintext orderstx > note.enc${KEY.enter}`);
    const lines = resultLines(session.model(), WIDTH, glyphsFor(false)).map(textOf);
    expect(lines[0]).toBe('done: what it answers is in note.enc');
    expect(lines.join(' ')).toContain('Try: orderstx was taken for Base64, and its letters decoded.');
    session.close();
  });

  it('names a grant by the beginning of its id, and takes one row for it', async () => {
    const { session, press } = await openClassroom();
    await press('c');
    const id = session.model().data?.view.keys[0]?.keyId;
    const grantee = 'arn:aws:iam::111122223333:role/admin';
    await press(`:kms create-grant --key-id ${id} --grantee-principal ${grantee} --operations Decrypt${KEY.enter}`);
    const [first] = resultLines(session.model(), WIDTH, glyphsFor(false)).map(textOf);
    expect(first).toMatch(/^grant [0-9a-f]{8}…: InForce$/);
    session.close();
  });

  it('says of an id of EC2 that is none what such ids look like', async () => {
    const line = 'ec2 attach-volume --volume-id vol-0 --instance-id i-0123456789abcdef0 --device /dev/sdf';
    expect((await resultOf(line)).join(' ').replaceAll(/ +/g, ' ')).toContain('an id of EC2 with what it is of: vol-,');
  });

  it('is not empty where the clock moved over what changed no state', async () => {
    const { session, press } = await openClassroom();
    const happened = [{ at: 1, changes: [], calls: [] }];
    await press('c');
    const model = { ...session.model(), result: { type: 'time', from: 0, to: 2, happened } } as const;
    expect(resultLines(model, WIDTH, glyphsFor(false)).map(textOf)).toEqual([
      'What fell due on the way is done, and changed no state.',
    ]);
    session.close();
  });
});

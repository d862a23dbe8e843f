import { renderToString } from 'ink';
import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { overlayContent } from '../../../tui/lab/content.ts';
import { topOverlay } from '../../../tui/lab/model.ts';
import { LabScreen } from '../../../tui/screens/LabScreen.tsx';
import { textOf } from '../../../tui/text/line.ts';
import { KEY, type OpenSession, openSession } from '../helpers/open-session.ts';

/** What the overlay on top shows in so many columns. */
function shown({ session }: OpenSession, width: number): readonly string[] {
  const top = topOverlay(session.model());
  if (top === null) throw new Error('nothing is open');
  return overlayContent(session.model(), top, { width, height: 100 })
    .lines.slice(0, 100)
    .map((line) => textOf(line).trimEnd());
}

/** The bottom line. */
function keysNamed({ session }: OpenSession): string {
  const model = session.model();
  const frame = renderToString(createElement(LabScreen, { model }), { columns: model.size.columns });
  return frame.replace(STYLE, '').split('\n').at(-1) ?? '';
}

const STYLE = /\u001b\[[0-9;]*m/g;

/** A lab in which main shares a snapshot of a volume under its own key with partner, as it was typed there. */
async function withSharedSnapshot() {
  const open = await openSession({ columns: 120, rows: 40 });
  const run = (line: string) => open.press(`:${line}${KEY.enter}`);
  await open.press(`c${KEY.esc}`);
  const keyId = open.session.model().data?.key?.keyId ?? '';
  await run(`ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id ${keyId}`);
  await open.press(`t${KEY.enter}`);
  const volume = open.session.model().data?.view.volumes[0]?.volumeId ?? '';
  await run(`ec2 create-snapshot --volume-id ${volume}`);
  await open.press(`t${KEY.enter}`);
  const snapshot = open.session.model().data?.view.snapshots[0]?.snapshotId ?? '';
  await run(
    `ec2 modify-snapshot-attribute --snapshot-id ${snapshot} --attribute createVolumePermission --operation-type add --user-ids 444455556666`,
  );
  return { open, run, keyId, snapshot };
}

describe('Flow', () => {
  it('walks with Enter from nothing to a volume of the copy in another Region, a lane for each', async () => {
    const open = await openSession();
    await open.press(`c${KEY.esc}4`);
    expect(shown(open, 76).join('\n')).toContain('No volume, snapshot or database yet.');
    // Each Enter proposes a command, or the time control; the next runs it.
    for (let n = 0; n < 12; n++) await open.press(`${KEY.enter}${KEY.enter}`);
    const lines = shown(open, 76);
    const [head = ''] = lines;
    expect(head).toMatch(/^main us-east-1 +main eu-west-1$/);
    const at = head.indexOf('main eu-west-1');
    const picture = lines.slice(2, 6);
    expect(picture[0]).toMatch(/^vol-.*\[[0-9a-f]{8}\]$/);
    expect(picture[1]).toMatch(/^└ snapshot snap-.*\[[0-9a-f]{8}\]$/);
    expect(picture[2]).toMatch(/^ {2}└─ copy ─+→ snap-.*\[aws\/ebs\]$/);
    expect(picture[2]?.indexOf('snap-')).toBe(at);
    expect(picture[3]?.slice(at)).toMatch(/^└ volume vol-.*\[aws\/ebs\]$/);
    // The calls name their Regions, and for whom they were made, whole: the key of a name may be in each of them.
    const calls = lines.slice(lines.indexOf('calls to KMS for somebody') + 1);
    expect(calls.join('\n')).toMatch(/^ok +(Decrypt|ReEncrypt\w*) +[0-9a-f]{8} +us-east-1/m);
    expect(calls.join('\n')).toMatch(
      /^ok +GenerateDataKeyWithoutPlaintext +aws\/ebs +eu-west-1 *\n +by ec2 for main\/role\/admin, aws:ebs:id=snap-\w{17}$/m,
    );
    expect(calls.join('\n')).not.toContain('…');
    // Where there is no room beside each other, lanes stand under each other.
    expect(shown(open, 50).filter((line) => /^main /.test(line))).toEqual(['main us-east-1', 'main eu-west-1']);
  });

  it('says with x that nothing is there to break before anything is', async () => {
    const open = await openSession({ columns: 120, rows: 40 });
    await open.press('4x');
    expect(open.session.model().notice?.text).toContain('nothing of yours to break yet');
    expect(keysNamed(open)).toContain('Enter what is next');
    expect(keysNamed(open)).not.toContain('x break it');
    expect(shown(open, 110).join('\n')).not.toContain('break it');
  });

  it('offers with x what breaks the way, at another place each time, and z undoes it', async () => {
    const { open, keyId, snapshot } = await withSharedSnapshot();
    await open.press('4');
    const says = `disable ${keyId.slice(0, 8)} │ stop sharing ${snapshot}`;
    expect(shown(open, 110)).toContain(`x break it: ${says}`);
    expect(keysNamed(open)).toContain('x break it');
    await open.press(`x${KEY.enter}`);
    expect(open.session.model().data?.key?.keyState).toBe('Disabled');
    await open.press('z');
    expect(open.session.model().data?.key?.keyState).toBe('Enabled');
    await open.press('x');
    const top = topOverlay(open.session.model());
    expect(top).toMatchObject({ type: 'command', line: expect.stringContaining('--operation-type remove') });
    await open.press(KEY.enter);
    expect(open.session.model().data?.view.snapshots[0]?.sharedWith).toEqual([]);
    open.session.close();
  });

  it('shows a shared snapshot in the other account’s lane, and why a copy failed', async () => {
    const { open, run, snapshot } = await withSharedSnapshot();
    await open.press(`apartner/role${KEY.enter}`);
    await run(`ec2 copy-snapshot --source-region us-east-1 --source-snapshot-id ${snapshot} --encrypted`);
    await open.press(`t${KEY.enter}t${KEY.enter}t${KEY.enter}4`);
    const text = shown(open, 110).join('\n');
    expect(text).toMatch(/main us-east-1 +partner us-east-1/);
    expect(text).toMatch(/└─ share ─+→ snap-\w+ +visible/);
    expect(text).toMatch(/└ copy snap-\w+ .*error/);
    expect(text).toContain('Given key ID is not accessible');
    expect(text).toMatch(/DENIED +\w+/);
  });
});

describe('Envelope', () => {
  it('walks with Enter from nothing to a sealed file whose data key only KMS can open', async () => {
    const open = await openSession();
    await open.press(`c${KEY.esc}5`);
    expect(shown(open, 76).join('\n')).toContain('No data key yet.');
    await open.press(`${KEY.enter}${KEY.enter}`);
    expect(shown(open, 120).join('\n')).toMatch(
      /plaintext data key {2}([0-9a-f]{2} ){8}… {2}32 bytes {2}still in dk\.json/,
    );
    for (let n = 0; n < 6; n++) await open.press(`${KEY.enter}${KEY.enter}`);
    expect(shown(open, 120).join('\n')).toMatch(/plaintext data key {2}([0-9a-f]{2} ){8}… {2}32 bytes {2}dropped/);
    for (let n = 0; n < 6; n++) await open.press(`${KEY.enter}${KEY.enter}`);
    const text = shown(open, 120).join('\n');
    expect(text).toContain('context order=42');
    expect(text).toMatch(/big\.bin 2,100,000 bytes ─AES-GCM with the data key→ big\.sealed 2,100,\d+ bytes/);
    expect(text).toContain('encrypted here 2,100,000 bytes');
    expect(text).toMatch(/big\.sealed ─AES-GCM with the data key→ big\.bin\.again 2,100,000 bytes, in the clear again/);
    expect(text).not.toContain('Enter');
    expect(text).toMatch(/KMS calls 3 {3}sent to KMS \d{2,3} bytes/);
    expect(text).toContain('Decrypt gave the same data key');
  });
});

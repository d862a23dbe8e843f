import { describe, expect, it } from 'vitest';
import { keyLines } from '../../../tui/panels/key-lines.ts';
import { glyphsFor } from '../../../tui/text/glyphs.ts';
import { textOf } from '../../../tui/text/line.ts';
import { KEY, openSession } from '../helpers/open-session.ts';

/** A key of the main account, and a refusal of the partner's administrator to encrypt under it. */
const REFUSED = `c${KEY.esc}apartner${KEY.enter}e`;

describe('why, in the terminal lab', () => {
  it('asks what its fix would do to everybody when it is opened, and not before', async () => {
    const { session, press } = await openSession();
    await press(REFUSED);
    expect(session.model().result).toMatchObject({ type: 'run', why: { verdict: 'denied' } });
    await press('w');
    const [overlay] = session.model().overlays;
    if (overlay?.type !== 'why') throw new Error('Why is not open');
    expect(overlay.gains.map((gains) => gains?.gained.map(({ label }) => label))).toEqual([['partner/role/admin']]);
  });

  it('gives AWS’s exact message away, and the policy as it would be', async () => {
    const { press, asked } = await openSession();
    await press(`${REFUSED}w`);
    await press('ym');
    await press('yp');
    const [message, policy] = asked.copied;
    expect(message).toMatch(
      /^AccessDeniedException: User: arn:aws:sts::444455556666:assumed-role\/admin\/kmslab is not/,
    );
    expect(JSON.parse(policy ?? '').Statement).toHaveLength(2);
    await press(`${KEY.esc}${KEY.esc}`);
    await press('yp');
    expect(asked.copied).toHaveLength(2);
  });
});

describe('the policy of a key, in the terminal lab', () => {
  it('says below who may use it', async () => {
    const { session, press } = await openSession();
    await press(`c${KEY.esc}`);
    expect(session.model().data?.who).toBeNull();
    await press(']');
    const model = session.model();
    expect(model.data?.who?.key.keyArn).toBe(model.selectedKey);
    const lines = keyLines(model, 60, glyphsFor(false)).map(textOf);
    expect(lines.some((line) => line.startsWith('who may use key/'))).toBe(true);
    expect(lines.find((line) => line.startsWith('main/role/admin'))).toBeDefined();
    await press(']');
    expect(session.model().tab).toBe('Crypto');
  });
});

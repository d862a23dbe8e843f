import { describe, expect, it } from 'vitest';
import { nextStep } from '../../../tui/lab/next-step.ts';
import { quickActions } from '../../../tui/lab/quick-actions.ts';
import { keyLines } from '../../../tui/panels/key-lines.ts';
import { glyphsFor } from '../../../tui/text/glyphs.ts';
import { textOf } from '../../../tui/text/line.ts';
import { KEY, type OpenSession, openSession } from '../helpers/open-session.ts';

const HERE = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' };

/** A session with one key, made by typing the line. */
async function sessionWith(createKey: string): Promise<OpenSession> {
  const opened = await openSession({ columns: 100, rows: 30 });
  await opened.press(`:kms create-key ${createKey}${KEY.enter}`);
  await opened.press(KEY.esc);
  return opened;
}

/** What the key panel offers: letter and label. */
function offered({ session }: OpenSession, here = HERE): readonly string[] {
  const model = session.model();
  const key = model.data?.key;
  if (key == null) throw new Error('no key is selected');
  return quickActions(key, here, model.made[key.keyArn] ?? null).map(({ key: letter, label }) => `${letter} ${label}`);
}

describe('what a key is offered for', () => {
  it.each([
    ['', ['e encrypt', 'o disable', 'r rotate now', 'm rotate yearly'], 'encrypt'],
    ['--key-spec RSA_2048 --key-usage ENCRYPT_DECRYPT', ['e encrypt', 'p public key', 'o disable'], 'encrypt'],
    ['--key-spec ECC_NIST_P256 --key-usage SIGN_VERIFY', ['s sign', 'p public key', 'o disable'], 'sign'],
    ['--key-spec ML_DSA_44 --key-usage SIGN_VERIFY', ['s sign', 'p public key', 'o disable'], 'sign'],
    ['--key-spec HMAC_256 --key-usage GENERATE_VERIFY_MAC', ['s make a MAC', 'o disable'], 'MAC'],
    [
      '--key-spec ML_KEM_768 --key-usage ENCAPSULATE_DECAPSULATE',
      ['e encapsulate', 'p public key', 'o disable'],
      'secret',
    ],
  ])('create-key %s: %j, and the same is tried next', async (createKey, actions, tries) => {
    const opened = await sessionWith(createKey);
    expect(offered(opened)).toEqual([...actions, 'x schedule deletion', 'l name it']);
    expect(nextStep(opened.session.model())?.says).toContain(tries);
  });

  it('changes of its state are offered to its own account alone', async () => {
    const opened = await sessionWith('');
    expect(offered(opened, { ...HERE, as: 'arn:aws:iam::444455556666:role/admin' })).toEqual(['e encrypt']);
    expect(offered(opened, { ...HERE, region: 'eu-west-2' })).toContain('o disable');
  });

  it.each([
    ['--key-spec RSA_2048 --key-usage ENCRYPT_DECRYPT', 'ed'],
    ['--key-spec RSA_2048 --key-usage SIGN_VERIFY', 'sv'],
    ['--key-spec ECC_NIST_EDWARDS25519 --key-usage SIGN_VERIFY', 'sv'],
    ['--key-spec ML_DSA_44 --key-usage SIGN_VERIFY', 'sv'],
    ['--key-spec HMAC_512 --key-usage GENERATE_VERIFY_MAC', 'sv'],
    ['--key-spec ML_KEM_512 --key-usage ENCAPSULATE_DECAPSULATE', 'ed'],
  ])('create-key %s: the letters %s use it, then open or check what it made', async (createKey, letters) => {
    const { session, press } = await sessionWith(createKey);
    for (const letter of letters) {
      expect(nextStep(session.model())?.key).toBe(letter);
      await press(`${letter}`);
      expect(session.model().result).toMatchObject({ type: 'run', run: { exitCode: 0 } });
      await press(KEY.esc);
    }
    expect(nextStep(session.model())?.key).toBe('o');
  });

  it('the chart of a key that is not rotated has no rotation in it', async () => {
    const { session } = await sessionWith('--key-spec RSA_2048 --key-usage SIGN_VERIFY');
    expect(session.model().data?.key?.chart.regions.map(({ name }) => name)).toEqual(['lifecycle']);
  });

  it('imported material waits until there is another to rotate in, and is never rotated by itself', async () => {
    const opened = await sessionWith('--origin EXTERNAL');
    expect(offered(opened).filter((action) => /rotat/.test(action))).toEqual([]);
    const { rotation, chart } = opened.session.model().data?.key ?? {};
    expect(rotation?.kinds).toEqual({ automatic: false, onDemand: true });
    expect(chart?.regions.map(({ name }) => name)).toContain('onDemandRotation');
  });
});

it('a key that AWS manages is not offered to be disabled, rotated or deleted', async () => {
  const opened = await openSession({ columns: 100, rows: 30 });
  await opened.press(`:kms describe-key --key-id alias/aws/ebs${KEY.enter}`);
  await opened.press(KEY.esc);
  expect(opened.session.model().data?.key?.keyManager).toBe('AWS');
  expect(offered(opened)).toEqual(['e encrypt']);
});

it('the panel of a key says who has a grant, and of the many the first three', async () => {
  const { session, press } = await sessionWith('');
  const keyId = session.model().data?.key?.keyId;
  for (let n = 0; n < 4; n++) {
    await press(
      `:kms create-grant --key-id ${keyId} --grantee-principal arn:aws:iam::444455556666:role/admin --operations Decrypt --name g${n}${KEY.enter}`,
    );
    await press(KEY.esc);
  }
  const text = keyLines(session.model(), 60, glyphsFor(true)).map(textOf).join('\n');
  expect(text).toMatch(/grants {4}partner\/role\/admin: Decrypt\n/);
  expect(text.match(/partner\/role\/admin: Decrypt/g)).toHaveLength(3);
  expect(text).toContain('and 1 more: aws kms list-grants');
});

it('a signature of another message is not offered to be verified with ours', async () => {
  const opened = await sessionWith('--key-spec ECC_NIST_P256 --key-usage SIGN_VERIFY');
  const { session, press } = opened;
  const keyId = session.model().data?.key?.keyId;
  await press(`:kms sign --key-id ${keyId} --message AAAA --signing-algorithm ECDSA_SHA_256${KEY.enter}`);
  expect(session.model().result).toMatchObject({ type: 'run', run: { exitCode: 0 } });
  expect(offered(opened)).not.toContain('v verify');
});

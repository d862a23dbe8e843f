import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, arnOf, labWith, OTHER, OTHER_ADMIN, OWN, type TestLab, trusting } from '../../helpers/lab-with.ts';

const BYTES = Uint8Array.of(1);
/** The operations of the other kinds of keys, each with a kind that it takes, an input, and a kind that it doesn't take. */
const ROWS = [
  ['Sign', 'P256', { Message: BYTES, SigningAlgorithm: 'ECDSA_SHA_256' }, 'HMAC'],
  ['Verify', 'P256', { Message: BYTES, SigningAlgorithm: 'ECDSA_SHA_256' }, 'ECDH'],
  ['GenerateMac', 'HMAC', { Message: BYTES, MacAlgorithm: 'HMAC_SHA_256' }, 'P256'],
  ['VerifyMac', 'HMAC', { Message: BYTES, MacAlgorithm: 'HMAC_SHA_256' }, 'SYMMETRIC'],
  ['DeriveSharedSecret', 'ECDH', { KeyAgreementAlgorithm: 'ECDH' }, 'P256'],
  ['Encapsulate', 'KEM', { EncapsulationAlgorithm: 'ML_KEM' }, 'ECDH'],
  ['Decapsulate', 'KEM', { EncapsulationAlgorithm: 'ML_KEM' }, 'P256'],
  ['GenerateDataKeyPair', 'SYMMETRIC', { KeyPairSpec: 'ECC_NIST_P256' }, 'P256'],
  ['GenerateDataKeyPairWithoutPlaintext', 'SYMMETRIC', { KeyPairSpec: 'ECC_NIST_P256' }, 'KEM'],
] as const;
const WITH_PUBLIC = [...ROWS, ['GetPublicKey', 'P256', {}, null]] as const;

const SPECS = {
  SYMMETRIC: {},
  P256: { keySpec: 'ECC_NIST_P256', keyUsage: 'SIGN_VERIFY' },
  ECDH: { keySpec: 'ECC_NIST_P256', keyUsage: 'KEY_AGREEMENT' },
  HMAC: { keySpec: 'HMAC_256' },
  KEM: { keySpec: 'ML_KEM_512' },
} as const;
type Kind = keyof typeof SPECS;
const KINDS = Object.keys(SPECS) as Kind[];
const PLACES = ['own', 'disabled', 'pending', 'foreign'] as const;
const idOf = (kind: Kind, place: (typeof PLACES)[number]) =>
  `${KINDS.indexOf(kind)}${PLACES.indexOf(place)}000000-aaaa-4aaa-8aaa-aaaaaaaaaaaa`;

let test: TestLab;
const made: Record<string, Record<string, unknown>> = {};
beforeAll(async () => {
  const policy = JSON.parse(trusting(OTHER, OWN)) as Record<string, unknown>;
  test = await labWith({
    keys: KINDS.flatMap((kind) =>
      PLACES.map((place) => ({
        ...SPECS[kind],
        id: idOf(kind, place),
        account: place === 'foreign' ? 'partner' : 'main',
        region: 'us-east-1',
        alias: `alias/${kind}-${place}`,
        policy,
      })),
    ),
  });
  for (const kind of KINDS) {
    await test.ok('DisableKey', { KeyId: idOf(kind, 'disabled') });
    await test.ok('ScheduleKeyDeletion', { KeyId: idOf(kind, 'pending') });
  }
  // What some of them need: a signature, a MAC, a peer's public key and a ciphertext, all valid.
  for (const place of ['own', 'foreign'] as const) {
    const at = (kind: Kind) => arnOf(idOf(kind, place), { accountId: place === 'own' ? OWN : OTHER });
    const caller = place === 'own' ? ADMIN : OTHER_ADMIN;
    const [{ Signature }, { Mac }, { PublicKey }, { SharedSecretCiphertextBlob }] = [
      await test.ok('Sign', { KeyId: at('P256'), ...ROWS[0][2] }, caller),
      await test.ok('GenerateMac', { KeyId: at('HMAC'), ...ROWS[2][2] }, caller),
      await test.ok('GetPublicKey', { KeyId: at('ECDH') }, caller),
      await test.ok('Encapsulate', { KeyId: at('KEM'), EncapsulationAlgorithm: 'ML_KEM' }, caller),
    ];
    made[place] = {
      Verify: { Signature },
      VerifyMac: { Mac },
      DeriveSharedSecret: { PublicKey },
      Decapsulate: { SharedSecretCiphertextBlob },
    };
  }
});
const more = (operation: string, place: 'own' | 'foreign' = 'own') => made[place]?.[operation] ?? {};

describe('a key of another kind', () => {
  it.each(ROWS)('%s takes a key for %s, and one of usage for %s not', async (operation, _, input, wrong) => {
    const KeyId = idOf(wrong, 'own');
    const usage = ((await test.ok('DescribeKey', { KeyId })).KeyMetadata as { KeyUsage: string }).KeyUsage;
    expect(await test.refusal(operation, { KeyId, ...input, ...more(operation) })).toEqual([
      'InvalidKeyUsageException',
      `${arnOf(KeyId)} key usage is ${usage} which is not valid for ${operation}.`,
    ]);
  });
});

describe('a key in the wrong state', () => {
  it.each(WITH_PUBLIC)('%s is refused to one that is disabled or pending deletion', async (operation, kind, input) => {
    const [disabled, pending] = [idOf(kind, 'disabled'), idOf(kind, 'pending')];
    const refusal = (KeyId: string) => test.refusal(operation, { KeyId, ...input, ...more(operation) });
    expect(await refusal(disabled)).toEqual(['DisabledException', `${arnOf(disabled)} is disabled.`]);
    expect(await refusal(pending)).toEqual(['KMSInvalidStateException', `${arnOf(pending)} is pending deletion.`]);
  });
});

describe('the forms of a key identifier', () => {
  it.each(WITH_PUBLIC)(
    '%s takes id, ARN, alias name and alias ARN, and answers with the ARN',
    async (operation, kind, input) => {
      const id = idOf(kind, 'own');
      const alias = `alias/${kind}-own`;
      for (const KeyId of [id, arnOf(id), alias, `arn:aws:kms:us-east-1:${OWN}:${alias}`]) {
        expect(await test.ok(operation, { KeyId, ...input, ...more(operation) })).toMatchObject({ KeyId: arnOf(id) });
      }
    },
  );

  it.each(WITH_PUBLIC)(
    '%s is one that AWS allows on another account’s key, and both accounts log it',
    async (operation, kind, input) => {
      const KeyId = arnOf(idOf(kind, 'foreign'), { accountId: OTHER });
      const { reply, records } = await test.call(operation, { KeyId, ...input, ...more(operation, 'foreign') });
      expect(reply.ok).toBe(true);
      expect(records.map(({ recipientAccountId }) => recipientAccountId)).toEqual([OWN, OTHER]);
    },
  );

  it.each(WITH_PUBLIC)('%s is denied where the key policy trusts nobody', async (operation, kind, input) => {
    const KeyId = await test.key(toInput(kind), OTHER_ADMIN);
    const named = arnOf(KeyId, { accountId: OTHER });
    const { reply, records } = await test.call(operation, { KeyId: named, ...input, ...more(operation) });
    expect(reply).toMatchObject({ ok: false, error: { name: 'AccessDeniedException' } });
    expect(records).toMatchObject([{ errorCode: 'AccessDenied', requestParameters: null, recipientAccountId: OWN }]);
  });
});

describe('what CloudTrail says', () => {
  it.each(WITH_PUBLIC)(
    '%s is read-only, shows key and algorithm, and nothing secret',
    async (operation, kind, input) => {
      const KeyId = idOf(kind, 'own');
      const { records } = await test.call(operation, { KeyId, ...input, ...more(operation) });
      const { Message: _, ...said } = input as Record<string, unknown>;
      const logged = Object.entries(said).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]);
      const isSigning = operation === 'Sign' || operation === 'Verify';
      expect(records).toMatchObject([{ eventName: operation, readOnly: true, responseElements: null }]);
      expect(records[0]?.requestParameters).toEqual({
        keyId: KeyId,
        ...Object.fromEntries(logged),
        ...(isSigning ? { messageType: 'RAW' } : {}),
      });
      expect(records[0]?.resources).toEqual([{ accountId: OWN, type: 'AWS::KMS::Key', ARN: arnOf(KeyId) }]);
    },
  );
});

function toInput(kind: Kind): Record<string, string> {
  const { keySpec, keyUsage } = SPECS[kind] as { keySpec?: string; keyUsage?: string };
  const only = { HMAC: 'GENERATE_VERIFY_MAC', KEM: 'ENCAPSULATE_DECAPSULATE' } as Partial<Record<Kind, string>>;
  const usage = keyUsage ?? only[kind];
  return {
    ...(keySpec === undefined ? {} : { KeySpec: keySpec }),
    ...(usage === undefined ? {} : { KeyUsage: usage }),
  };
}

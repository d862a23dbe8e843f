import { defaultKeyPolicy } from '../access/default-policies.ts';
import { type AccountId, aliasArn, isKeyId, keyArn } from '../cloud/arn.ts';
import { partitionOf } from '../cloud/regions.ts';
import { factsOf, type KeySpec } from '../crypto/key-specs.ts';
import type { KeyEvent } from '../keys/key-event.ts';
import type { KeyIdentity, KeyRecord, KeyUsage } from '../keys/key-record.ts';
import { sharedProperties } from '../keys/key-snapshot.ts';
import type { Bytes } from '../ports.ts';
import type { Engine } from './engine.ts';
import { LabError } from './lab-error.ts';
import { resolveRegion } from './resolve-request.ts';
import { checkPolicy, documentText, type PolicySpec } from './world-policies.ts';

/** A key that is there from the start, with a fixed id, and a fixed material where a test needs one. */
export interface KeySpecification {
  /** The account's name. */
  readonly account: string;
  readonly region: string;
  /** `mrk-…` for a multi-Region key: the first of an id is the primary key, the others are its replicas. */
  readonly id: string;
  readonly alias?: string;
  readonly description?: string;
  readonly policy?: PolicySpec;
  readonly tags?: Readonly<Record<string, string>>;
  /** SYMMETRIC_DEFAULT when absent. */
  readonly keySpec?: KeySpec;
  /** The spec's only usage when absent. */
  readonly keyUsage?: KeyUsage;
  /** AWS_KMS when absent. A key of origin EXTERNAL waits for its material unless it is given. */
  readonly origin?: 'AWS_KMS' | 'EXTERNAL';
  /**
   * The bytes of a symmetric or HMAC key, or a private key in PKCS #8 DER. For tests only: a key of a lab should have
   * random material. Replicas have that of their primary key.
   */
  readonly material?: Bytes;
}

/** Makes a key of a world that starts. @throws {LabError} that names what is wrong with its specification */
export async function makeKey(
  engine: Engine,
  spec: KeySpecification,
  accounts: ReadonlyMap<string, AccountId>,
  files: Readonly<Record<string, Bytes>>,
): Promise<void> {
  const accountId = accounts.get(spec.account);
  if (accountId === undefined) throw new LabError(`key ${spec.id}: this world has no account '${spec.account}'`);
  if (!isKeyId(spec.id)) throw new LabError(`key ${spec.id}: expected a UUID in lower case, or mrk- and 32 digits`);
  const region = resolveRegion(spec.region);
  const arn = keyArn(region, accountId, spec.id);
  if (engine.world.keys.has(arn)) throw new LabError(`key ${spec.id}: ${arn} is there already`);
  const at = engine.world.now;
  const key: KeyIdentity = {
    arn,
    keyId: spec.id,
    accountId,
    region,
    ...kindOf(spec),
    origin: spec.origin ?? 'AWS_KMS',
    multiRegion: spec.id.startsWith('mrk-'),
    keyManager: 'CUSTOMER',
    creationDate: at,
  };
  const primary = engine.world.keysOfId(accountId, spec.id).find(({ machine }) => !machine.context.isReplica);
  if (primary !== undefined && (primary.keySpec !== key.keySpec || primary.origin !== key.origin)) {
    throw new LabError(`key ${spec.id}: expected spec and origin of its primary key in ${primary.region}`);
  }
  const policy =
    spec.policy === undefined
      ? defaultKeyPolicy(accountId, partitionOf(region))
      : documentText(spec.policy, `key ${spec.id}`, files);
  checkPolicy(policy, 'key', accountId, `key ${spec.id}`);
  await checkMaterial(engine, key, spec.material);
  const tags = Object.entries(spec.tags ?? {}).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  const events = await eventsOf(engine, key, primary, spec.material);
  engine.commit([
    {
      type: 'keyCreated',
      key,
      description: spec.description ?? '',
      policy,
      ...(primary === undefined ? {} : { replicaDoneDate: at }),
    },
    ...events.map((event) => ({ type: 'keyChanged', keyArn: arn, event }) as const),
    ...(tags.length === 0 ? [] : [{ type: 'keyTagged', keyArn: arn, tags } as const]),
    ...(spec.alias === undefined
      ? []
      : [{ type: 'aliasPut', aliasArn: aliasArn(region, accountId, spec.alias), keyArn: arn } as const]),
  ]);
}

/** What happens to a new key until it is as it was asked for. */
async function eventsOf(
  { vault, world }: Engine,
  key: KeyIdentity,
  primary: KeyRecord | undefined,
  given: Bytes | undefined,
): Promise<readonly KeyEvent[]> {
  const at = world.now;
  const made: KeyEvent[] = [];
  if (primary !== undefined) {
    const shared = sharedProperties(primary.machine);
    for (const { keyMaterialId } of key.origin === 'AWS_KMS' ? shared.materials : []) {
      await vault.copyMaterial({ key: primary, keyMaterialId }, key);
    }
    made.push({ type: 'PrimaryPropertiesCopied', shared });
  } else if (key.origin === 'EXTERNAL') {
    made.push({ type: 'KeyMaterialAwaited' });
  } else {
    made.push({ type: 'KeyMaterialCreated', keyMaterialId: await vault.createMaterial(key, given), at });
  }
  if (key.origin === 'EXTERNAL' && given !== undefined) {
    const keyMaterialId = await vault.createMaterial(key, given);
    made.push({ type: 'ImportKeyMaterial', keyMaterialId, at, validTo: null, description: null });
  }
  return made;
}

/** @throws {LabError} for bytes that are no material of the key's spec */
async function checkMaterial({ vault }: Engine, key: KeyIdentity, material: Bytes | undefined): Promise<void> {
  if (material === undefined || (await vault.accepts(key, material)) !== null) return;
  const { materialBytes } = factsOf(key.keySpec);
  const expected = materialBytes === null ? 'a private key in PKCS #8 DER' : `${materialBytes} bytes`;
  throw new LabError(`key ${key.keyId}: expected a material of ${key.keySpec}, ${expected}`);
}

/** @throws {LabError} when spec and usage don't go together, or several usages do. */
function kindOf({
  id,
  keySpec = 'SYMMETRIC_DEFAULT',
  keyUsage,
}: KeySpecification): Pick<KeyIdentity, 'keySpec' | 'keyUsage'> {
  const usages = Object.keys(factsOf(keySpec).usages) as readonly KeyUsage[];
  const usage = keyUsage ?? (usages.length === 1 ? usages[0] : undefined);
  if (usage === undefined || !usages.includes(usage)) {
    throw new LabError(`key ${id}: expected a usage of ${keySpec} (${usages.join(', ')}), got ${keyUsage ?? 'none'}`);
  }
  return { keySpec, keyUsage: usage };
}

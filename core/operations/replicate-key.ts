import { defaultKeyPolicy } from '../access/default-policies.ts';
import { formatPolicy } from '../access/policy.ts';
import { recordReplicaCreation } from '../audit/replica-event.ts';
import { keyArn } from '../cloud/arn.ts';
import { parseRegion, partitionOf, type Region } from '../cloud/regions.ts';
import { ValidationException } from '../errors/common-errors.ts';
import { AlreadyExistsException } from '../errors/kms-errors.ts';
import type { KeyIdentity } from '../keys/key-record.ts';
import { newKey } from '../keys/key-snapshot.ts';
import { relatedKeys } from '../keys/multi-region.ts';
import { iamTarget, keyTarget } from './find-key.ts';
import { keyMetadata } from './key-metadata.ts';
import { acceptKeyPolicy } from './key-policies.ts';
import { checkKeyQuota } from './key-quota.ts';
import { Description, Flag, KeyId, Policy, RegionName, Tags } from './kms-shapes.ts';
import { loggedMetadata } from './logged-metadata.ts';
import { checkMultiRegionPrimary } from './multi-region-only.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';
import { checkTagQuota, checkTags, tagTargets } from './tags.ts';

/** How long a replica takes by the lab's clock. Ours: AWS says that it is short. */
const REPLICATION_MS = 5_000;

export const replicateKey = defineOperation({
  service: 'kms',
  name: 'ReplicateKey',
  summary: 'Makes a replica of a multi-Region primary key in another Region: same id, same key material.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html',
  input: structure(
    { KeyId, ReplicaRegion: RegionName },
    { Policy, BypassPolicyLockoutSafetyCheck: Flag, Description, Tags },
  ),
  readOnly: false,
  mutates: true,
  keyStates: ['Enabled'],
  record: {
    defaults: () => ({ description: '', bypassPolicyLockoutSafetyCheck: false }),
    responseElements: ({ ReplicaKeyMetadata, ReplicaPolicy, ReplicaTags }) => ({
      replicaKeyMetadata: loggedMetadata(ReplicaKeyMetadata as Readonly<Record<string, unknown>>),
      replicaPolicy: ReplicaPolicy,
      replicaTags: ReplicaTags,
    }),
  },
  find(input, scope) {
    const region = regionOf(input.ReplicaRegion);
    return [
      keyTarget(scope, input.KeyId, 'kms:ReplicateKey'),
      iamTarget(scope, 'kms:CreateKey'),
      ...tagTargets(scope, input.Tags, region),
    ];
  },
  check(input, scope) {
    const key = theKey(scope);
    checkMultiRegionPrimary(key);
    const region = regionOf(input.ReplicaRegion);
    if (partitionOf(region) !== partitionOf(key.region)) {
      throw new ValidationException(`The replica Region ${region} is in another AWS partition than the primary key.`);
    }
    const there = relatedKeys(scope.world, key).find((related) => related.region === region);
    if (there !== undefined) throw AlreadyExistsException.replica(there.arn, region);
    checkTags(input.Tags ?? []);
    checkTagQuota(scope.world, [], input.Tags ?? []);
    checkKeyQuota(scope.world, key.accountId, region, 1);
  },
  handle(input, scope) {
    const primary = theKey(scope);
    const { world, at } = scope;
    const region = regionOf(input.ReplicaRegion);
    const { accountId, keyId, keySpec, keyUsage, origin } = primary;
    const arn = keyArn(region, accountId, keyId);
    const key: KeyIdentity = {
      arn,
      keyId,
      accountId,
      region,
      keySpec,
      keyUsage,
      origin,
      multiRegion: true,
      keyManager: 'CUSTOMER',
      creationDate: at,
    };
    const text = input.Policy ?? defaultKeyPolicy(accountId, partitionOf(region));
    const bypassesLockoutCheck = input.BypassPolicyLockoutSafetyCheck === true;
    const policy = acceptKeyPolicy(text, { key, bypassesLockoutCheck }, scope);
    const description = input.Description ?? '';
    const tags = input.Tags ?? [];
    const replicaDoneDate = at + REPLICATION_MS;
    const machine = newKey({ ...key, replicaDoneDate });
    const metadata = keyMetadata({ ...key, description, policy, tags, machine, lastUsage: null }, world);
    return {
      output: {
        ReplicaKeyMetadata: metadata,
        ReplicaPolicy: formatPolicy(policy, partitionOf(region)),
        ReplicaTags: tags,
      },
      facts: [
        { type: 'keyCreated', key, description, policy: text, replicaDoneDate },
        ...(tags.length === 0 ? [] : [{ type: 'keyTagged', keyArn: arn, tags } as const]),
        recordReplicaCreation(key, metadata, scope),
      ],
    };
  },
});

/** @throws {ValidationException} for a Region that AWS hasn't got. */
function regionOf(text: string): Region {
  const region = parseRegion(text);
  if (region === null) throw new ValidationException(`The Region '${text}' is not valid.`);
  return region;
}

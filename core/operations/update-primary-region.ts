import { ValidationException } from '../errors/common-errors.ts';
import { KMSInvalidStateException, NotFoundException } from '../errors/kms-errors.ts';
import { type KeyRecord, keyStateOf } from '../keys/key-record.ts';
import { relatedKeys } from '../keys/multi-region.ts';
import type { World } from '../lab/world.ts';
import { keyTarget } from './find-key.ts';
import { KeyId, RegionName } from './kms-shapes.ts';
import { checkMultiRegionPrimary } from './multi-region-only.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

/** How long both keys are Updating by the lab's clock. Ours: AWS says that it is short. */
const UPDATE_MS = 10_000;

export const updatePrimaryRegion = defineOperation({
  service: 'kms',
  name: 'UpdatePrimaryRegion',
  summary: 'Makes a replica the primary key of its set; the primary key becomes a replica.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdatePrimaryRegion.html',
  input: structure({ KeyId, PrimaryRegion: RegionName }, {}),
  readOnly: false,
  mutates: true,
  keyStates: ['Enabled', 'Updating'],
  find(input, scope) {
    const target = keyTarget(scope, input.KeyId, 'kms:UpdatePrimaryRegion');
    const replica = target.key === null ? undefined : keyIn(scope.world, target.key, input.PrimaryRegion);
    if (replica === undefined || replica === target.key) return [target];
    // Permission is asked on both keys. Source: KMS API Reference, UpdatePrimaryRegion, "Required permissions".
    return [
      target,
      {
        ...target,
        resourceArn: replica.arn,
        key: replica,
        found: { given: replica.arn, keyArn: replica.arn, alias: null },
      },
    ];
  },
  check(input, { world, targets }) {
    const key = theKey({ targets });
    checkMultiRegionPrimary(key);
    if (input.PrimaryRegion === key.region) {
      throw new ValidationException(`${key.region} is the primary Region of ${key.arn} already.`);
    }
    const replica = keyIn(world, key, input.PrimaryRegion);
    if (replica === undefined) {
      throw new NotFoundException(`${key.arn} has no replica in ${input.PrimaryRegion}.`, 'no-such-replica');
    }
    // An update that is under way takes the same request again, and no other.
    if (keyStateOf(key) !== keyStateOf(replica)) {
      throw new KMSInvalidStateException(`${key.arn} is updating.`, 'key-updating', key.arn);
    }
  },
  handle(input, scope) {
    const key = theKey(scope);
    const replica = keyIn(scope.world, key, input.PrimaryRegion);
    if (replica === undefined) throw new Error(`${key.arn} lost its replica in ${input.PrimaryRegion}`);
    const started = { type: 'PrimaryRegionUpdateStarted', completionDate: scope.at + UPDATE_MS } as const;
    return {
      output: {},
      facts: [
        { type: 'keyChanged', keyArn: key.arn, event: { ...started, becomesReplica: true } },
        { type: 'keyChanged', keyArn: replica.arn, event: { ...started, becomesReplica: false } },
      ],
    };
  },
});

function keyIn(world: World, key: KeyRecord, region: string): KeyRecord | undefined {
  return relatedKeys(world, key).find((related) => related.region === region);
}

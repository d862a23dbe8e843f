import { formatPolicy } from '../../access/policy.ts';
import { keyChart } from '../../charts/chart-of.ts';
import { partitionOf } from '../../cloud/regions.ts';
import { algorithmsOf } from '../../crypto/key-specs.ts';
import { storeOf } from '../../key-stores/backing-key.ts';
import type { KeyRecord } from '../../keys/key-record.ts';
import { relatedKeys } from '../../keys/multi-region.ts';
import { rotationKindsOf } from '../../keys/rotation-kinds.ts';
import type { World } from '../world.ts';
import type { KeyView } from '../world-shapes.ts';
import { keyStoreView } from './key-store-view.ts';
import { keySummary } from './world-view.ts';

/** Everything that may be known of one key; null when there is none of that ARN. */
export function keyView(world: World, keyArn: string): KeyView | null {
  const key = world.key(keyArn);
  if (key === undefined) return null;
  const { context, value } = key.machine;
  const kinds = rotationKindsOf(key);
  const current = context.materials.at(-1);
  return {
    ...keySummary(world, key),
    creationDate: key.creationDate,
    aliases: (world.aliasesOfKey.get(key.arn) ?? []).map((arn) => arn.slice(arn.indexOf('alias/'))),
    policy: formatPolicy(key.policy, partitionOf(key.region), (arn) => world.idOf(arn)),
    origin: key.origin,
    tags: key.tags,
    deletionDate: context.deletionDate,
    algorithms: algorithmsOf(key.keySpec, key.keyUsage),
    rotation: {
      kinds,
      isEnabled: value.automaticRotation === 'On',
      periodInDays: context.rotationPeriodInDays,
      nextRotationDate: context.nextRotationDate,
      onDemandCount: context.onDemandCount,
      onDemandStartDate: context.onDemandStartDate,
    },
    materials: context.materials.map((material) => ({
      keyMaterialId: material.keyMaterialId,
      isCurrent: material === current,
      since: material.since,
      rotationType: material.rotationType,
      imported:
        material.imported === undefined
          ? null
          : { isPresent: material.imported.isPresent, validTo: material.imported.validTo },
    })),
    pendingMaterialId: context.pendingMaterial?.keyMaterialId ?? null,
    multiRegion: key.multiRegion
      ? { isReplica: context.isReplica, related: relatedKeys(world, key).map(({ arn }) => arn) }
      : null,
    grants: (world.grants.get(key.arn) ?? []).map(({ grantId, granteePrincipal, operations }) => ({
      grantId,
      granteePrincipal,
      operations,
    })),
    lastUsed: key.lastUsage === null ? null : { operation: key.lastUsage.operation, at: key.lastUsage.at },
    keyStore: keyStoreOf(world, key),
    chart: keyChart(key.machine, { rotates: kinds, keyManager: key.keyManager }),
  };
}

function keyStoreOf(world: World, { backing }: KeyRecord): KeyView['keyStore'] {
  if (backing === undefined) return null;
  const xksKeyId = backing.type === 'EXTERNAL_KEY_STORE' ? backing.xksKeyId : null;
  return { ...keyStoreView(storeOf(world, backing)), xksKeyId };
}

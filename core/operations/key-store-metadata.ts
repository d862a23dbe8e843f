import { storeOf } from '../key-stores/backing-key.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import type { World } from '../lab/world.ts';

/** What KeyMetadata says beside the rest of a key in a custom key store. Source: KMS API Reference, KeyMetadata. */
export function keyStoreMetadata({ backing }: KeyRecord, world: World): Readonly<Record<string, unknown>> {
  if (backing === undefined) return {};
  const { settings, customKeyStoreId } = storeOf(world, backing);
  return {
    CustomKeyStoreId: customKeyStoreId,
    ...(settings.type === 'AWS_CLOUDHSM' ? { CloudHsmClusterId: settings.clusterId } : {}),
    ...(backing.type === 'EXTERNAL_KEY_STORE' ? { XksKeyConfiguration: { Id: backing.xksKeyId } } : {}),
  };
}

import type { Safe } from '../crypto/safe.ts';
import { KMSInvalidStateException } from '../errors/kms-errors.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import type { World } from '../lab/world.ts';
import { askProxy } from './ask-proxy.ts';
import { storeOf } from './backing-key.ts';
import type { KeyBacking } from './key-store.ts';
import { type ExternalKeyFailure, type ProxyFailure, xksFailure } from './xks-failure.ts';
import { type ExternalKey, externalKeyIn, type XksProxy } from './xks-proxy.ts';

type External = Extract<KeyBacking, { type: 'EXTERNAL_KEY_STORE' }>;

/**
 * The external key behind a KMS key, when the proxy lets KMS use it so.
 * @throws {KMSInvalidStateException} for every trouble on the way, as AWS does; the message tells which.
 * Source: KMS Developer Guide, "Troubleshooting external key stores", "Cryptographic operation errors for the external
 * key".
 */
export async function externalKey(
  scope: { readonly world: World; readonly safe: Safe },
  { arn }: Pick<KeyRecord, 'arn'>,
  backing: External,
  use: 'ENCRYPT' | 'DECRYPT',
): Promise<{ readonly key: ExternalKey; readonly proxy: XksProxy }> {
  const { settings } = storeOf(scope.world, backing);
  if (settings.type !== 'EXTERNAL_KEY_STORE') throw new Error(`${arn} is not in an external key store`);
  const answer = await askProxy(scope.world, scope.safe, settings);
  if (!answer.ok) throw xksRefusal(arn, answer.failure);
  if (answer.proxy.state === 'UNSUPPORTING') throw xksRefusal(arn, 'unsupported');
  const key = externalKeyIn(answer.proxy, backing.xksKeyId);
  if (key === undefined) throw xksRefusal(arn, 'keyNotFound');
  if (key.status !== 'ENABLED') throw xksRefusal(arn, 'keyDisabled');
  if (!key.usage.includes(use)) throw xksRefusal(arn, 'keyUnfit');
  return { key, proxy: answer.proxy };
}

/** The one error of cryptographic operations for every trouble with an external key store. */
export function xksRefusal(arn: string, failure: ProxyFailure | ExternalKeyFailure): KMSInvalidStateException {
  const { message, because } = xksFailure(failure);
  return new KMSInvalidStateException(message, because, arn);
}

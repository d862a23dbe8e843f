import { defaultKeyPolicy } from '../access/default-policies.ts';
import { keyArn } from '../cloud/arn.ts';
import { partitionOf } from '../cloud/regions.ts';
import { isKeyPairSpec, KEY_SPECS } from '../crypto/key-specs.ts';
import { UnsupportedOperationException } from '../errors/kms-errors.ts';
import type { KeyEvent } from '../keys/key-event.ts';
import { KEY_USAGES, type KeyIdentity, ORIGINS } from '../keys/key-record.ts';
import { applyKeyEvent, newKey } from '../keys/key-snapshot.ts';
import { checkStoreMembers, placeInStore } from './create-key-in-store.ts';
import { iamTarget } from './find-key.ts';
import { chooseKeyKind } from './key-kind.ts';
import { keyMetadata } from './key-metadata.ts';
import { acceptKeyPolicy } from './key-policies.ts';
import { checkKeyQuota } from './key-quota.ts';
import { CustomKeyStoreId, XksKeyId } from './key-store-shapes.ts';
import { Description, Flag, Policy, Tags } from './kms-shapes.ts';
import { loggedMetadata } from './logged-metadata.ts';
import { defineOperation } from './operation.ts';
import { oneOf, structure } from './shape.ts';
import { checkTagQuota, checkTags, tagTargets } from './tags.ts';

export const createKey = defineOperation({
  service: 'kms',
  name: 'CreateKey',
  summary: 'Makes a KMS key of your own in this account and Region.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html',
  input: structure(
    {},
    {
      Policy,
      Description,
      KeyUsage: oneOf(KEY_USAGES),
      CustomerMasterKeySpec: oneOf(KEY_SPECS),
      KeySpec: oneOf(KEY_SPECS),
      Origin: oneOf(ORIGINS),
      BypassPolicyLockoutSafetyCheck: Flag,
      Tags,
      MultiRegion: Flag,
      CustomKeyStoreId,
      XksKeyId,
    },
  ),
  readOnly: false,
  mutates: true,
  takesLong: ({ KeySpec, CustomerMasterKeySpec }) => isKeyPair(KeySpec ?? CustomerMasterKeySpec),
  record: {
    defaults: ({ KeySpec, CustomerMasterKeySpec = KeySpec ?? 'SYMMETRIC_DEFAULT' }) => ({
      description: '',
      origin: 'AWS_KMS',
      keySpec: CustomerMasterKeySpec,
      customerMasterKeySpec: CustomerMasterKeySpec,
      keyUsage: 'ENCRYPT_DECRYPT',
      bypassPolicyLockoutSafetyCheck: false,
      multiRegion: false,
    }),
    madeKey: ({ KeyMetadata }) => (KeyMetadata as { readonly Arn: string }).Arn,
    responseElements: ({ KeyMetadata }) => ({
      keyMetadata: loggedMetadata(KeyMetadata as Readonly<Record<string, unknown>>),
    }),
  },
  find: ({ Tags: tags }, scope) => [iamTarget(scope, 'kms:CreateKey'), ...tagTargets(scope, tags)],
  check(input, scope) {
    const { Tags: tags = [] } = input;
    checkStoreMembers(input);
    if (chooseKeyKind(input, scope.request.region).keySpec === 'SM2') throw later('SM2 keys');
    checkTags(tags);
    checkTagQuota(scope.world, [], tags);
    checkKeyQuota(scope.world, scope.request.accountId, scope.request.region, 1);
  },
  async handle(input, scope) {
    const { request, ids, at, vault } = scope;
    const { keySpec, keyUsage } = chooseKeyKind(input, request.region);
    const { Origin: origin = 'AWS_KMS', MultiRegion: multiRegion = false } = input;
    const keyId = multiRegion ? `mrk-${ids.hex(32)}` : ids.uuid();
    const arn = keyArn(request.region, request.accountId, keyId);
    const place = await placeInStore(input, scope);
    const key: KeyIdentity = {
      arn,
      keyId,
      accountId: request.accountId,
      region: request.region,
      keySpec,
      keyUsage,
      origin,
      multiRegion,
      keyManager: 'CUSTOMER',
      creationDate: at,
      ...(place === null ? {} : { backing: place.backing }),
    };
    const text = input.Policy ?? defaultKeyPolicy(request.accountId, partitionOf(request.region));
    const bypassesLockoutCheck = input.BypassPolicyLockoutSafetyCheck === true;
    const policy = acceptKeyPolicy(text, { key, bypassesLockoutCheck }, scope);
    const { backing } = key;
    const event: KeyEvent =
      origin === 'EXTERNAL'
        ? { type: 'KeyMaterialAwaited' }
        : {
            type: 'KeyMaterialCreated',
            keyMaterialId: backing?.type === 'AWS_CLOUDHSM' ? backing.backingKeyId : await vault.createMaterial(key),
            at,
          };
    const description = input.Description ?? '';
    const tags = input.Tags ?? [];
    const made = { ...key, description, policy, tags, machine: applyKeyEvent(newKey(key), event).key, lastUsage: null };
    return {
      output: { KeyMetadata: keyMetadata(made, scope.world) },
      facts: [
        ...(place?.facts ?? []),
        { type: 'keyCreated', key, description, policy: text },
        { type: 'keyChanged', keyArn: arn, event },
        ...(tags.length === 0 ? [] : [{ type: 'keyTagged', keyArn: arn, tags } as const]),
      ],
    };
  },
});

/** kmslab says openly what it can't do yet, in the shape of AWS's refusal. */
function later(what: string): UnsupportedOperationException {
  return new UnsupportedOperationException(`kmslab does not make ${what} yet.`, 'not-supported-yet');
}

/** Whether a key of that spec, which may be anything, is a pair. */
function isKeyPair(spec: unknown): boolean {
  return KEY_SPECS.some((known) => known === spec && isKeyPairSpec(known));
}

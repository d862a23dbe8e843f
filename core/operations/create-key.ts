import { defaultKeyPolicy } from '../access/default-policies.ts';
import { loggedDate } from '../audit/logged-date.ts';
import { keyArn } from '../cloud/arn.ts';
import { partitionOf } from '../cloud/regions.ts';
import { KEY_SPECS } from '../crypto/key-specs.ts';
import { UnsupportedOperationException } from '../errors/kms-errors.ts';
import { KEY_USAGES, type KeyIdentity, ORIGINS } from '../keys/key-record.ts';
import { applyKeyEvent, newKey } from '../keys/key-snapshot.ts';
import { checkStoreMembers, placeInStore } from './create-key-in-store.ts';
import { iamTarget } from './find-key.ts';
import { chooseKeyKind } from './key-kind.ts';
import { keyMetadata } from './key-metadata.ts';
import { acceptKeyPolicy } from './key-policies.ts';
import { keyStoreMetadata } from './key-store-metadata.ts';
import { CustomKeyStoreId, XksKeyId } from './key-store-shapes.ts';
import { Description, Flag, Policy, Tags } from './kms-shapes.ts';
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
  takesLong: true,
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
    responseElements: ({ KeyMetadata }) => ({ keyMetadata: loggedMetadata(KeyMetadata as Output) }),
  },
  find: ({ Tags: tags }, scope) => [iamTarget(scope, 'kms:CreateKey'), ...tagTargets(scope, tags)],
  check(input, scope) {
    const { Origin, MultiRegion, Tags: tags = [] } = input;
    checkStoreMembers(input);
    if (chooseKeyKind(input, scope.request.region).keySpec === 'SM2') throw later('SM2 keys');
    if (Origin === 'EXTERNAL') throw later(`keys of Origin ${Origin}`);
    if (MultiRegion === true) throw later('multi-Region keys');
    checkTags(tags);
    checkTagQuota([], tags);
  },
  async handle(input, scope) {
    const { request, ids, at, vault } = scope;
    const { keySpec, keyUsage } = chooseKeyKind(input, request.region);
    const keyId = ids.uuid();
    const arn = keyArn(request.region, request.accountId, keyId);
    const place = await placeInStore(input, scope);
    const key: KeyIdentity = {
      arn,
      keyId,
      accountId: request.accountId,
      region: request.region,
      keySpec,
      keyUsage,
      origin: input.Origin ?? 'AWS_KMS',
      multiRegion: false,
      keyManager: 'CUSTOMER',
      creationDate: at,
      ...(place === null ? {} : { backing: place.backing }),
    };
    const text = input.Policy ?? defaultKeyPolicy(request.accountId, partitionOf(request.region));
    const bypassesLockoutCheck = input.BypassPolicyLockoutSafetyCheck === true;
    const policy = acceptKeyPolicy(text, { key, bypassesLockoutCheck }, scope);
    const { backing } = key;
    const keyMaterialId = backing?.type === 'AWS_CLOUDHSM' ? backing.backingKeyId : await vault.createMaterial(key);
    const event = { type: 'KeyMaterialCreated', keyMaterialId, at } as const;
    const description = input.Description ?? '';
    const tags = input.Tags ?? [];
    const made = { ...key, description, policy, tags, machine: applyKeyEvent(newKey(key), event).key, lastUsage: null };
    return {
      output: { KeyMetadata: { ...keyMetadata(made), ...keyStoreMetadata(made, scope.world) } },
      facts: [
        ...(place?.facts ?? []),
        { type: 'keyCreated', key, description, policy: text },
        { type: 'keyChanged', keyArn: arn, event },
        ...(tags.length === 0 ? [] : [{ type: 'keyTagged', keyArn: arn, tags } as const]),
      ],
    };
  },
});

type Output = Readonly<Record<string, unknown>>;

/** KeyMetadata in CloudTrail's spelling: lower camel case, dates as text. Source: audit-and-cost.md section 1. */
function loggedMetadata(metadata: Output): Output {
  const lowered = Object.entries(metadata).map(([name, value]) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    value,
  ]);
  return { ...Object.fromEntries(lowered), creationDate: loggedDate(Number(metadata.CreationDate)) };
}

/** kmslab says openly what it can't do yet, in the shape of AWS's refusal. */
function later(what: string): UnsupportedOperationException {
  return new UnsupportedOperationException(`kmslab does not make ${what} yet.`, 'not-supported-yet');
}

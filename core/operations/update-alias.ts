import { isKeyPairSpec } from '../crypto/key-specs.ts';
import { ValidationException } from '../errors/common-errors.ts';
import { NotFoundException } from '../errors/kms-errors.ts';
import { type KeyRecord, keyStateOf } from '../keys/key-record.ts';
import { stateRefusal } from '../keys/state-refusal.ts';
import { checkAliasName, checkAliasQuota } from './aliases.ts';
import { iamTarget, keyTarget, ownAlias } from './find-key.ts';
import { AliasName, KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

/**
 * The new key must be symmetric, asymmetric or HMAC as the old one is, and have its usage.
 * @throws {ValidationException} Source: KMS API Reference, UpdateAlias.
 */
function checkSameClass(before: KeyRecord, key: KeyRecord): void {
  if (before.keyUsage === key.keyUsage && isKeyPairSpec(before.keySpec) === isKeyPairSpec(key.keySpec)) return;
  throw new ValidationException(
    `Alias cannot be changed from ${before.keySpec} with KeyUsage ${before.keyUsage} to ${key.keySpec} with KeyUsage ${key.keyUsage}`,
  );
}

export const updateAlias = defineOperation({
  service: 'kms',
  name: 'UpdateAlias',
  summary: 'Points an alias to another key; nothing is encrypted anew.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateAlias.html',
  input: structure({ AliasName, TargetKeyId: KeyId }, {}),
  readOnly: false,
  mutates: true,
  find(input, scope) {
    checkAliasName(input.AliasName);
    const arn = ownAlias(scope.request, input.AliasName);
    const alias = scope.world.aliases.get(arn);
    if (alias === undefined) throw new NotFoundException(`Alias ${arn} is not found.`, 'no-such-alias');
    return [
      keyTarget(scope, input.TargetKeyId, 'kms:UpdateAlias'),
      keyTarget(scope, alias.keyArn, 'kms:UpdateAlias'),
      iamTarget(scope, 'kms:UpdateAlias', arn),
    ];
  },
  // The old key may be pending deletion, the new one may not. Source: operations.md section 2, note 10.
  check(_, scope) {
    const key = theKey(scope);
    const state = keyStateOf(key);
    const before = scope.targets[1]?.key;
    if (before !== undefined && before !== null) checkSameClass(before, key);
    if (state === 'PendingDeletion' || state === 'PendingReplicaDeletion') throw stateRefusal(key.arn, state, false);
    if (scope.targets[1]?.key !== key) checkAliasQuota(scope.world, key.arn);
  },
  handle: (input, scope) => ({
    output: {},
    facts: [{ type: 'aliasPut', aliasArn: ownAlias(scope.request, input.AliasName), keyArn: theKey(scope).arn }],
  }),
});

import { describeTold } from './told.ts';

describeTold('life-of-principals.sh', {
  'get-caller-identity of ann': /user\/team\/ann/,
  'encrypt without any policy': /because no identity-based policy allows the kms:Encrypt action\nexit 254$/,
  'encrypt by an inline policy': /"CiphertextBlob"/,
  'disable-key by the group': 'exit 0',
  'encrypt within the boundary': /"CiphertextBlob"/,
  'disable-key beyond the boundary': /because no permissions boundary allows the kms:DisableKey action/,
  'encrypt denied by a tag': /with an explicit deny in an identity-based policy/,
  'encrypt with another tag': /"CiphertextBlob"/,
  'disable-key by the newer version': /because no identity-based policy allows/,
  'get-key-policy after the renaming': /user\/team\/anne/,
  'delete-user': 'exit 0',
  'schedule-key-deletion of a key that only ann could manage': /because no resource-based policy allows/,
});

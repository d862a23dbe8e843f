import { describeTold } from './told.ts';

describeTold('life-of-an-organization.sh', {
  'accept-handshake': '"ACCEPTED"\nexit 0',
  'list-accounts by a member': /AccessDeniedException/,
  'create-policy that is none': /MalformedPolicyDocumentException/,
  'create-key denied by an SCP of the unit above': /with an explicit deny in a service control policy\nexit 254$/,
  'create-key of the management account': '"Enabled"\nexit 0',
  'list-keys out of its reach': '2\nexit 0',
  'list-keys in its reach again': /with an explicit deny in a service control policy/,
  'detach-policy of the last': /ConstraintViolationException/,
  'create-key that no SCP allows': /because no service control policy allows the kms:CreateKey action/,
  'encrypt denied by an RCP': /with an explicit deny in a resource control policy/,
  'encrypt without it': /"CiphertextBlob"/,
  'assume-role of the account that was made': 'true\nexit 0',
  'list-accounts without an organization': /AWSOrganizationsNotInUseException/,
});

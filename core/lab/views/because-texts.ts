import type { DECISION_REASONS } from '../../access/decision.ts';
import type { Because } from '../../errors/because.ts';
import { DYNAMODB_TEXTS } from './dynamodb-because-texts.ts';
import { LAMBDA_TEXTS } from './lambda-because-texts.ts';
import { RDS_TEXTS } from './rds-because-texts.ts';
import { S3_TEXTS } from './s3-because-texts.ts';
import { SECRETS_MANAGER_TEXTS } from './secrets-manager-because-texts.ts';
import { SQS_TEXTS } from './sqs-because-texts.ts';
import { SSM_TEXTS } from './ssm-because-texts.ts';

/** What a refusal means, and one thing to try; in plain English. */
export interface BecauseText {
  readonly says: string;
  readonly fix: string | null;
}

/** Refusals of the access decision are explained by its ladder; here are all the others. */
type Explained = Exclude<Because, (typeof DECISION_REASONS)[number]>;

const TEXTS = {
  'malformed-request': {
    says: 'The request itself is not well formed, so KMS looked at nothing else.',
    fix: 'Correct the value that the message names.',
  },
  'unknown-operation': {
    says: 'The service has no operation of that name, or kmslab does not have it yet.',
    fix: 'List the operations with: aws kms help',
  },
  'not-authenticated': {
    says: 'The service could not tell who sent the request: it is not signed, or not with a secret that it knows.',
    fix: 'Take fresh credentials from: kmslab env',
  },
  'temporary-credentials': {
    says: 'Temporary credentials of this kind may not make this call, whatever policies say.',
    fix: 'Call with the long-term access key of the user, or as a role.',
  },
  'no-such-key': {
    says: 'There is no key of that id in this account and Region. Keys live in one Region, and a deleted key is gone for good.',
    fix: 'List the keys with: aws kms list-keys',
  },
  'no-such-alias': {
    says: 'No key in this account and Region has that alias.',
    fix: 'List the aliases with: aws kms list-aliases',
  },
  'wrong-region': {
    says: 'The ARN names a key of another Region. KMS looks only in the Region that you call.',
    fix: 'Call the Region that stands in the ARN, with --region.',
  },
  'wrong-identifier-form': {
    says: 'This operation manages a key, and such operations take a key id or key ARN, never an alias.',
    fix: 'Ask for the id with: aws kms describe-key --key-id ALIAS --query KeyMetadata.KeyId',
  },
  'malformed-identifier': {
    says: 'What was given is not the id, ARN or alias of anything.',
    fix: 'A key id is a UUID, an alias begins with alias/.',
  },
  'no-such-snapshot': {
    says: 'There is no snapshot of that id in the Region that was named.',
    fix: 'List snapshots with: aws ec2 describe-snapshots --owner-ids self',
  },
  'no-such-instance': {
    says: 'This account has no instance of that id in this Region. A terminated one is forgotten after an hour.',
    fix: 'List instances with: aws ec2 describe-instances',
  },
  'no-such-volume': {
    says: 'This account has no volume of that id in this Region.',
    fix: 'List volumes with: aws ec2 describe-volumes',
  },
  'no-such-zone': {
    says: 'An Availability Zone is its Region and a letter, and volumes are made in a zone of the Region that is called.',
    fix: 'Take a zone such as us-east-1a, in the Region that you call.',
  },
  'no-such-vpc-endpoint': {
    says: 'This account has no VPC endpoint of that id in this Region.',
    fix: 'List endpoints with: aws ec2 describe-vpc-endpoints',
  },
  'snapshot-not-shared': {
    says: 'The snapshot is there, but its owner has not shared it with this account; EC2 then says that it does not exist.',
    fix: 'As its owner: aws ec2 modify-snapshot-attribute --attribute createVolumePermission --operation-type add --user-ids ACCOUNT',
  },
  'snapshot-of-another-account': {
    says: 'The snapshot is shared with this account and belongs to another: it can be copied, not shared on or deleted.',
    fix: 'Copy it, and do with the copy as you like.',
  },
  'ciphertext-of-unknown-key': {
    says: 'The ciphertext names a key that is not in this Region any more, or never was. KMS does not tell which.',
    fix: 'Call the Region where the data was encrypted. If the key was deleted, the data is lost.',
  },
  'key-disabled': {
    says: 'The key is disabled: nothing can be encrypted or decrypted with it. Its data is safe.',
    fix: 'aws kms enable-key --key-id KEY',
  },
  'key-pending-deletion': {
    says: 'The key is waiting to be deleted, and can only be looked at or rescued.',
    fix: 'aws kms cancel-key-deletion --key-id KEY, and then enable-key',
  },
  'key-not-pending-deletion': {
    says: 'Only the deletion of a key that is pending deletion can be called off.',
    fix: null,
  },
  'key-pending-import': { says: 'The key has no key material: it waits for it to be imported.', fix: null },
  'key-unavailable': {
    says: 'The custom key store that holds the key is not connected: somebody disconnected it, and nobody connected it again, or that failed.',
    fix: 'Look at it with: aws kms describe-custom-key-stores, and connect it with: aws kms connect-custom-key-store',
  },
  'key-creating': { says: 'The key is still being made.', fix: 'Wait a moment.' },
  'key-updating': { says: 'The key is changing its primary Region.', fix: 'Wait a moment.' },
  'wrong-key-usage': {
    says: 'A key has one usage for life, and this operation is of another.',
    fix: 'Take a key of the right usage.',
  },
  'wrong-algorithm': {
    says: "The algorithm does not go with the key's spec.",
    fix: 'A symmetric key takes SYMMETRIC_DEFAULT, which you may leave out; what other keys take, aws kms describe-key tells.',
  },
  'not-in-this-region': {
    says: 'Keys of this kind exist in some Regions only: SM2 in those of China, ML-KEM in all but those.',
    fix: null,
  },
  'unsupported-for-this-key': { says: 'This kind of key cannot do that.', fix: null },
  'key-never-rotates': {
    says: 'KMS rotates symmetric encryption keys alone, and this key is of another kind.',
    fix: 'Make a new key in its place, and point its alias there.',
  },
  'no-such-grant': {
    says: 'There is no such grant on the key: it was never there, or it was retired or revoked.',
    fix: 'List the grants with: aws kms list-grants --key-id KEY',
  },
  'no-such-key-material': {
    says: 'The key has no key material of that id.',
    fix: 'List its materials with: aws kms list-key-rotations --key-id KEY --include-key-material ALL_KEY_MATERIAL',
  },
  'bad-grant-id': { says: 'The id of a grant has 64 hexadecimal digits.', fix: null },
  'bad-grant-token': {
    says: 'A grant token of the request is none that CreateGrant gave, or its grant has ended.',
    fix: 'Leave the token out: a few minutes after its creation a grant counts without.',
  },
  'aws-managed-key': {
    says: 'An AWS managed key can be looked at, but not changed.',
    fix: 'Make a key of your own with: aws kms create-key',
  },
  'not-supported-yet': { says: 'AWS can do this; kmslab cannot yet, and does not pretend to.', fix: null },
  'invalid-ciphertext': {
    says: 'The ciphertext was changed, or the encryption context or the algorithm differs from the one it was made with. KMS does not tell which.',
    fix: 'Give exactly the same --encryption-context as at encryption (same pairs, same case); for an asymmetric key, the same --encryption-algorithm.',
  },
  'invalid-signature': {
    says: 'The signature is not one over this message by this key and algorithm. KMS says so by an error, never by SignatureValid: false.',
    fix: 'Give Verify the message, MessageType and SigningAlgorithm that Sign had.',
  },
  'invalid-mac': {
    says: 'The MAC is not one over this message by this key. KMS says so by an error, never by MacValid: false.',
    fix: 'Give VerifyMac the message and MacAlgorithm that GenerateMac had.',
  },
  'incorrect-key': {
    says: 'The ciphertext was made under another key than the one that the request names.',
    fix: 'Leave --key-id out: the ciphertext names its key by itself.',
  },
  'policy-lockout': {
    says: 'With this policy you could never change the policy again, so KMS does not take it.',
    fix: 'Keep the statement that allows kms:* to the root principal of the account.',
  },
  'malformed-policy': {
    says: 'The policy document breaks the grammar, or names a principal that does not exist.',
    fix: 'Mend the place that the message names. Where it speaks of principals, a user or role that the policy names is not there: aws iam list-users, aws iam list-roles.',
  },
  'request-quota-exceeded': {
    says: 'More requests of this kind came within a second than the account may make in this Region. KMS turned it away, whatever it asked for.',
    fix: 'Wait a moment and try again, as the SDKs do by themselves. To need fewer calls: keep a data key and use it for more than one message; for S3, use bucket keys.',
  },
  'limit-exceeded': { says: 'A quota is used up.', fix: null },
  'alias-exists': {
    says: 'An alias points to one key, and this one is taken in this account and Region.',
    fix: 'Move it with: aws kms update-alias',
  },
  'reserved-alias-name': {
    says: 'Names that begin with alias/aws/ belong to AWS managed keys.',
    fix: 'Choose another name.',
  },
  'bad-alias-name': {
    says: 'An alias begins with alias/ and holds letters, digits, slashes, underscores and hyphens.',
    fix: 'Choose another name.',
  },
  'invalid-marker': { says: 'The marker is not one that the list gave.', fix: 'Take NextMarker from the page before.' },
  'bad-tag': {
    says: "A tag breaks AWS's rules: a key twice, a key that begins with aws:, or characters that tags may not have.",
    fix: 'Correct the tag that the message names.',
  },
  'import-token-expired': {
    says: 'An import token is good for 24 hours, and this one is older.',
    fix: 'Take a new token and wrapping key with: aws kms get-parameters-for-import',
  },
  'bad-import-token': {
    says: 'The import token was made for another key, or not by KMS.',
    fix: 'Take token and wrapping key with: aws kms get-parameters-for-import --key-id KEY',
  },
  'other-key-material': {
    says: 'A key takes back only the key material that it had, for its ciphertexts are bound to that.',
    fix: 'Import the same bytes again, or new material into a symmetric key with --import-type NEW_KEY_MATERIAL',
  },
  'unfit-key-material': {
    says: 'What was unwrapped is no key material for a key of this spec.',
    fix: 'Wrap 32 bytes for a symmetric key, and a PKCS #8 private key in DER for a key pair.',
  },
  'key-material-pending': {
    says: 'New key material was imported and waits to be rotated in; there can be one such at a time.',
    fix: 'aws kms rotate-key-on-demand --key-id KEY',
  },
  'no-material-to-rotate': {
    says: 'KMS cannot make material for this key: you import new material first, in a multi-Region key into each replica too.',
    fix: 'Import it with --import-type NEW_KEY_MATERIAL',
  },
  'replica-key': {
    says: 'Replicas follow their primary key in this.',
    fix: 'Call it on the primary key, in its Region.',
  },
  'not-a-primary': {
    says: 'Only the primary of a set of multi-Region keys can do that, and a single-Region key never becomes one.',
    fix: 'Make a key with --multi-region, or call the primary key in its Region.',
  },
  'replica-exists': {
    says: 'The Region has a related multi-Region key already, if only one that is pending deletion.',
    fix: null,
  },
  'no-such-replica': {
    says: 'The Region has no replica of this key that could become its primary.',
    fix: 'Make one with: aws kms replicate-key',
  },
  'rotation-due-soon': { says: 'An automatic rotation is due within 20 minutes.', fix: 'Wait for it.' },
  'rotation-limit': {
    says: 'A key may be rotated on demand 25 times in its life.',
    fix: 'Make a new key and move the alias to it.',
  },
  'default-key-cannot-be-shared': {
    says: 'The snapshot is under an AWS managed key of the account (aws/ebs, aws/rds). Its key policy cannot be changed, so no other account could ever open the snapshot.',
    fix: 'Copy the snapshot under a key of your own, and share the copy.',
  },
  'encrypted-cannot-be-public': {
    says: 'An encrypted snapshot can be shared with named accounts only.',
    fix: 'Name the accounts.',
  },
  'snapshot-not-completed': {
    says: 'A snapshot can be used when it is completed.',
    fix: 'aws ec2 wait snapshot-completed --snapshot-ids SNAPSHOT',
  },
  'snapshot-not-encrypted': {
    says: 'A key can be put beside the key of an encrypted snapshot only.',
    fix: 'Copy the snapshot with --encrypted.',
  },
  'key-not-associated': { says: 'That key is not beside the key of the snapshot.', fix: null },
  'volume-not-available': {
    says: 'The volume is not available.',
    fix: 'aws ec2 wait volume-available --volume-ids VOLUME',
  },
  'volume-in-use': {
    says: 'The volume is attached to an instance, and one is all that it can be attached to.',
    fix: 'aws ec2 detach-volume --volume-id VOLUME',
  },
  'volume-not-attached': {
    says: 'The volume is not attached to that instance, or not under that name.',
    fix: 'See what it is attached to: aws ec2 describe-volumes --query Volumes[].Attachments',
  },
  'instance-state': {
    says: 'The instance is not in a state in which that can be done.',
    fix: 'See its state: aws ec2 describe-instances --query Reservations[].Instances[].State.Name',
  },
  'snapshot-in-use': { says: 'The snapshot is in use.', fix: null },
  'no-such-iam-entity': {
    says: 'IAM has no user, role, group, policy or access key of that name in this account. A deleted one is gone for good: one of the same name is another.',
    fix: 'List what there is, with: aws iam list-users, list-roles, list-groups or list-policies --scope Local',
  },
  'iam-entity-exists': {
    says: 'There is one of that name already. Names are unique in an account, whatever the case of their letters.',
    fix: 'Take another name, or change the one that is there.',
  },
  'iam-entity-in-use': {
    says: 'Something still hangs on it, and IAM deletes nothing along with it.',
    fix: 'Detach its policies, delete its inline policies and access keys, take users out of groups; then delete it.',
  },
  'invalid-parameter': {
    says: 'The service does not take these parameters together, or not with this value.',
    fix: 'Correct what the message names.',
  },
  'no-such-key-store': {
    says: 'There is no custom key store of that id or name in this account and Region.',
    fix: 'List them with: aws kms describe-custom-key-stores',
  },
  'key-store-state': {
    says: 'The connection state of the custom key store does not allow this. Connecting and disconnecting take minutes, and a store whose connection failed must be disconnected first.',
    fix: 'Look at ConnectionState with: aws kms describe-custom-key-stores',
  },
  'key-store-not-connected': {
    says: 'A custom key store makes keys and random bytes only while it is connected.',
    fix: 'aws kms connect-custom-key-store --custom-key-store-id STORE, and wait until it is CONNECTED',
  },
  'key-store-name-in-use': { says: 'Another custom key store has that name.', fix: 'Choose another name.' },
  'key-store-has-keys': {
    says: 'The custom key store still holds keys. Keys that are pending deletion count until they are gone.',
    fix: 'Schedule the deletion of its keys, or leave the store disconnected.',
  },
  'no-such-cluster': {
    says: 'This account has no CloudHSM cluster of that id in this Region, or it was deleted.',
    fix: 'Name a cluster that is there; after a loss, one made from a backup of the first.',
  },
  'cluster-in-use': {
    says: 'The cluster backs another custom key store, or shares its backup history with one that does.',
    fix: 'Take a cluster of its own for each key store.',
  },
  'cluster-not-active': {
    says: 'The cluster is there, but nobody has initialised and activated it yet.',
    fix: 'Activate the cluster.',
  },
  'cluster-unfit': {
    says: 'A key store and each of its new keys need two active HSMs in two Availability Zones; to work with keys, one is enough.',
    fix: 'Add HSMs to the cluster, in another zone.',
  },
  'cluster-not-related': {
    says: 'A key store can move only to a cluster with the same certificate: one from the same backups, which has its keys.',
    fix: 'Make a cluster from a backup of the first one.',
  },
  'cluster-unreachable': {
    says: "KMS does not get through to the cluster's HSMs at the moment. The key store may still show CONNECTED.",
    fix: 'Mend the network of the cluster, and try again.',
  },
  'wrong-trust-anchor': {
    says: "The certificate is not the cluster's trust anchor, so KMS can't be sure that it talks to the right cluster.",
    fix: 'Give the customerCA.crt that was made when the cluster was initialised.',
  },
  'backing-key-missing': {
    says: "The cluster does not have the key's material any more. Without it nothing can be encrypted or decrypted.",
    fix: 'Restore the cluster from a backup that has it.',
  },
  'xks-proxy-unreachable': {
    says: 'KMS gets no connection to the external key store proxy. The key store still shows CONNECTED: that state tells only that it was connected once and nobody disconnected it.',
    fix: 'Bring the proxy and the network before it back. Nothing needs to be changed in KMS, and no data is lost.',
  },
  'xks-proxy-slow': {
    says: 'The external key store proxy did not answer within 250 milliseconds, which is all the time that KMS gives it.',
    fix: 'Try again; if it stays slow, bring proxy and key manager nearer to the Region.',
  },
  'xks-proxy-unhealthy': {
    says: 'The proxy answers, but reports that no instance of the external key manager is available.',
    fix: 'Bring the external key manager back.',
  },
  'xks-proxy-misconfigured': {
    says: "The proxy's certificate or the path of its API is not what KMS was told.",
    fix: 'Mend the proxy, or tell KMS the right path with: aws kms update-custom-key-store',
  },
  'xks-proxy-credential': {
    says: 'The proxy does not know the credential that KMS signs its requests with; most often it was rotated there and not here.',
    fix: 'aws kms update-custom-key-store --custom-key-store-id STORE --xks-proxy-authentication-credential AccessKeyId=ID,RawSecretAccessKey=SECRET',
  },
  'xks-proxy-denied': {
    says: "The proxy has rules of its own, and they do not allow this. They can't be changed in KMS.",
    fix: "Change the proxy's authorisation rules.",
  },
  'xks-proxy-answer': {
    says: 'The proxy answered something that KMS can make no use of.',
    fix: 'Have the proxy mended; its software does not keep to the specification.',
  },
  'xks-uri-in-use': {
    says: 'Another external key store of this account and Region uses that address of the proxy.',
    fix: 'Give each external key store an address of its own, by endpoint or path.',
  },
  'vpc-service-in-use': {
    says: 'Another external key store uses the VPC endpoint service.',
    fix: 'Give each external key store a service of its own.',
  },
  'vpc-service-missing': {
    says: 'KMS does not find the VPC endpoint service: another Region, another owner, or KMS is not among its allowed principals.',
    fix: 'Verify the name, and allow the principal cks.kms.REGION.amazonaws.com.',
  },
  'vpc-service-unfit': {
    says: 'The VPC endpoint service does not meet what KMS needs of it.',
    fix: 'Mend what the message names.',
  },
  'external-key-missing': {
    says: 'The external key manager has no key of that id.',
    fix: 'Bring the key back in the key manager, under the same id. A KMS key never changes its external key.',
  },
  'external-key-disabled': {
    says: 'The external key is disabled in its key manager. KMS sees nothing of that in the state of the KMS key.',
    fix: 'Enable the external key in its key manager.',
  },
  'external-key-unfit': {
    says: 'The external key must be an AES key of 256 bits that may encrypt and decrypt.',
    fix: 'Take another external key, or change what this one may do.',
  },
  'external-key-in-use': {
    says: 'Another KMS key of this key store has that external key; each needs one of its own.',
    fix: 'Take another external key.',
  },
  'not-in-organization': {
    says: 'Your account belongs to no organization, so there is nothing to ask about.',
    fix: 'Make one with: aws organizations create-organization',
  },
  'already-in-organization': {
    says: 'An account belongs to one organization at a time, and this one belongs to one already.',
    fix: 'See which with: aws organizations describe-organization',
  },
  'not-management-account': {
    says: 'An organization is managed from its management account, and an invitation answered by the account that it is for. You called from another account.',
    fix: 'Act as a principal of the account that describe-organization names as MasterAccountId, or of the invited one.',
  },
  'no-such-part-of-organization': {
    says: 'The organization has nothing of that id: no root, unit, account, policy or invitation.',
    fix: 'Look from the top with: aws organizations list-roots',
  },
  'organization-limit': {
    says: 'Organizations has limits: five levels of units, so many policies on one target, so large a policy, and never no policy at all.',
    fix: 'The message names the limit. To replace the last policy of a target, attach the new one first.',
  },
  'organization-not-empty': {
    says: 'It is not empty: accounts or units are still in it, or it would lose the account that manages it.',
    fix: 'Move or remove what is in it, then try again.',
  },
  'exists-in-organization': {
    says: 'There is one of these already: a unit or policy of that name, an attachment, an invitation, or an enabled type.',
    fix: 'Use the one that is there, or take another name.',
  },
  'policy-type-not-enabled': {
    says: 'Policies of a type count only once the type is enabled in the root, in an organization with all features.',
    fix: 'Enable it with: aws organizations enable-policy-type --root-id ROOT --policy-type TYPE',
  },
  'policy-of-aws': {
    says: 'That policy is AWS’s own. Nobody changes it, and its resource control policy stays attached everywhere.',
    fix: 'Make a policy of your own beside it.',
  },
  'policy-attached': {
    says: 'The policy is attached somewhere, and what is attached is not deleted.',
    fix: 'See where with: aws organizations list-targets-for-policy --policy-id POLICY',
  },
  'policy-not-attached': {
    says: 'The policy is not attached to that target itself; what a target inherits is attached further up.',
    fix: 'See where with: aws organizations list-targets-for-policy --policy-id POLICY',
  },
  'handshake-ended': {
    says: 'The invitation has been answered, taken back, or has expired.',
    fix: 'Let the management account send another one.',
  },
  ...S3_TEXTS,
  ...SQS_TEXTS,
  ...DYNAMODB_TEXTS,
  ...SSM_TEXTS,
  ...SECRETS_MANAGER_TEXTS,
  ...RDS_TEXTS,
  ...LAMBDA_TEXTS,
  'dry-run': { says: 'You have the permission; nothing was done, for this was a dry run.', fix: null },
} as const satisfies Record<Explained, BecauseText>;

/** The text for a reason; null for reasons of the access decision, which the ladder explains. */
export function becauseText(because: Because): BecauseText | null {
  return Object.hasOwn(TEXTS, because) ? TEXTS[because as Explained] : null;
}

import type { BecauseTexts } from './because-text.ts';

/** What refusals mean that any request may get. */
export const REQUEST_TEXTS = {
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
    fix: 'A key id is a UUID, an alias begins with alias/, and an id of EC2 with what it is of: vol-, snap-, i-.',
  },
  'no-such-principal': {
    says: 'What was given is not the ARN of a user, a role or an account that is there.',
    fix: 'A principal is named by its whole ARN, such as arn:aws:iam::111122223333:role/admin.',
  },
  'not-supported-yet': { says: 'AWS can do this; kmslab cannot yet, and does not pretend to.', fix: null },
  'malformed-policy': {
    says: 'The policy document breaks the grammar, or names a principal that does not exist.',
    fix: 'Mend the place that the message names. Where it speaks of principals, a user or role that the policy names is not there: aws iam list-users, aws iam list-roles.',
  },
  'request-quota-exceeded': {
    says: 'More requests of this kind came within a second than the account may make in this Region. KMS turned it away, whatever it asked for.',
    fix: 'Wait a moment and try again, as the SDKs do by themselves. To need fewer calls: keep a data key and use it for more than one message; for S3, use bucket keys.',
  },
  'limit-exceeded': { says: 'A quota is used up.', fix: null },
  'invalid-marker': { says: 'The marker is not one that the list gave.', fix: 'Take NextMarker from the page before.' },
  'bad-tag': {
    says: "A tag breaks AWS's rules: a key twice, a key that begins with aws:, or characters that tags may not have.",
    fix: 'Correct the tag that the message names.',
  },
  'invalid-parameter': {
    says: 'The service does not take these parameters together, or not with this value.',
    fix: 'Correct what the message names.',
  },
  'dry-run': { says: 'You have the permission; nothing was done, for this was a dry run.', fix: null },
} as const satisfies BecauseTexts;

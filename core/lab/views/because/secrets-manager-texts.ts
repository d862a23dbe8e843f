import type { BecauseTexts } from './because-text.ts';

/** What Secrets Manager's own refusals mean. */
export const SECRETS_MANAGER_TEXTS = {
  'no-such-secret': {
    says: 'There is no secret of that name or ARN in the Region that was called. Of another account it is named by its whole ARN.',
    fix: 'List your secrets with: aws secretsmanager list-secrets --include-planned-deletion',
  },
  'no-such-secret-version': {
    says: 'The secret has no version of that id, or none with that staging label. One that was made without a value has none at all.',
    fix: 'List the versions with: aws secretsmanager list-secret-version-ids --secret-id NAME --include-deprecated',
  },
  'secret-exists': {
    says: 'A secret of that name is there already.',
    fix: 'Give it another value with: aws secretsmanager put-secret-value, or take another name.',
  },
  'secret-version-exists': {
    says: 'A version of that id is there with another value, and a version can’t be changed.',
    fix: 'Send another ClientRequestToken, or none.',
  },
  'secret-marked-for-deletion': {
    says: 'The secret waits in its recovery window for its deletion. Until then nobody can read it, and its name is not free.',
    fix: 'Take the deletion back with: aws secretsmanager restore-secret --secret-id NAME',
  },
  'secret-under-default-key': {
    says: 'The secret is under aws/secretsmanager, whose policy is AWS’s and lets in nobody of another account.',
    fix: 'Let the owner put it under a customer managed key: aws secretsmanager update-secret --secret-id NAME --kms-key-id KEY',
  },
  'staging-label-elsewhere': {
    says: 'A staging label is on one version at a time, and moving it says from which.',
    fix: 'See where it is with: aws secretsmanager list-secret-version-ids --secret-id NAME',
  },
  'public-secret-policy': {
    says: 'The policy would let in everybody, and the request asks to block such policies.',
    fix: 'Name accounts or principals in place of *, or add a condition that fixes who, such as aws:PrincipalOrgID.',
  },
  'replica-secret': {
    says: 'A replica follows its primary: what is changed there comes here. Only a replica can be made to stand alone.',
    fix: 'Call the primary’s Region; describe-secret tells it as PrimaryRegion.',
  },
  'secret-has-replicas': {
    says: 'A secret that is replicated to other Regions is deleted after its replicas.',
    fix: 'Delete them with: aws secretsmanager remove-regions-from-replication --secret-id NAME --remove-replica-regions REGION',
  },
} as const satisfies BecauseTexts;

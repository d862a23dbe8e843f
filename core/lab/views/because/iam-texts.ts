import type { BecauseTexts } from './because-text.ts';

/** What IAM's own refusals mean. */
export const IAM_TEXTS = {
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
} as const satisfies BecauseTexts;

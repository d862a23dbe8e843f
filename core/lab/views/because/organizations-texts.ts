import type { BecauseTexts } from './because-text.ts';

/** What refusals of AWS Organizations mean. */
export const ORGANIZATIONS_TEXTS = {
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
} as const satisfies BecauseTexts;

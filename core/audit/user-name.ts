import type { UserIdentity } from './record.ts';

/**
 * Whom event history names for a record: an IAM user by name, a session by its own name; nobody for services, and for
 * callers of other accounts.
 * Source: CloudTrail User Guide, "Working with CloudTrail Event history", User name; CloudTrail API Reference, Event.
 */
export function userNameOf({ type, userName, principalId = '' }: UserIdentity): string | null {
  switch (type) {
    case 'IAMUser':
      return userName ?? null;
    case 'AssumedRole':
    case 'FederatedUser':
      return principalId.slice(principalId.indexOf(':') + 1);
    case 'Root':
      return 'root';
    default:
      return null;
  }
}

import type { Service } from '../../lab/request.ts';

/** How the services differ that speak AWS JSON 1.1. */
export interface JsonService {
  readonly service: Service;
  /** What stands before an operation's name in X-Amz-Target, with its dot. */
  readonly targetPrefix: string;
  /** The member of an error that holds its message. Source: wire.md section 3; the services' Smithy models. */
  messageMember(error: string): 'message' | 'Message';
  /** Members of errors beside their message, which others of the lab's data are not. */
  readonly errorMembers: readonly string[];
}

/** The services of the endpoint that speak AWS JSON 1.1. */
export const JSON_SERVICES = {
  kms: {
    service: 'kms',
    targetPrefix: 'TrentService.',
    // KMS spells the member with a capital for this one alone.
    messageMember: (error) => (error === 'AccessDeniedException' ? 'Message' : 'message'),
    errorMembers: [],
  },
  organizations: {
    service: 'organizations',
    targetPrefix: 'AWSOrganizationsV20161128.',
    messageMember: () => 'Message',
    errorMembers: ['Reason'],
  },
} as const satisfies Readonly<Record<string, JsonService>>;

/** The service that a target names; null where it is none of ours. */
export function serviceOfTarget(target: string): keyof typeof JSON_SERVICES | null {
  for (const { service, targetPrefix } of Object.values(JSON_SERVICES)) {
    if (target.startsWith(targetPrefix)) return service;
  }
  return null;
}

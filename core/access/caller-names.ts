import { iamArn, parseAccountId, parseArn } from '../cloud/arn.ts';
import type { Decision } from './decision.ts';

/** What a decision's ARNs say about who asked and for what, in the words of the explanations. */
export interface Names {
  /** `role/app`, `user/ann`, `the root user`, `ec2.amazonaws.com` */
  readonly caller: string;
  /** `key/1234…`; `*` where the action has no resource. */
  readonly resource: string;
  /** Null for a service. */
  readonly callerAccount: string | null;
  /** Null where the resource's ARN has none. */
  readonly resourceAccount: string | null;
  /** What to write into a key policy to name the caller: a session's role rather than the session. */
  readonly principal: Readonly<Record<string, string>>;
  /** What to write into a key policy to trust the caller's account; null for a service. */
  readonly accountRoot: string | null;
}

const SESSION = /^assumed-role\/([^/]+)\//;

/**
 * Reads the names out of a decision.
 * Simplified: a session's ARN leaves out the path of its role, so a role with a path is named without it.
 * Source: IAM User Guide, "IAM identifiers".
 */
export function namesIn({ principalArn, resourceArn }: Decision): Names {
  const resource = parseArn(resourceArn);
  const shared = {
    resource: resource?.resource ?? resourceArn,
    resourceAccount: resource === null ? null : parseAccountId(resource.accountId),
  };
  const caller = parseArn(principalArn);
  const account = caller === null ? null : parseAccountId(caller.accountId);
  if (caller === null || account === null) {
    return {
      ...shared,
      caller: principalArn,
      callerAccount: null,
      principal: { Service: principalArn },
      accountRoot: null,
    };
  }
  const accountRoot = iamArn(caller.partition, account, 'root');
  const role = SESSION.exec(caller.resource)?.[1];
  const own = role === undefined ? caller.resource : `role/${role}`;
  return {
    ...shared,
    caller: own === 'root' ? 'the root user' : own,
    callerAccount: account,
    principal: { AWS: role === undefined ? principalArn : iamArn(caller.partition, account, own) },
    accountRoot,
  };
}

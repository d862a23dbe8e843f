import { type AccountId, type Arn, iamArn, parseAccountId, parseArn } from '../cloud/arn.ts';
import type { Decision, PolicySource } from './decision.ts';
import type { ResourcePolicyType } from './policy-source.ts';

/** What a decision's ARNs say about who asked and for what, in the words of the explanations. */
export interface Names {
  /** `role/app`, `user/ann`, `the root user`, `federated-user/bob`, `ec2.amazonaws.com`; with its account where others have one: `ops/role/admin` */
  readonly caller: string;
  /** The caller without any account, in a word of its own kind: `role/app`. */
  readonly bareCaller: string;
  /** Whose IAM policies count for the caller: `role/app`; of a federated user the user who federated it. */
  readonly identity: string;
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
  /** The policy of the resource: a key's, a role's that is to be assumed, a bucket's, a queue's, or a secret's. */
  readonly resourcePolicy: PolicySource & { readonly type: ResourcePolicyType };
  /** What has it: `key`, `role`, `bucket`, `queue`, `secret`. */
  readonly resourceKind: string;
}

/**
 * What an account is called, to be said before a principal (`role/admin`, `root`) whose name other accounts have too; null
 * where the name is enough.
 */
export type AccountInFront = (accountId: AccountId, principal: string) => string | null;

/** Reads the names out of a decision. Source: IAM User Guide, "IAM identifiers". */
export function namesIn(
  { principalArn, identityArn, resourceArn, action }: Decision,
  accountInFront: AccountInFront = () => null,
): Names {
  const resource = parseArn(resourceArn);
  const shared = {
    resource: resource?.resource ?? resourceArn,
    resourceAccount: resource === null ? null : parseAccountId(resource.accountId),
    ...policyOf(action, resourceArn, resource),
  };
  const caller = parseArn(principalArn);
  const account = caller === null ? null : parseAccountId(caller.accountId);
  if (caller === null || account === null) {
    return {
      ...shared,
      caller: principalArn,
      bareCaller: principalArn,
      identity: principalArn,
      callerAccount: null,
      principal: { Service: principalArn },
      accountRoot: null,
    };
  }
  const isRoleSession = caller.resource.startsWith('assumed-role/');
  const identity = parseArn(identityArn ?? principalArn)?.resource ?? caller.resource;
  const own = isRoleSession ? identity : caller.resource;
  const isForeign = account !== shared.resourceAccount;
  const named = (name: string): string => {
    const front = accountInFront(account, name);
    // Every account has a root user: whose it is matters where two accounts are concerned.
    if (name === 'root') return front !== null && isForeign ? `the root user of ${front}` : 'the root user';
    return front === null ? name : `${front}/${name}`;
  };
  return {
    ...shared,
    caller: named(own),
    bareCaller: own === 'root' ? 'the root user' : own,
    identity: named(identity),
    callerAccount: account,
    principal: { AWS: isRoleSession ? (identityArn ?? principalArn) : principalArn },
    accountRoot: iamArn(caller.partition, account, 'root'),
  };
}

function policyOf(
  action: string,
  resourceArn: string,
  resource: Arn | null,
): Pick<Names, 'resourcePolicy' | 'resourceKind'> {
  if (action.startsWith('sts:') && resource?.service === 'iam') {
    return { resourcePolicy: { type: 'trust', roleArn: resourceArn }, resourceKind: 'role' };
  }
  if (resource?.service === 's3') {
    const bucketArn = resourceArn.split('/', 1)[0] ?? resourceArn;
    return { resourcePolicy: { type: 'bucket', bucketArn }, resourceKind: 'bucket' };
  }
  if (resource?.service === 'sqs') {
    return { resourcePolicy: { type: 'queue', queueArn: resourceArn }, resourceKind: 'queue' };
  }
  if (resource?.service === 'secretsmanager') {
    return { resourcePolicy: { type: 'secret', secretArn: resourceArn }, resourceKind: 'secret' };
  }
  return { resourcePolicy: { type: 'key' }, resourceKind: 'key' };
}

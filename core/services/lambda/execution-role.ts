import { decide } from '../../access/decide.ts';
import { parseArn, sessionArn } from '../../cloud/arn.ts';
import type { Role } from '../../cloud/identity.ts';
import type { Principal } from '../../cloud/principal.ts';
import { NO_CONTEXT } from '../../crypto/encryption-context.ts';
import { callFacts, targetQuestion } from '../../lab/question.ts';
import { resolvePrincipal } from '../../lab/resolve-request.ts';
import type { World } from '../../lab/world.ts';
import type { Scope, Target } from '../../operations/operation.ts';
import { assumeRole } from '../sts/assume-role.ts';

/** The role of that ARN, or undefined. */
export function roleOf({ identities }: World, roleArn: string): Role | undefined {
  const identity = identities.get(roleArn);
  return identity?.type === 'role' ? identity : undefined;
}

/** Whether a role's trust policy lets Lambda assume it. */
export function isAssumable(role: Role, { request, world, at }: Scope): boolean {
  const principal = resolvePrincipal(world, 'lambda.amazonaws.com');
  const asked = {
    ...request,
    service: 'sts' as const,
    operation: 'AssumeRole',
    principal,
    accountId: principal.accountId,
  };
  const target: Target = {
    action: 'sts:AssumeRole',
    resourceArn: role.arn,
    ownerAccountId: role.accountId,
    key: null,
    found: null,
    encryptionContext: NO_CONTEXT,
    resourcePolicy: role.trustPolicy,
  };
  const call = callFacts(asked, world, at, {}, [target]);
  return decide(targetQuestion(assumeRole, asked, world, call, new Set(), target)).verdict === 'allowed';
}

/** The session in which a function runs: its execution role's, named after the function. */
export function executionSession(role: Role, functionName: string): Principal {
  const partition = parseArn(role.arn)?.partition ?? 'aws';
  return {
    type: 'roleSession',
    accountId: role.accountId,
    arn: sessionArn(partition, role.accountId, role.name, functionName),
    roleArn: role.arn,
    roleName: role.name,
    sessionName: functionName,
    id: role.id,
  };
}

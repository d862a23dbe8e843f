import { type AuthorizationRequest, NO_GUARDRAILS, type PolicyLevel, type PolicySource } from './decision.ts';
import { resourceControlOf, serviceControlOf, sessionPoliciesOf } from './guardrails.ts';
import type { CompiledPolicy } from './policy.ts';

/** What is done with each policy that has a say in a request. */
type Visit = (policy: CompiledPolicy, source: PolicySource) => void;

const KEY_POLICY: PolicySource = Object.freeze({ type: 'key' });

/**
 * Visits every policy that has a say in a request: the resource's first, then the IAM policies in their order, then
 * those that bound them.
 */
export function forEachPolicy(request: AuthorizationRequest, visit: Visit): void {
  const { keyPolicy, identityPolicies, guardrails, principal, resourceArn } = request;
  if (keyPolicy !== null) visit(keyPolicy, resourceSource(keyPolicy, resourceArn));
  for (const { name, policy } of identityPolicies) visit(policy, namedSource(policy, 'identity', name));
  if (guardrails === NO_GUARDRAILS && principal.type !== 'federatedUser') return;
  visitLevels('scp', serviceControlOf(request), visit);
  visitLevels('rcp', resourceControlOf(request), visit);
  const { vpcEndpoint, boundary } = guardrails;
  if (vpcEndpoint !== null) visit(vpcEndpoint.policy, namedSource(vpcEndpoint.policy, 'vpcEndpoint', vpcEndpoint.name));
  if (boundary !== null) visit(boundary.policy, namedSource(boundary.policy, 'boundary', boundary.name));
  for (const { name, policy } of sessionPoliciesOf(request) ?? []) {
    visit(policy, namedSource(policy, 'session', name));
  }
}

/** A bucket's policy is one source for all that is in it. */
function resourceSource({ kind, memory }: CompiledPolicy, resourceArn: string): PolicySource {
  if (kind === 'trust') return { type: 'trust', roleArn: resourceArn };
  if (kind === 'queue') {
    const known = memory.last?.source;
    return known?.type === 'queue' && known.queueArn === resourceArn ? known : { type: 'queue', queueArn: resourceArn };
  }
  if (kind === 'secret') {
    const known = memory.last?.source;
    const isSame = known?.type === 'secret' && known.secretArn === resourceArn;
    return isSame ? known : { type: 'secret', secretArn: resourceArn };
  }
  if (kind !== 'bucket') return KEY_POLICY;
  const bucketArn = resourceArn.split('/', 1)[0] ?? '';
  const before = memory.last?.source;
  return before?.type === 'bucket' && before.bucketArn === bucketArn ? before : { type: 'bucket', bucketArn };
}

function visitLevels(type: 'scp' | 'rcp', levels: readonly PolicyLevel[] | null, visit: Visit): void {
  for (const level of levels ?? []) {
    const sources = sourcesAt(level, type);
    for (let index = 0; index < level.policies.length; index++) {
      const [named, source] = [level.policies[index], sources[index]];
      if (named !== undefined && source !== undefined) visit(named.policy, source);
    }
  }
}

/** One policy may be attached to many levels, and is another source at each. */
const sourcesOfLevels = new WeakMap<PolicyLevel, readonly PolicySource[]>();

function sourcesAt(level: PolicyLevel, type: 'scp' | 'rcp'): readonly PolicySource[] {
  let sources = sourcesOfLevels.get(level);
  if (sources === undefined) {
    sources = level.policies.map(({ name }) => ({ type, target: level.target, name }));
    sourcesOfLevels.set(level, sources);
  }
  return sources;
}

/** The source that the policy's traces had last, where it fits: traces are given again only under the same. */
function namedSource(
  { memory }: CompiledPolicy,
  type: 'identity' | 'boundary' | 'session' | 'vpcEndpoint',
  name: string,
): PolicySource {
  const before = memory.last?.source;
  return before !== undefined && before.type === type && before.name === name ? before : { type, name };
}

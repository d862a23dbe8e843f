import { bindPrincipals, type CompiledPolicy, parsePolicy } from '../access/policy.ts';
import type { EpochMs } from '../ports.ts';
import {
  applySecretEvent,
  dayOf,
  keptVersions,
  newSecret,
  type Secret,
  type SecretIdentity,
  secretDueAt,
} from '../services/secrets-manager/secret.ts';
import type { SecretFact } from '../services/secrets-manager/secret-fact.ts';
import { type Applied, NOTHING } from './applied.ts';
import type { World } from './world.ts';

/** Makes a fact about Secrets Manager true. @throws {Error} for a bug */
export function applySecretFact(world: World, at: EpochMs, fact: SecretFact): Applied {
  if (fact.type === 'secretCreated') {
    const { secret, settings, tags, policy, primaryRegion } = fact;
    world.secrets.set(secret.arn, {
      ...secret,
      settings,
      versions: [],
      tags,
      policy: policyOf(world, secret, policy),
      changedAt: at,
      primaryRegion,
      replicas: [],
      machine: newSecret(),
    });
    return NOTHING;
  }
  const secret = secretOf(world, fact.secretArn);
  change(world, secret, at, fact);
  if (fact.type !== 'secretRead') secret.changedAt = at;
  return NOTHING;
}

function change(world: World, secret: Secret, at: EpochMs, fact: Exclude<SecretFact, { type: 'secretCreated' }>): void {
  switch (fact.type) {
    case 'secretChanged':
      secret.machine = applySecretEvent(secret.machine, fact.event);
      world.agenda.set(secret.arn, secretDueAt(secret.machine));
      if (secret.machine.value === 'deleted') world.secrets.delete(secret.arn);
      return;
    case 'secretSet':
      secret.settings = fact.settings;
      return;
    case 'secretVersionPut': {
      const { version } = fact;
      const isThere = secret.versions.some(({ versionId }) => versionId === version.versionId);
      secret.versions = isThere
        ? secret.versions.map((one) => (one.versionId === version.versionId ? version : one))
        : [...secret.versions, version];
      return;
    }
    case 'secretStaged':
      secret.versions = keptVersions(
        secret.versions.map((version) => ({ ...version, stages: fact.stages[version.versionId] ?? [] })),
        at,
      );
      return;
    case 'secretTagged':
      secret.tags = fact.tags;
      return;
    case 'secretPolicyPut':
      secret.policy = policyOf(world, secret, fact.policy);
      return;
    case 'secretRead':
      secret.versions = secret.versions.map((version) =>
        version.versionId === fact.versionId ? { ...version, accessedAt: dayOf(at) } : version,
      );
      return;
    case 'secretReplicated':
      secret.replicas = fact.replicas;
      return;
    case 'secretPromoted':
      secret.primaryRegion = null;
      return;
  }
}

/** The policy bound to the users and roles that have those ARNs now. */
function policyOf(world: World, { accountId }: SecretIdentity, text: string | null): CompiledPolicy | null {
  if (text === null) return null;
  return bindPrincipals(parsePolicy(text, { kind: 'secret', accountId }), (arn) => world.idOf(arn));
}

function secretOf(world: World, arn: string): Secret {
  const secret = world.secrets.get(arn);
  if (secret === undefined) throw new Error(`no secret ${arn}`);
  return secret;
}

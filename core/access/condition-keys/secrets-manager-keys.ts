import type { AuthorizationRequest } from '../decision.ts';
import { flag, type Read } from './read.ts';

/**
 * secretsmanager: keys, of the request's parameters and of the secret that it is about. Who asks for no version asks for
 * AWSCURRENT.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Secrets Manager"; Secrets
 * Manager User Guide, "Condition keys".
 */
export const SECRETS_MANAGER_KEYS = {
  'secretsmanager:AddReplicaRegions': (request) => {
    const regions = ofSecrets(request) ? request.call.input.AddReplicaRegions : null;
    return Array.isArray(regions) ? regions.map(({ Region }: { readonly Region?: unknown }) => String(Region)) : null;
  },
  'secretsmanager:BlockPublicPolicy': asked('BlockPublicPolicy', ['PutResourcePolicy']),
  'secretsmanager:Description': parameter('Description'),
  'secretsmanager:ForceDeleteWithoutRecovery': asked('ForceDeleteWithoutRecovery', ['DeleteSecret']),
  'secretsmanager:ForceOverwriteReplicaSecret': asked('ForceOverwriteReplicaSecret', [
    'CreateSecret',
    'ReplicateSecretToRegions',
  ]),
  'secretsmanager:KmsKeyId': parameter('KmsKeyId'),
  'secretsmanager:Name': parameter('Name'),
  'secretsmanager:RecoveryWindowInDays': parameter('RecoveryWindowInDays'),
  'secretsmanager:SecretId': (request) =>
    ofSecrets(request) && request.call.input.SecretId !== undefined ? request.resourceArn : null,
  'secretsmanager:SecretPrimaryRegion': (request) =>
    ofSecrets(request) ? (request.entity?.primaryRegion ?? null) : null,
  'secretsmanager:VersionId': parameter('VersionId'),
  'secretsmanager:VersionStage': (request) => {
    const { operation, input } = request.call;
    const isUnnamed = operation === 'GetSecretValue' && input.VersionId === undefined;
    return parameter('VersionStage')(request) ?? (isUnnamed ? 'AWSCURRENT' : null);
  },
} as const satisfies Record<string, Read>;

function parameter(member: string): Read {
  return (request) => {
    const value = ofSecrets(request) ? request.call.input[member] : null;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  };
}

/** A switch of some operations, which is off where the request leaves it out. */
function asked(member: string, operations: readonly string[]): Read {
  return (request) =>
    ofSecrets(request) && operations.includes(request.call.operation)
      ? flag(request.call.input[member] === true)
      : null;
}

function ofSecrets({ action }: AuthorizationRequest): boolean {
  return action.startsWith('secretsmanager:');
}

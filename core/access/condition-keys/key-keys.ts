import type { AuthorizationRequest, KeyFacts } from '../decision.ts';
import { flag, inputText, type Read } from './read.ts';

/**
 * kms: keys about the KMS key that is used, or for CreateKey about the one that is to be.
 * Source: KMS Developer Guide, "Condition keys for AWS KMS"; access.md section 5.
 */
export const KEY_KEYS = {
  'kms:KeySpec': keySpec,
  'kms:CustomerMasterKeySpec': keySpec,
  'kms:KeyUsage': keyUsage,
  'kms:CustomerMasterKeyUsage': keyUsage,
  'kms:KeyOrigin': (request) =>
    about(
      request,
      ({ origin }) => origin,
      () => inputText(request, 'Origin') ?? 'AWS_KMS',
    ),
  'kms:MultiRegion': (request) =>
    about(
      request,
      ({ multiRegion }) => flag(multiRegion),
      () => flag(isToBeMultiRegion(request)),
    ),
  'kms:MultiRegionKeyType': (request) => {
    const { resource } = request;
    if (resource === null) return isToBeMultiRegion(request) ? 'PRIMARY' : null;
    if (!resource.key.multiRegion) return null;
    return resource.isReplica ? 'REPLICA' : 'PRIMARY';
  },
  'kms:RequestAlias': ({ resource }) => resource?.requestAlias ?? null,
  'kms:ResourceAliases': ({ resource }) =>
    resource === null || resource.aliases.length === 0
      ? null
      : resource.aliases.map((alias) => alias.slice(alias.indexOf('alias/'))),
} as const satisfies Record<string, Read>;

function keySpec(request: AuthorizationRequest): string | null {
  return about(
    request,
    ({ keySpec: spec }) => spec,
    () => inputText(request, 'KeySpec') ?? inputText(request, 'CustomerMasterKeySpec') ?? 'SYMMETRIC_DEFAULT',
  );
}

function keyUsage(request: AuthorizationRequest): string | null {
  return about(
    request,
    ({ keyUsage: usage }) => usage,
    () => inputText(request, 'KeyUsage') ?? 'ENCRYPT_DECRYPT',
  );
}

/** A key has what it has; CreateKey has what it asks for, defaults being as good as given. */
function about(
  { resource, call }: AuthorizationRequest,
  ofKey: (key: KeyFacts['key']) => string | null,
  toBe: () => string | null,
): string | null {
  if (resource !== null) return ofKey(resource.key);
  return call.operation === 'CreateKey' ? toBe() : null;
}

function isToBeMultiRegion({ call }: AuthorizationRequest): boolean {
  return call.operation === 'CreateKey' && call.input.MultiRegion === true;
}

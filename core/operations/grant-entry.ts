import { iamArn } from '../cloud/arn.ts';
import { partitionOf } from '../cloud/regions.ts';
import { parseServicePrincipal } from '../cloud/service-accounts.ts';
import type { Grant } from '../grants/grant.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import { epochSeconds } from './key-metadata.ts';

/** A grant in a list. Its token is in none. Source: KMS API Reference, GrantListEntry. */
export function grantEntry(grant: Grant, { region }: KeyRecord): Readonly<Record<string, unknown>> {
  const { encryptionContextSubset, encryptionContextEquals, sourceArn } = grant;
  const constraints = {
    ...(encryptionContextSubset === undefined ? {} : { EncryptionContextSubset: encryptionContextSubset }),
    ...(encryptionContextEquals === undefined ? {} : { EncryptionContextEquals: encryptionContextEquals }),
    ...(sourceArn === undefined ? {} : { SourceArn: sourceArn }),
  };
  // Whoever else makes a grant to a service must bind it to a SourceArn. Source: KMS API Reference, CreateGrant.
  const isOfService = parseServicePrincipal(grant.granteePrincipal) !== null && sourceArn === undefined;
  return {
    KeyId: grant.keyArn,
    GrantId: grant.grantId,
    Name: grant.name ?? '',
    CreationDate: epochSeconds(grant.creationDate),
    ...named('Grantee', grant.granteePrincipal, isOfService),
    ...(grant.retiringPrincipal === null ? {} : named('Retiring', grant.retiringPrincipal, isOfService)),
    IssuingAccount: iamArn(partitionOf(region), grant.issuingAccount, 'root'),
    Operations: grant.operations,
    ...(Object.keys(constraints).length === 0 ? {} : { Constraints: constraints }),
  };
}

/**
 * A service, or an ARN; a principal that is gone stands with its unique id.
 * @param isOfService - a grant that a service had made for itself names it where others name an ARN.
 */
function named(
  role: 'Grantee' | 'Retiring',
  principal: string,
  isOfService: boolean,
): Readonly<Record<string, string>> {
  const isService = parseServicePrincipal(principal) !== null && !isOfService;
  return { [`${role}${isService ? 'Service' : ''}Principal`]: principal };
}

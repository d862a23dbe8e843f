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
  return {
    KeyId: grant.keyArn,
    GrantId: grant.grantId,
    Name: grant.name ?? '',
    CreationDate: epochSeconds(grant.creationDate),
    ...named('Grantee', grant.granteePrincipal),
    ...(grant.retiringPrincipal === null ? {} : named('Retiring', grant.retiringPrincipal)),
    IssuingAccount: iamArn(partitionOf(region), grant.issuingAccount, 'root'),
    Operations: grant.operations,
    ...(Object.keys(constraints).length === 0 ? {} : { Constraints: constraints }),
  };
}

/** A service, or an ARN; a principal that is gone stands with its unique id. */
function named(role: 'Grantee' | 'Retiring', principal: string): Readonly<Record<string, string>> {
  return { [`${role}${parseServicePrincipal(principal) === null ? '' : 'Service'}Principal`]: principal };
}

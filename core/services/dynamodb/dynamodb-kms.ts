import type { KeyArn } from '../../cloud/arn.ts';
import type { Principal, ServicePrincipal } from '../../cloud/principal.ts';
import type { Region } from '../../cloud/regions.ts';
import { serviceAccountId } from '../../cloud/service-accounts.ts';
import { fromBase64, toBase64 } from '../../crypto/bytes.ts';
import type { EncryptionContext } from '../../crypto/encryption-context.ts';
import { DynamoDbError } from '../../errors/dynamodb-errors.ts';
import type { Bytes } from '../../ports.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import { ServiceKms } from '../service-kms.ts';
import type { ServiceWorks } from '../service-works.ts';

const DYNAMODB = 'dynamodb.amazonaws.com' as ServicePrincipal;

/** What DynamoDB has itself granted, for the work that it does on a table when nobody calls. */
const GRANTED = ['DescribeKey', 'Decrypt', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo', 'RetireGrant'];

/** A table's key, as KMS keeps it and as DynamoDB uses it. Whoever takes it wipes the clear bytes. */
export interface WrappedTableKey {
  readonly plaintext: Bytes;
  /** Base64 of KMS's CiphertextBlob. */
  readonly wrapped: string;
}

/** Where the calls about a table go, and on account of which request. */
export interface TableCall {
  readonly by: OnBehalfOf;
  readonly region: Region;
  readonly context: EncryptionContext;
}

/**
 * The calls that DynamoDB makes to KMS: for whoever makes a table or reads it as the caller, and the rest by its own
 * grant, as a service.
 * Source: DynamoDB Developer Guide, "DynamoDB encryption at rest usage notes" and "Monitoring DynamoDB interaction with
 * AWS KMS"; services.md section 12.
 */
export class DynamoDbKms {
  readonly #kms: ServiceKms;

  constructor(works: Pick<ServiceWorks, 'callKms'>) {
    this.#kms = new ServiceKms(works, DYNAMODB, DynamoDbError.fromKms);
  }

  /** The ARN of the key that is named, asked as the caller. @throws {DynamoDbError} */
  async describe(keyId: string, { by, region }: TableCall): Promise<KeyArn> {
    const output = await this.#kms.call('DescribeKey', { KeyId: keyId }, { by, region });
    return (output.KeyMetadata as { readonly Arn: KeyArn }).Arn;
  }

  /** A grant to DynamoDB on the key of one table, made as the caller. @throws {DynamoDbError} */
  async grant(keyArn: KeyArn, { by, region, context }: TableCall): Promise<{ grantId: string; token: string }> {
    const { service } = itself(region);
    const input = {
      KeyId: keyArn,
      GranteePrincipal: service,
      RetiringPrincipal: service,
      Operations: GRANTED,
      Constraints: { EncryptionContextSubset: context },
    };
    const output = await this.#kms.call('CreateGrant', input, { by, region });
    return { grantId: String(output.GrantId), token: String(output.GrantToken) };
  }

  /** A new table key, by the grant. @throws {DynamoDbError} */
  async generate(keyArn: KeyArn, token: string, { by, region, context }: TableCall): Promise<WrappedTableKey> {
    const input = { KeyId: keyArn, KeySpec: 'AES_256', EncryptionContext: context, GrantTokens: [token] };
    const output = await this.#kms.call('GenerateDataKey', input, { by, region, as: itself(region) });
    return { plaintext: output.Plaintext as Bytes, wrapped: toBase64(output.CiphertextBlob as Bytes) };
  }

  /** A table's key: as the caller who reads the table, or by the grant. @throws {DynamoDbError} */
  async open(wrapped: string, who: 'caller' | 'itself', { by, region, context }: TableCall): Promise<Bytes> {
    const input = { CiphertextBlob: fromBase64(wrapped), EncryptionContext: context };
    const as = who === 'itself' ? { as: itself(region) } : {};
    return (await this.#kms.call('Decrypt', input, { by, region, ...as })).Plaintext as Bytes;
  }

  /** Gives a grant back; one that is gone already, or can't be given back, is left. */
  async retire(keyArn: KeyArn, grantId: string, { by, region }: TableCall): Promise<void> {
    try {
      await this.#kms.call('RetireGrant', { KeyId: keyArn, GrantId: grantId }, { by, region, as: itself(region) });
    } catch (error) {
      if (!(error instanceof DynamoDbError)) throw error;
    }
  }
}

/** DynamoDB in a Region, calling for itself. Source: access.md section 7, "Grants by AWS services". */
function itself(region: Region): Extract<Principal, { type: 'service' }> {
  const service = `dynamodb.${region}.amazonaws.com` as ServicePrincipal;
  return { type: 'service', service, arn: service, accountId: serviceAccountId(service) };
}

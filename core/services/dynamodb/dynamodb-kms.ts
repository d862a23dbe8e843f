import type { KeyArn } from '../../cloud/arn.ts';
import type { Principal, ServicePrincipal } from '../../cloud/principal.ts';
import type { Region } from '../../cloud/regions.ts';
import { serviceAccountId } from '../../cloud/service-accounts.ts';
import type { EncryptionContext } from '../../crypto/encryption-context.ts';
import { DynamoDbError } from '../../errors/dynamodb-errors.ts';
import type { Bytes } from '../../ports.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import { type DataKey, ServiceKms } from '../service-kms.ts';
import type { ServiceWorks } from '../service-works.ts';

const DYNAMODB = 'dynamodb.amazonaws.com' as ServicePrincipal;

/** What DynamoDB has itself granted, for the work that it does on a table when nobody calls. */
const GRANTED = ['DescribeKey', 'Decrypt', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo', 'RetireGrant'];

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
  describe(keyId: string, { by, region }: TableCall): Promise<KeyArn> {
    return this.#kms.describe(keyId, { by, region });
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
  generate(keyArn: KeyArn, token: string, { by, region, context }: TableCall): Promise<DataKey> {
    return this.#kms.generateDataKey(keyArn, context, { by, region, as: itself(region) }, [token]);
  }

  /** A table's key: as the caller who reads the table, or by the grant. @throws {DynamoDbError} */
  open(wrapped: string, who: 'caller' | 'itself', { by, region, context }: TableCall): Promise<Bytes> {
    const as = who === 'itself' ? { as: itself(region) } : {};
    return this.#kms.decrypt(wrapped, context, { by, region, ...as });
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

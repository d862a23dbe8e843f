import type { ServicePrincipal } from '../../cloud/principal.ts';
import type { Region } from '../../cloud/regions.ts';
import type { EncryptionContext } from '../../crypto/encryption-context.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import type { Bytes } from '../../ports.ts';
import type { OnBehalfOf as ServiceOnBehalfOf } from '../on-behalf-of.ts';
import { type DataKey, ServiceKms } from '../service-kms.ts';
import type { ServiceWorks } from '../service-works.ts';

const S3 = 's3.amazonaws.com' as ServicePrincipal;

/** Who asked S3 for something, with which request, and where: S3 calls KMS as this principal. */
export interface OnBehalfOf extends ServiceOnBehalfOf {
  /** The bucket's. */
  readonly region: Region;
}

/**
 * The calls that S3 makes to KMS: always as the caller (forward access sessions), never by a grant.
 * Source: S3 User Guide, "Using server-side encryption with AWS KMS keys (SSE-KMS)"; services.md section 7.
 */
export class S3Kms {
  readonly #kms: ServiceKms;

  constructor(works: Pick<ServiceWorks, 'callKms'>) {
    this.#kms = new ServiceKms(works, S3, S3Error.fromKms);
  }

  /** @throws {S3Error} what KMS refused */
  generateDataKey(keyId: string, context: EncryptionContext, by: OnBehalfOf): Promise<DataKey> {
    return this.#kms.generateDataKey(keyId, context, { by, region: by.region });
  }

  /** @throws {S3Error} what KMS refused */
  decrypt(wrapped: string, context: EncryptionContext, by: OnBehalfOf): Promise<Bytes> {
    return this.#kms.decrypt(wrapped, context, { by, region: by.region });
  }
}

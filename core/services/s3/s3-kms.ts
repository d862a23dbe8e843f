import type { KeyArn } from '../../cloud/arn.ts';
import type { ServicePrincipal } from '../../cloud/principal.ts';
import type { Region } from '../../cloud/regions.ts';
import { fromBase64, toBase64 } from '../../crypto/bytes.ts';
import type { EncryptionContext } from '../../crypto/encryption-context.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import type { Bytes } from '../../ports.ts';
import type { OnBehalfOf as ServiceOnBehalfOf } from '../on-behalf-of.ts';
import { ServiceKms } from '../service-kms.ts';
import type { ServiceWorks } from '../service-works.ts';

const S3 = 's3.amazonaws.com' as ServicePrincipal;

/** Who asked S3 for something, with which request, and where: S3 calls KMS as this principal. */
export interface OnBehalfOf extends ServiceOnBehalfOf {
  /** The bucket's. */
  readonly region: Region;
}

/** A data key, in the clear and wrapped. Whoever takes it wipes the clear bytes. */
export interface DataKey {
  readonly keyArn: KeyArn;
  readonly plaintext: Bytes;
  /** Base64 of KMS's CiphertextBlob. */
  readonly wrapped: string;
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
  async generateDataKey(keyId: string, context: EncryptionContext, by: OnBehalfOf): Promise<DataKey> {
    const input = { KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: context };
    const output = await this.#call('GenerateDataKey', input, by);
    return {
      keyArn: output.KeyId as KeyArn,
      plaintext: output.Plaintext as Bytes,
      wrapped: toBase64(output.CiphertextBlob as Bytes),
    };
  }

  /** S3 leaves it to the ciphertext to name its key. @throws {S3Error} what KMS refused */
  async decrypt(wrapped: string, context: EncryptionContext, by: OnBehalfOf): Promise<Bytes> {
    const input = { CiphertextBlob: fromBase64(wrapped), EncryptionContext: context };
    return (await this.#call('Decrypt', input, by)).Plaintext as Bytes;
  }

  #call(operation: string, input: Readonly<Record<string, unknown>>, by: OnBehalfOf) {
    return this.#kms.call(operation, input, { by, region: by.region });
  }
}

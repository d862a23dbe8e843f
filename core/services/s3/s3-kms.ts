import type { KeyArn } from '../../cloud/arn.ts';
import type { Principal, ServicePrincipal } from '../../cloud/principal.ts';
import type { Region } from '../../cloud/regions.ts';
import type { SessionFacts } from '../../credentials/session-facts.ts';
import { fromBase64, toBase64 } from '../../crypto/bytes.ts';
import type { EncryptionContext } from '../../crypto/encryption-context.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import type { Bytes } from '../../ports.ts';
import type { ServiceWorks } from '../service-works.ts';

const S3 = 's3.amazonaws.com' as ServicePrincipal;

/** Who asked S3 for something, with which request, and where: S3 calls KMS as this principal. */
export interface OnBehalfOf {
  readonly principal: Principal;
  /** What the caller's session carries. */
  readonly session?: SessionFacts;
  readonly requestId: string;
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
  readonly #works: Pick<ServiceWorks, 'callKms'>;

  constructor(works: Pick<ServiceWorks, 'callKms'>) {
    this.#works = works;
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

  async #call(
    operation: string,
    input: Readonly<Record<string, unknown>>,
    { principal, session, requestId, region }: OnBehalfOf,
  ): Promise<Readonly<Record<string, unknown>>> {
    const { reply } = await this.#works.callKms({
      operation,
      input,
      principal,
      ...(session === undefined ? {} : { session }),
      region,
      via: S3,
      causedBy: requestId,
    });
    if (!reply.ok) throw S3Error.fromKms(reply.error);
    return reply.output;
  }
}

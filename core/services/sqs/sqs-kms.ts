import type { ServicePrincipal } from '../../cloud/principal.ts';
import type { Region } from '../../cloud/regions.ts';
import { fromBase64, toBase64 } from '../../crypto/bytes.ts';
import type { EncryptionContext } from '../../crypto/encryption-context.ts';
import { SqsError } from '../../errors/sqs-errors.ts';
import type { Bytes } from '../../ports.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import { ServiceKms } from '../service-kms.ts';
import type { ServiceWorks } from '../service-works.ts';

const SQS = 'sqs.amazonaws.com' as ServicePrincipal;

/**
 * The calls that SQS makes to KMS: always as whoever sends or receives, who may be another service.
 * Source: SQS Developer Guide, "Amazon SQS Key management", "Configuring AWS KMS permissions".
 */
export class SqsKms {
  readonly #kms: ServiceKms;

  constructor(works: Pick<ServiceWorks, 'callKms'>) {
    this.#kms = new ServiceKms(works, SQS, SqsError.fromKms);
  }

  /** The new key, wrapped (base64); its plaintext is not kept. @throws {SqsError} what KMS refused */
  async generateDataKey(
    keyId: string,
    context: EncryptionContext,
    by: OnBehalfOf,
    region: Region,
  ): Promise<{ readonly keyArn: string; readonly wrapped: string }> {
    const input = { KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: context };
    const output = await this.#kms.call('GenerateDataKey', input, { by, region });
    (output.Plaintext as Bytes).fill(0);
    return { keyArn: String(output.KeyId), wrapped: toBase64(output.CiphertextBlob as Bytes) };
  }

  /** @throws {SqsError} what KMS refused */
  async decrypt(wrapped: string, context: EncryptionContext, by: OnBehalfOf, region: Region): Promise<Bytes> {
    const input = { CiphertextBlob: fromBase64(wrapped), EncryptionContext: context };
    return (await this.#kms.call('Decrypt', input, { by, region })).Plaintext as Bytes;
  }
}

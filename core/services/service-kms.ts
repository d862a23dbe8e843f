import type { KeyArn } from '../cloud/arn.ts';
import type { Principal, ServicePrincipal } from '../cloud/principal.ts';
import type { Region } from '../cloud/regions.ts';
import { fromBase64, toBase64 } from '../crypto/bytes.ts';
import type { EncryptionContext } from '../crypto/encryption-context.ts';
import type { AwsError } from '../errors/aws-error.ts';
import type { AwsErrorReply } from '../lab/request.ts';
import type { Bytes } from '../ports.ts';
import type { OnBehalfOf } from './on-behalf-of.ts';
import type { ServiceWorks } from './service-works.ts';

/** What KMS refused, as KMS's answer has it. */
export type KmsRefused = AwsErrorReply['error'];

/** Who makes a call to KMS, where and on account of what. */
export interface KmsCaller {
  readonly by: OnBehalfOf;
  readonly region: Region;
  /** Left out where the service calls as the one who asked it (a forward access session). */
  readonly as?: Principal;
}

/** A data key, in the clear and wrapped. Whoever takes it wipes the clear bytes. */
export interface DataKey {
  readonly keyArn: KeyArn;
  readonly plaintext: Bytes;
  /** Base64 of KMS's CiphertextBlob. */
  readonly wrapped: string;
}

/**
 * The calls that one service makes to KMS. Each walks the same corridor as anybody's, with the service in `via`, and
 * CloudTrail has it under the request that caused it.
 * Source: KMS Developer Guide, "Use AWS KMS encryption with AWS services"; IAM User Guide, "Forward access sessions".
 */
export class ServiceKms {
  readonly #works: Pick<ServiceWorks, 'callKms'>;
  readonly #service: ServicePrincipal;
  readonly #refusal: (refused: KmsRefused, requestId: string) => AwsError;

  /** `refusal` makes the service's own error of what KMS refused, and of the id that KMS gave the request. */
  constructor(
    works: Pick<ServiceWorks, 'callKms'>,
    service: ServicePrincipal,
    refusal: (refused: KmsRefused, requestId: string) => AwsError,
  ) {
    this.#works = works;
    this.#service = service;
    this.#refusal = refusal;
  }

  /** The ARN of the key that `keyId` names. @throws {AwsError} the service's error for what KMS refused */
  async describe(keyId: string, caller: KmsCaller): Promise<KeyArn> {
    const { KeyMetadata } = await this.call('DescribeKey', { KeyId: keyId }, caller);
    return (KeyMetadata as { readonly Arn: KeyArn }).Arn;
  }

  /** A data key of 256 bits. @throws {AwsError} the service's error for what KMS refused */
  async generateDataKey(
    keyId: string,
    context: EncryptionContext,
    caller: KmsCaller,
    grantTokens?: readonly string[],
  ): Promise<DataKey> {
    const tokens = grantTokens === undefined ? {} : { GrantTokens: grantTokens };
    const input = { KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: context, ...tokens };
    const output = await this.call('GenerateDataKey', input, caller);
    return {
      keyArn: output.KeyId as KeyArn,
      plaintext: output.Plaintext as Bytes,
      wrapped: toBase64(output.CiphertextBlob as Bytes),
    };
  }

  /**
   * What is wrapped (base64), in the clear; it is left to the ciphertext to name its key.
   * @throws {AwsError} the service's error for what KMS refused
   */
  async decrypt(wrapped: string, context: EncryptionContext, caller: KmsCaller): Promise<Bytes> {
    const input = { CiphertextBlob: fromBase64(wrapped), EncryptionContext: context };
    return (await this.call('Decrypt', input, caller)).Plaintext as Bytes;
  }

  /** KMS's output. @throws {AwsError} the service's error for what KMS refused */
  async call(
    operation: string,
    input: Readonly<Record<string, unknown>>,
    { by, region, as }: KmsCaller,
  ): Promise<Readonly<Record<string, unknown>>> {
    const session = as === undefined ? by.session : undefined;
    const { reply, requestId } = await this.#works.callKms({
      operation,
      input,
      principal: as ?? by.principal,
      ...(session === undefined ? {} : { session }),
      region,
      via: this.#service,
      causedBy: by.requestId,
    });
    if (!reply.ok) throw this.#refusal(reply.error, requestId);
    return reply.output;
  }
}

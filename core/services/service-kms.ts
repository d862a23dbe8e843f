import type { Principal, ServicePrincipal } from '../cloud/principal.ts';
import type { Region } from '../cloud/regions.ts';
import type { AwsError } from '../errors/aws-error.ts';
import type { AwsErrorReply } from '../lab/request.ts';
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

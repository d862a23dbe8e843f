import type { KeyArn } from '../../cloud/arn.ts';
import type { Role } from '../../cloud/identity.ts';
import type { ServicePrincipal } from '../../cloud/principal.ts';
import { concat, fromBase64, fromUtf8, toBase64, utf8 } from '../../crypto/bytes.ts';
import type { Safe } from '../../crypto/safe.ts';
import { AwsError } from '../../errors/aws-error.ts';
import { LambdaError } from '../../errors/lambda-errors.ts';
import type { AwsErrorReply } from '../../lab/request.ts';
import type { Bytes } from '../../ports.ts';
import { BlockStore } from '../ebs/block-store.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import { ServiceKms } from '../service-kms.ts';
import type { ServiceWorks } from '../service-works.ts';
import { executionSession } from './execution-role.ts';
import {
  environmentContext,
  type LambdaFunction,
  type SealedEnvironment,
  type StoredCode,
  type Variables,
} from './function.ts';

const LAMBDA = 'lambda.amazonaws.com' as ServicePrincipal;
const DEFAULT_KEY = 'alias/aws/lambda';

type Named = Pick<LambdaFunction, 'arn' | 'functionName' | 'region'>;

/** What a call to KMS came to that a function's own code made. */
type OwnDecrypt = { readonly ok: true; readonly plaintext: string } | AwsErrorReply;

/**
 * Lambda's part of the works: environments, which KMS encrypts and opens, and packages, which lie in the store.
 * Source: Lambda Developer Guide, "Securing Lambda environment variables"; services.md section 13.
 */
export class LambdaHost {
  readonly #works: ServiceWorks & { readonly safe: Safe };
  readonly #disk: BlockStore;
  /** Tokens of grants that this process has made, by their ids. */
  readonly #tokens = new Map<string, string>();

  constructor(works: ServiceWorks & { readonly safe: Safe }) {
    this.#works = works;
    this.#disk = new BlockStore(works);
  }

  /**
   * Encrypts variables as the caller, and has a grant made by which the execution role opens them.
   * @param kmsKeyArn - null for aws/lambda. @throws {LambdaError} InvalidParameterValueException
   */
  async seal(
    variables: Variables,
    kmsKeyArn: string | null,
    { arn, functionName, region }: Named,
    role: Role,
    by: OnBehalfOf,
  ): Promise<SealedEnvironment> {
    const output = await this.#configuring('Encrypt').call(
      'Encrypt',
      {
        KeyId: kmsKeyArn ?? DEFAULT_KEY,
        Plaintext: utf8(JSON.stringify(variables)),
        EncryptionContext: environmentContext(arn),
      },
      { by, region },
    );
    const keyArn = output.KeyId as KeyArn;
    const ciphertextBlob = toBase64(output.CiphertextBlob as Bytes);
    return { keyArn, ciphertextBlob, grantId: await this.grant(keyArn, { arn, functionName, region }, role, by) };
  }

  /** Has a grant made, as the caller, by which the execution role opens the environment. @throws {LambdaError} */
  async grant(keyArn: KeyArn, { arn, functionName, region }: Named, role: Role, by: OnBehalfOf): Promise<string> {
    const output = await this.#configuring('CreateGrant').call(
      'CreateGrant',
      {
        KeyId: keyArn,
        GranteePrincipal: executionSession(role, functionName).arn,
        Operations: ['Decrypt', 'RetireGrant'],
        Constraints: { EncryptionContextEquals: environmentContext(arn) },
      },
      { by, region },
    );
    const grantId = String(output.GrantId);
    this.#tokens.set(grantId, String(output.GrantToken));
    return grantId;
  }

  /** Gives a grant back, as the role that it was for. One that KMS won't take back stays, and harms nothing else. */
  async retire(
    { keyArn, grantId }: SealedEnvironment,
    of: Named,
    role: Role | undefined,
    by: OnBehalfOf,
  ): Promise<void> {
    this.#tokens.delete(grantId);
    if (role === undefined) return;
    const as = executionSession(role, of.functionName);
    try {
      const input = { KeyId: keyArn, GrantId: grantId };
      await this.#configuring('RetireGrant').call('RetireGrant', input, { by, as, region: of.region });
    } catch (thrown) {
      if (!(thrown instanceof AwsError)) throw thrown;
    }
  }

  /** The variables as whoever asks for the configuration may see them. @throws {LambdaError} what KMS refused */
  openAsCaller(environment: SealedEnvironment, of: Named, by: OnBehalfOf): Promise<Variables> {
    const kms = new ServiceKms(this.#works, LAMBDA, LambdaError.environmentHidden);
    return this.#open(kms, environment, of, { by, region: of.region });
  }

  /** The variables as the function sees them, by the grant, as its execution role. @throws {LambdaError} KMS…Exception */
  openAsRole(environment: SealedEnvironment, of: Named, role: Role, by: OnBehalfOf): Promise<Variables> {
    const kms = new ServiceKms(this.#works, LAMBDA, LambdaError.environmentClosed);
    const as = executionSession(role, of.functionName);
    return this.#open(kms, environment, of, { by, as, region: of.region });
  }

  /** What a function's code does itself: it decrypts a value with the encryption helpers' context, as its role. */
  async decryptAsCode(
    ciphertext: Bytes,
    { functionName, region }: Named,
    role: Role,
    by: OnBehalfOf,
  ): Promise<OwnDecrypt> {
    const { reply } = await this.#works.callKms({
      operation: 'Decrypt',
      input: { CiphertextBlob: ciphertext, EncryptionContext: { LambdaFunctionName: functionName } },
      principal: executionSession(role, functionName),
      region,
      causedBy: by.requestId,
      from: { sourceIp: FUNCTION_IP, userAgent: 'aws-sdk' },
    });
    if (!reply.ok) return reply;
    return { ok: true, plaintext: fromUtf8(reply.output.Plaintext as Bytes) };
  }

  /** Keeps a package, encrypted under a key that Lambda owns. */
  async keepCode(arn: string, zip: Bytes): Promise<StoredCode> {
    const { ids, ports, safe } = this.#works;
    const ownedKey = await safe.draw({ owner: arn, sealedId: ids.hex(32) }, 32);
    const { iv, sealed } = await safe.sealUnder(ownedKey, zip, utf8(arn));
    const sha256 = toBase64(new Uint8Array(await ports.subtle.digest('SHA-256', zip)));
    return { sizeBytes: zip.length, sha256, blockId: this.#disk.put(concat(iv, sealed)), ownedKey };
  }

  async #open(
    kms: ServiceKms,
    { keyArn, ciphertextBlob, grantId }: SealedEnvironment,
    { arn }: Named,
    caller: Parameters<ServiceKms['call']>[2],
  ): Promise<Variables> {
    const stands = caller.as !== undefined && this.#works.world.grant(keyArn, grantId) !== undefined;
    const token = stands ? this.#tokens.get(grantId) : undefined;
    const input = {
      KeyId: keyArn,
      CiphertextBlob: fromBase64(ciphertextBlob),
      EncryptionContext: environmentContext(arn),
      ...(token === undefined ? {} : { GrantTokens: [token] }),
    };
    const output = await kms.call('Decrypt', input, caller);
    return JSON.parse(fromUtf8(output.Plaintext as Bytes)) as Variables;
  }

  #configuring(operation: string): ServiceKms {
    return new ServiceKms(this.#works, LAMBDA, (refused) => LambdaError.notConfigured(operation, refused));
  }
}

/** Where functions call from. Ours: AWS's addresses differ by Region; this one is set aside for documents (RFC 5737). */
const FUNCTION_IP = '203.0.113.10';

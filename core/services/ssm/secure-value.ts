import type { ServicePrincipal } from '../../cloud/principal.ts';
import type { Region } from '../../cloud/regions.ts';
import { fromBase64, fromUtf8, toBase64, utf8 } from '../../crypto/bytes.ts';
import type { EncryptionContext } from '../../crypto/encryption-context.ts';
import { AwsError } from '../../errors/aws-error.ts';
import { SsmError } from '../../errors/ssm-errors.ts';
import type { HandleScope } from '../../operations/operation.ts';
import type { Bytes } from '../../ports.ts';
import { onBehalfOf } from '../on-behalf-of.ts';
import { ServiceKms } from '../service-kms.ts';
import { headerOf, openMessage, PUBLIC_KEY, sealMessage } from './encryption-sdk/message.ts';
import { newSigner } from './encryption-sdk/signer.ts';
import type { Parameter, ParameterIdentity, ParameterVersion, Tier } from './parameter.ts';

const SSM = 'ssm.amazonaws.com' as ServicePrincipal;

/** The key where none is named. Source: KMS Developer Guide, "How AWS Systems Manager Parameter Store uses AWS KMS". */
export const DEFAULT_KEY = 'alias/aws/ssm';

/**
 * Encrypts the value of a SecureString, as the caller: KMS encrypts a standard parameter's by itself, an advanced one's is
 * a message of the AWS Encryption SDK under a data key. Base64.
 * @throws {SsmError} what KMS refused
 * Source: KMS Developer Guide, "How AWS Systems Manager Parameter Store uses AWS KMS".
 */
export async function encryptValue(
  scope: HandleScope,
  { arn, region }: ParameterIdentity,
  { tier, keyId, value }: { readonly tier: Tier; readonly keyId: string; readonly value: string },
): Promise<string> {
  const plaintext = utf8(value);
  if (tier === 'Standard') {
    const input = { KeyId: keyId, Plaintext: plaintext, EncryptionContext: contextOf(arn) };
    const { CiphertextBlob } = await call(scope, 'Encrypt', input, region);
    return toBase64(CiphertextBlob as Bytes);
  }
  const signer = await newSigner(scope.subtle);
  const context = { ...contextOf(arn), [PUBLIC_KEY]: signer.publicKey };
  const input = { KeyId: keyId, NumberOfBytes: 32, EncryptionContext: context };
  const made = await call(scope, 'GenerateDataKey', input, region);
  const message = await sealMessage(scope, plaintext, {
    context,
    keyArn: String(made.KeyId),
    wrapped: made.CiphertextBlob as Bytes,
    dataKey: made.Plaintext as Bytes,
    signer,
  });
  return toBase64(message);
}

/** The value of a version in clear, as the caller. @throws {SsmError} what KMS refused */
export async function decryptValue(
  scope: HandleScope,
  { arn, region }: Parameter,
  { tier, value }: ParameterVersion,
): Promise<string> {
  const bytes = fromBase64(value);
  if (tier === 'Standard') {
    const input = { CiphertextBlob: bytes, EncryptionContext: contextOf(arn) };
    return fromUtf8((await call(scope, 'Decrypt', input, region)).Plaintext as Bytes);
  }
  const { context, wrapped } = whole(() => headerOf(bytes));
  const asked = { CiphertextBlob: wrapped, EncryptionContext: { ...context, ...contextOf(arn) } };
  const { Plaintext } = await call(scope, 'Decrypt', asked, region);
  try {
    return fromUtf8(await openMessage(scope.subtle, bytes, Plaintext as Bytes));
  } catch (cause) {
    throw damaged(cause);
  }
}

/** What binds a value to its parameter. Source: services.md section 9. */
function contextOf(arn: string): EncryptionContext {
  return { PARAMETER_ARN: arn };
}

function call({ callKms, request, requestId }: HandleScope, operation: string, input: object, region: Region) {
  const kms = new ServiceKms({ callKms }, SSM, SsmError.fromKms);
  return kms.call(operation, { ...input }, { by: onBehalfOf(request, requestId), region });
}

function whole<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw damaged(cause);
  }
}

/** The lab's file holds something else than Parameter Store wrote. On AWS nobody sees that. */
function damaged(cause: unknown): Error {
  if (!(cause instanceof AwsError) || cause instanceof SsmError) return cause as Error;
  return new SsmError(
    'InternalServerError',
    'An error occurred on the server side.',
    'invalid-ciphertext',
    {},
    { cause },
  );
}

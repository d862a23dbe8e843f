import type { ServicePrincipal } from '../../cloud/principal.ts';
import { fromUtf8, toBase64, utf8 } from '../../crypto/bytes.ts';
import type { EncryptionContext } from '../../crypto/encryption-context.ts';
import { AwsError } from '../../errors/aws-error.ts';
import { SecretsManagerError } from '../../errors/secrets-manager-errors.ts';
import type { HandleScope } from '../../operations/operation.ts';
import type { Bytes } from '../../ports.ts';
import { DataCipher } from '../data-cipher.ts';
import { keyInAccountOf } from '../key-in-account.ts';
import { onBehalfOf } from '../on-behalf-of.ts';
import { type KmsCaller, ServiceKms } from '../service-kms.ts';
import type { SealedValue, SecretIdentity, SecretVersion } from './secret.ts';

const SECRETS_MANAGER = 'secretsmanager.amazonaws.com' as ServicePrincipal;

/** The key where none is named. */
const DEFAULT_KEY = 'alias/aws/secretsmanager';

/** In place of a version's id, where a key is only tried. Source: services.md section 10. */
const VALIDATION = 'RequestToValidateKeyAccess';

/** A value in clear. */
export interface PlainValue {
  readonly holds: SealedValue['holds'];
  readonly bytes: Bytes;
}

type Place = Pick<SecretIdentity, 'arn' | 'region' | 'accountId'>;

/**
 * The calls of Secrets Manager to KMS, as the caller, and the encryption of values under data keys.
 * Source: KMS Developer Guide, "How AWS Secrets Manager uses AWS KMS"; services.md section 10.
 */
export class SecretValues {
  readonly #scope: HandleScope;
  readonly #writing: ServiceKms;
  readonly #reading: ServiceKms;

  constructor(scope: HandleScope) {
    this.#scope = scope;
    this.#writing = new ServiceKms(scope, SECRETS_MANAGER, SecretsManagerError.encryption);
    this.#reading = new ServiceKms(scope, SECRETS_MANAGER, SecretsManagerError.decryption);
  }

  /**
   * Whether the caller may use a key that it names for a secret; what is made is thrown away. Gives the key's ARN.
   * @throws {SecretsManagerError} what KMS refused
   */
  async tryKey(place: Place, kmsKeyId: string | null): Promise<string> {
    this.#checkIsReachable(place, kmsKeyId);
    const context = contextOf(place, VALIDATION);
    const caller = this.#callerIn(place);
    const made = await this.#writing.generateDataKey(namedIn(place, kmsKeyId), context, caller);
    made.plaintext.fill(0);
    (await this.#writing.decrypt(made.wrapped, context, caller)).fill(0);
    return made.keyArn;
  }

  /** Encrypts a value under a new data key. @throws {SecretsManagerError} what KMS refused */
  async seal(
    place: Place,
    kmsKeyId: string | null,
    versionId: string,
    { holds, bytes }: PlainValue,
  ): Promise<SealedValue> {
    this.#checkIsReachable(place, kmsKeyId);
    const context = contextOf(place, versionId);
    const dataKey = await this.#writing.generateDataKey(namedIn(place, kmsKeyId), context, this.#callerIn(place));
    const { keyArn, wrapped, plaintext } = dataKey;
    const cipher = await DataCipher.of(this.#scope, plaintext);
    return { holds, kmsKeyId, keyArn, wrapped, sealed: await cipher.sealText(bytes, nameOf(place, versionId)) };
  }

  /** @throws {SecretsManagerError} what KMS refused; for what was changed */
  async open(place: Place, { versionId, value }: SecretVersion): Promise<PlainValue> {
    this.#checkIsReachable(place, value.kmsKeyId);
    const opened = await this.#reading.decrypt(value.wrapped, contextOf(place, versionId), this.#callerIn(place));
    const cipher = await DataCipher.of(this.#scope, opened);
    try {
      return { holds: value.holds, bytes: await cipher.openText(value.sealed, nameOf(place, versionId)) };
    } catch (cause) {
      if (!(cause instanceof AwsError)) throw cause;
      const message = 'An error occurred on the server side.';
      throw new SecretsManagerError('InternalServiceError', message, 'invalid-ciphertext', {}, { cause });
    }
  }

  /**
   * The value with its data key under another KMS key; null where KMS does not let the caller take it from the old one or
   * put it under the new: then the version stays as it is.
   * @throws {SecretsManagerError} ThrottlingException
   */
  async rewrap(
    place: Place,
    { versionId, value }: SecretVersion,
    kmsKeyId: string | null,
  ): Promise<SealedValue | null> {
    const context = contextOf(place, versionId);
    const caller = this.#callerIn(place);
    const KeyId = namedIn(place, kmsKeyId);
    try {
      const Plaintext = await this.#reading.decrypt(value.wrapped, context, caller);
      const input = { KeyId, Plaintext, EncryptionContext: context };
      const made = await this.#writing.call('Encrypt', input, caller);
      Plaintext.fill(0);
      return { ...value, kmsKeyId, keyArn: String(made.KeyId), wrapped: toBase64(made.CiphertextBlob as Bytes) };
    } catch (error) {
      if (error instanceof SecretsManagerError && error.name !== 'ThrottlingException') return null;
      throw error;
    }
  }

  /** The policy of aws/secretsmanager lets in nobody of another account, and Secrets Manager says so before KMS does. */
  #checkIsReachable({ accountId }: Place, kmsKeyId: string | null): void {
    if (kmsKeyId !== null || accountId === this.#scope.request.accountId) return;
    throw SecretsManagerError.request(
      "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.",
      'secret-under-default-key',
    );
  }

  #callerIn({ region }: Place): KmsCaller {
    const { request, requestId } = this.#scope;
    return { by: onBehalfOf(request, requestId), region };
  }
}

/** A value as an answer has it. */
export function toldValue({ holds, bytes }: PlainValue): Readonly<Record<string, unknown>> {
  return holds === 'string' ? { SecretString: fromUtf8(bytes) } : { SecretBinary: bytes };
}

/** The value that a request brings; null where it brings none. @throws {SecretsManagerError} for two */
export function givenValue({
  SecretString: text,
  SecretBinary: bytes,
}: {
  readonly SecretString?: string;
  readonly SecretBinary?: Bytes;
}): PlainValue | null {
  if (text !== undefined && bytes !== undefined) {
    throw SecretsManagerError.parameter("You can't specify both SecretString and SecretBinary in the same request.");
  }
  if (text !== undefined) return { holds: 'string', bytes: utf8(text) };
  return bytes === undefined ? null : { holds: 'binary', bytes };
}

/** A key as it is kept: the AWS managed one is kept as none. */
export function keptKeyId(given: string | undefined): string | null {
  return given === undefined || given === '' || given === DEFAULT_KEY ? null : given;
}

/** A key's name, which is one of the secret's account, whoever calls. */
function namedIn(place: Place, kmsKeyId: string | null): string {
  return keyInAccountOf(place, kmsKeyId ?? DEFAULT_KEY);
}

/** What binds a data key to its secret and version. Source: services.md section 10. */
function contextOf({ arn }: Place, versionId: string): EncryptionContext {
  return { SecretARN: arn, SecretVersionId: versionId };
}

/** What is bound to a value: it opens nowhere else. */
function nameOf({ arn }: Place, versionId: string): Bytes {
  return utf8(`${arn}/${versionId}`);
}

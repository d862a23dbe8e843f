import type { KeyArn } from '../../cloud/arn.ts';
import type { Principal, ServicePrincipal } from '../../cloud/principal.ts';
import type { Region } from '../../cloud/regions.ts';
import { fromBase64, toBase64 } from '../../crypto/bytes.ts';
import { AwsError } from '../../errors/aws-error.ts';
import { RdsError } from '../../errors/rds-errors.ts';
import type { Bytes } from '../../ports.ts';
import { type BlockCipher, DATA_KEY_BYTES, OpenDataKey } from '../ebs/block-cipher.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import { type KmsCaller, type KmsRefused, ServiceKms } from '../service-kms.ts';
import type { ServiceWorks } from '../service-works.ts';
import type { DatabaseKey } from './database.ts';

const RDS = 'rds.amazonaws.com' as ServicePrincipal;
/** RDS's key where the caller names no other. Source: services.md section 8. */
export const DEFAULT_KEY = 'alias/aws/rds';

/** A key as a request or a snapshot names it, and what RDS calls it where KMS refuses it. */
export interface NamedKey {
  readonly keyId: string;
  readonly called: 'Specified' | 'The source snapshot';
}

/** A grant by which RDS's own session may use a key under `context`. */
export interface RdsGrant {
  readonly keyArn: KeyArn;
  readonly context: Readonly<Record<string, string>>;
  readonly operations: readonly string[];
  readonly to: Principal;
  readonly by: OnBehalfOf;
  readonly region: Region;
}

/** Who uses a data key, by which grant, where, and for whom. */
export interface ByGrant {
  readonly as: Principal;
  readonly grantId: string | null;
  readonly by: OnBehalfOf;
  readonly region: Region;
}

/**
 * The calls that RDS makes to KMS: as the caller to look at a key and to make a grant, and by that grant ever after.
 * Source: KMS Developer Guide, "How Amazon RDS uses AWS KMS"; services.md section 8.
 */
export class RdsKms {
  readonly #works: Pick<ServiceWorks, 'callKms' | 'ports' | 'world'>;
  /** Tokens of grants that this process has made, by their ids. */
  readonly #tokens = new Map<string, string>();

  constructor(works: Pick<ServiceWorks, 'callKms' | 'ports' | 'world'>) {
    this.#works = works;
  }

  /** The ARN of the key that is named, asked as the caller. @throws {RdsError} KMSKeyNotAccessibleFault */
  describe({ keyId, called }: NamedKey, by: OnBehalfOf, region: Region): Promise<KeyArn> {
    return this.#asked(keyId, called).describe(keyId, { by, region });
  }

  /** Makes a grant, as the caller. @returns its id. @throws {RdsError} KMSKeyNotAccessibleFault */
  async grant({ keyArn, context, operations, to, by, region }: RdsGrant, called: NamedKey['called']): Promise<string> {
    const input = {
      KeyId: keyArn,
      GranteePrincipal: to.arn,
      Operations: operations,
      Constraints: { EncryptionContextSubset: context },
    };
    const output = await this.#asked(keyArn, called).call('CreateGrant', input, { by, region });
    const grantId = String(output.GrantId);
    this.#tokens.set(grantId, String(output.GrantToken));
    return grantId;
  }

  /** Gives a grant back, as RDS. One that KMS won't take back stays, and harms nothing else. */
  async retire(keyArn: KeyArn, { as, grantId, by, region }: ByGrant): Promise<void> {
    if (grantId === null) return;
    this.#tokens.delete(grantId);
    try {
      await this.#call('RetireGrant', { KeyId: keyArn, GrantId: grantId }, { by, region, as });
    } catch (thrown) {
      if (!(thrown instanceof AwsError)) throw thrown;
    }
  }

  /** A new data key of 64 bytes, wrapped; its plaintext stays in KMS. @throws {RdsError} what KMS refused */
  async makeDataKey(keyArn: KeyArn, context: DatabaseKey['context'], how: ByGrant): Promise<DatabaseKey> {
    const input = {
      KeyId: keyArn,
      NumberOfBytes: DATA_KEY_BYTES,
      EncryptionContext: context,
      ...this.#token(keyArn, how),
    };
    const output = await this.#call('GenerateDataKeyWithoutPlaintext', input, how);
    return { keyArn, ciphertextBlob: toBase64(output.CiphertextBlob as Bytes), context };
  }

  /** Opens a wrapped data key, by a grant. @throws {RdsError} what KMS refused */
  async open({ keyArn, ciphertextBlob, context }: DatabaseKey, how: ByGrant): Promise<BlockCipher> {
    const output = await this.#call(
      'Decrypt',
      {
        KeyId: keyArn,
        CiphertextBlob: fromBase64(ciphertextBlob),
        EncryptionContext: context,
        ...this.#token(keyArn, how),
      },
      how,
    );
    return OpenDataKey.open(this.#works.ports, output.Plaintext as Bytes);
  }

  /** The same data key under another context, as the caller; its plaintext never leaves KMS. @throws {RdsError} */
  async rebind(from: DatabaseKey, context: DatabaseKey['context'], { by, region }: KmsCaller): Promise<DatabaseKey> {
    const { keyArn, ciphertextBlob } = from;
    const output = await this.#call(
      'ReEncrypt',
      {
        CiphertextBlob: fromBase64(ciphertextBlob),
        SourceKeyId: keyArn,
        SourceEncryptionContext: from.context,
        DestinationKeyId: keyArn,
        DestinationEncryptionContext: context,
      },
      { by, region },
    );
    return { keyArn, ciphertextBlob: toBase64(output.CiphertextBlob as Bytes), context };
  }

  /** What a host asks, whose refusals are the machines' to keep: in KMS's own words. */
  #call(operation: string, input: Readonly<Record<string, unknown>>, caller: KmsCaller) {
    return new ServiceKms(this.#works, RDS, inKmsWords).call(operation, input, caller);
  }

  #asked(keyId: string, called: NamedKey['called']): ServiceKms {
    return new ServiceKms(this.#works, RDS, (refused) => RdsError.keyNotAccessible(keyId, called, refused));
  }

  /** The token of a grant that stands: one that is gone would make the request malformed. */
  #token(keyArn: KeyArn, { grantId }: ByGrant): { readonly GrantTokens?: readonly string[] } {
    if (grantId === null || this.#works.world.grant(keyArn, grantId) === undefined) return {};
    const token = this.#tokens.get(grantId);
    return token === undefined ? {} : { GrantTokens: [token] };
  }
}

function inKmsWords({ message, because }: KmsRefused): RdsError {
  return new RdsError('KMSKeyNotAccessibleFault', message, because);
}

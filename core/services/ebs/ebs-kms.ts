import type { KeyArn } from '../../cloud/arn.ts';
import type { Principal, ServicePrincipal } from '../../cloud/principal.ts';
import type { Region } from '../../cloud/regions.ts';
import { fromBase64, toBase64 } from '../../crypto/bytes.ts';
import { AwsError } from '../../errors/aws-error.ts';
import type { Because } from '../../errors/because.ts';
import type { AwsErrorReply } from '../../lab/request.ts';
import type { Bytes } from '../../ports.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import type { ServiceWorks } from '../service-works.ts';
import { type BlockCipher, DATA_KEY_BYTES, OpenDataKey } from './block-cipher.ts';
import { ebsContext, type StoredData, type WrappedDataKey, wrappedKeysOf } from './blocks.ts';

const EC2 = 'ec2.amazonaws.com' as ServicePrincipal;

/** KMS turned a call of EBS away; it carries KMS's answer. */
export class KmsRefusal extends Error {
  override readonly name = 'KmsRefusal';
  readonly because: Because;
  readonly code: string;
  constructor({ name, message, because }: AwsErrorReply['error']) {
    super(message);
    this.code = name;
    this.because = because;
  }
}

/** A refusal as the machines keep it. @throws whatever is no refusal, for that is a bug. */
export function asRefusal(thrown: unknown): { readonly message: string; readonly because: Because } {
  if (thrown instanceof KmsRefusal || thrown instanceof AwsError) {
    return { message: thrown.message, because: thrown.because };
  }
  throw thrown;
}

/** A grant by which EC2's session may open what is wrapped under `context`. */
export interface Granted {
  readonly keyArn: KeyArn;
  readonly context: Readonly<Record<string, string>>;
  readonly to: Principal;
  readonly by: OnBehalfOf;
  readonly region: Region;
}

/**
 * The calls that EBS makes to KMS. Each walks the same corridor as anybody's, with `ec2.amazonaws.com` as the service
 * that calls. Source: services.md section 3, "KMS calls by step".
 */
export class EbsKms {
  readonly #works: ServiceWorks;
  /** Tokens of the grants that stand, by their ids. */
  readonly #tokens = new Map<string, string>();

  constructor(works: ServiceWorks) {
    this.#works = works;
  }

  /** The ARN of the key that `keyId` names, asked as the caller. @throws {KmsRefusal} */
  async describe(keyId: string, by: OnBehalfOf, region: Region): Promise<KeyArn> {
    const output = await this.#call('DescribeKey', by.principal, by, region, { KeyId: keyId });
    return (output.KeyMetadata as { Arn: KeyArn }).Arn;
  }

  /** A new data key of 64 bytes, wrapped; its plaintext stays in KMS. @throws {KmsRefusal} */
  async makeDataKey(keyArn: KeyArn, id: string, by: OnBehalfOf, region: Region): Promise<WrappedDataKey> {
    const input = { KeyId: keyArn, NumberOfBytes: DATA_KEY_BYTES, EncryptionContext: ebsContext(id) };
    return wrap(keyArn, await this.#call('GenerateDataKeyWithoutPlaintext', by.principal, by, region, input), id);
  }

  /** Opens a wrapped data key, as the caller or, by a grant, as EC2's own session. @throws {KmsRefusal} */
  async open(...asked: Parameters<EbsKms['unwrap']>): Promise<BlockCipher> {
    return OpenDataKey.open(this.#works.ports, await this.unwrap(...asked));
  }

  /** The plaintext of a wrapped data key, which is to be wiped. @throws {KmsRefusal} */
  async unwrap(
    dataKey: WrappedDataKey,
    as: Principal,
    by: OnBehalfOf,
    region: Region,
    grantId: string | null = null,
  ): Promise<Bytes> {
    const token = grantId === null ? undefined : this.#tokens.get(grantId);
    const output = await this.#call('Decrypt', as, by, region, {
      KeyId: dataKey.keyArn,
      CiphertextBlob: fromBase64(dataKey.ciphertextBlob),
      EncryptionContext: ebsContext(dataKey.boundTo),
      ...(token === undefined ? {} : { GrantTokens: [token] }),
    });
    return output.Plaintext as Bytes;
  }

  /** The same data key under another KMS key; its plaintext never leaves KMS. @throws {KmsRefusal} */
  async rewrap(
    from: WrappedDataKey,
    keyArn: KeyArn,
    id: string,
    by: OnBehalfOf,
    region: Region,
  ): Promise<WrappedDataKey> {
    const output = await this.#call('ReEncrypt', by.principal, by, region, {
      CiphertextBlob: fromBase64(from.ciphertextBlob),
      SourceKeyId: from.keyArn,
      SourceEncryptionContext: ebsContext(from.boundTo),
      DestinationKeyId: keyArn,
      DestinationEncryptionContext: ebsContext(id),
    });
    return wrap(keyArn, output, id);
  }

  /**
   * Makes a grant, as the caller. One that a process had made, which ended in the middle of the work, is given back
   * first: its token went with the process.
   * @throws {KmsRefusal}
   */
  async grant(granted: Granted): Promise<string> {
    const { keyArn, context, to, by, region } = granted;
    const left = this.standingGrant(granted);
    if (left !== undefined) await this.retire(granted, left);
    const output = await this.#call('CreateGrant', by.principal, by, region, {
      KeyId: keyArn,
      GranteePrincipal: to.arn,
      Operations: ['Decrypt', 'RetireGrant'],
      Constraints: { EncryptionContextSubset: context },
    });
    const grantId = String(output.GrantId);
    this.#tokens.set(grantId, String(output.GrantToken));
    return grantId;
  }

  /** Whether this process made the grant, and has not given it back. */
  holdsToken(grantId: string): boolean {
    return this.#tokens.has(grantId);
  }

  /** The id of the grant that a session of EC2's has on a key for one resource, if it has one. */
  standingGrant({ keyArn, context, to }: Pick<Granted, 'keyArn' | 'context' | 'to'>): string | undefined {
    const id = context['aws:ebs:id'];
    return this.#works.world.grants
      .get(keyArn)
      ?.find(
        ({ granteePrincipal, encryptionContextSubset }) =>
          granteePrincipal === to.arn && encryptionContextSubset?.['aws:ebs:id'] === id,
      )?.grantId;
  }

  /** Gives a grant back, as EC2's session. One that KMS won't take back stays, and harms nothing else. */
  async retire({ keyArn, to, by, region }: Omit<Granted, 'context'>, grantId: string): Promise<void> {
    this.#tokens.delete(grantId);
    try {
      await this.#call('RetireGrant', to, by, region, { KeyId: keyArn, GrantId: grantId });
    } catch (thrown) {
      asRefusal(thrown);
    }
  }

  /** Does work while a grant stands; it is given back however the work ends. @throws {KmsRefusal} */
  async withGrant<T>(granted: Granted, work: (grantId: string) => Promise<T>): Promise<T> {
    const grantId = await this.grant(granted);
    try {
      return await work(grantId);
    } finally {
      await this.retire(granted, grantId);
    }
  }

  async #call(
    operation: string,
    principal: Principal,
    by: OnBehalfOf,
    region: Region,
    input: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>> {
    const outcome = await this.#works.callKms({
      operation,
      input,
      principal,
      ...(by.session === undefined || principal !== by.principal ? {} : { session: by.session }),
      region,
      via: EC2,
      causedBy: by.requestId,
    });
    if (!outcome.reply.ok) throw new KmsRefusal(outcome.reply.error);
    return outcome.reply.output;
  }
}

/**
 * Reaches data through the first of its keys that lets the caller. Simplified: in which order AWS tries a snapshot's own
 * key and an associated one is not published.
 * @throws {KmsRefusal} what KMS says of the snapshot's own key, where none does
 */
export async function firstThatOpens<T>(data: StoredData, open: (wrapped: WrappedDataKey) => Promise<T>): Promise<T> {
  let refusal: unknown = new Error('unencrypted data has no key to be opened by');
  for (const [index, wrapped] of wrappedKeysOf(data).entries()) {
    try {
      return await open(wrapped);
    } catch (thrown) {
      asRefusal(thrown);
      if (index === 0) refusal = thrown;
    }
  }
  throw refusal;
}

function wrap(keyArn: KeyArn, output: Readonly<Record<string, unknown>>, boundTo: string): WrappedDataKey {
  return { keyArn, ciphertextBlob: toBase64(output.CiphertextBlob as Bytes), boundTo };
}

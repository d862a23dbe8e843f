import { fromBase64, toBase64, utf8 } from '../../crypto/bytes.ts';
import type { Safe } from '../../crypto/safe.ts';
import { AwsError } from '../../errors/aws-error.ts';
import { SqsError } from '../../errors/sqs-errors.ts';
import type { Bytes } from '../../ports.ts';
import { DataCipher } from '../data-cipher.ts';
import { keyInAccountOf } from '../key-in-account.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import { OWNED_KEY_BYTES, openUnderOwned, sealUnderOwned } from '../owned-key.ts';
import type { ServiceWorks } from '../service-works.ts';
import { DataKeys } from './data-keys.ts';
import type { MessageEncryption, MessageIdentity } from './message.ts';
import type { Queue } from './queue.ts';

/** Where SQS works: its own keys in the safe too. */
export type SqsWorks = ServiceWorks & { readonly safe: Safe };

/** A body on the disk. */
export type KeptBody = Pick<MessageIdentity, 'encryption' | 'body'>;

/** The hosts of SQS: where data keys are opened, and bodies are encrypted on their way to the disk. */
export class SqsHost {
  readonly #works: SqsWorks;
  readonly #dataKeys: DataKeys;

  constructor(works: SqsWorks) {
    this.#works = works;
    this.#dataKeys = new DataKeys(works);
  }

  /** Encrypts a body as its queue says, and puts it on the disk. @throws {SqsError} what KMS refused */
  async keep(queue: Queue, messageId: string, body: Bytes, by: OnBehalfOf): Promise<KeptBody> {
    const { encryption, cipher } = await this.#toSendWith(queue, messageId, by);
    const blockId = `block-${this.#works.ids.hex(32)}`;
    if (cipher === null) {
      this.#works.ports.store.putBlock(blockId, body);
      return { encryption, body: { blockId, iv: '' } };
    }
    const { iv, sealed } = await cipher.seal(body, nameOf(queue, messageId));
    this.#works.ports.store.putBlock(blockId, sealed);
    return { encryption, body: { blockId, iv: toBase64(iv) } };
  }

  /** A body from the disk, decrypted. @throws {SqsError} what KMS refused; for one that was changed */
  async read(queue: Queue, { messageId, encryption, body }: MessageIdentity, by: OnBehalfOf): Promise<Bytes> {
    const kept = this.#works.ports.store.getBlock(body.blockId);
    if (kept === undefined) throw damaged();
    if (encryption.kind === 'none') return kept;
    const name = nameOf(queue, messageId);
    const cipher =
      encryption.kind === 'sse-kms'
        ? await this.#dataKeys.toReceiveWith(queue, encryption.wrapped, by)
        : await this.#openOwned(queue, encryption.dataKey, name);
    try {
      return await cipher.open({ iv: fromBase64(body.iv), sealed: kept }, name);
    } catch (cause) {
      if (!(cause instanceof AwsError)) throw cause;
      throw damaged({ cause });
    }
  }

  async #toSendWith(
    queue: Queue,
    messageId: string,
    by: OnBehalfOf,
  ): Promise<{ readonly encryption: MessageEncryption; readonly cipher: DataCipher | null }> {
    const { encryption } = queue.settings;
    switch (encryption.kind) {
      case 'none':
        return { encryption, cipher: null };
      case 'sse-sqs': {
        const { safe, ports } = this.#works;
        const dataKey = ports.random.bytes(OWNED_KEY_BYTES);
        const sealed = await sealUnderOwned(safe, queue.ownedKey, dataKey, nameOf(queue, messageId));
        return { encryption: { kind: 'sse-sqs', dataKey: sealed }, cipher: await DataCipher.of(ports, dataKey) };
      }
      case 'sse-kms': {
        const named = keyInAccountOf(queue, encryption.keyId);
        const { keyArn, wrapped, cipher } = await this.#dataKeys.toSendWith(queue, named, by);
        return { encryption: { kind: 'sse-kms', keyArn, wrapped }, cipher };
      }
    }
  }

  async #openOwned(queue: Queue, dataKey: string, name: Bytes): Promise<DataCipher> {
    const { safe, ports } = this.#works;
    return DataCipher.of(ports, await openUnderOwned(safe, queue.ownedKey, dataKey, name));
  }
}

/** What is bound to a body: it opens nowhere else. */
function nameOf({ arn }: Queue, messageId: string): Bytes {
  return utf8(`${arn}/${messageId}`);
}

/** The disk holds something else than SQS wrote. On AWS nobody sees that. */
function damaged(options?: ErrorOptions): SqsError {
  const message = 'We encountered an internal error. Please try again.';
  return new SqsError('InternalError', message, 'invalid-ciphertext', {}, options);
}

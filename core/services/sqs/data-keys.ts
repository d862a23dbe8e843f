import type { ServicePrincipal } from '../../cloud/principal.ts';
import type { EncryptionContext } from '../../crypto/encryption-context.ts';
import { SqsError } from '../../errors/sqs-errors.ts';
import type { EpochMs, Ports } from '../../ports.ts';
import { DataCipher } from '../data-cipher.ts';
import { Held } from '../held.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import { requesterOf } from '../requester.ts';
import { ServiceKms } from '../service-kms.ts';
import type { ServiceWorks } from '../service-works.ts';
import type { Queue } from './queue.ts';

const SQS = 'sqs.amazonaws.com' as ServicePrincipal;

/** A data key to send with. */
export interface SendingKey {
  readonly keyArn: string;
  /** Base64 of KMS's CiphertextBlob: it lies beside every message that the key encrypts. */
  readonly wrapped: string;
  readonly cipher: DataCipher;
}

/**
 * The data keys that SQS holds in its memory, for a queue's reuse period: while it holds one it asks KMS nothing, so
 * that neither the key's policy nor its state is looked at. Each sender and each receiver has its own, and who does
 * both has two: that is how AWS counts the calls, two a period for each sender (GenerateDataKey, and a Decrypt that
 * checks the new key), and one for each receiver. KMS is asked as whoever sends or receives, who may be a service.
 * Source: SQS Developer Guide, "Amazon SQS Key management", "Understanding the data key reuse period" and "Estimating
 * AWS KMS costs".
 */
export class DataKeys {
  readonly #works: Pick<ServiceWorks, 'world'> & { readonly ports: Pick<Ports, 'subtle' | 'random'> };
  readonly #kms: ServiceKms;
  /** By sender, queue and key. */
  readonly #sending = new Held<SendingKey>();
  /** By receiver and wrapped key. */
  readonly #receiving = new Held<DataCipher>();

  constructor(works: ServiceWorks) {
    this.#works = works;
    this.#kms = new ServiceKms(works, SQS, SqsError.fromKms);
  }

  /** @throws {SqsError} what KMS refused */
  async toSendWith(queue: Queue, keyId: string, by: OnBehalfOf): Promise<SendingKey> {
    const name = JSON.stringify([requesterOf(by.principal), queue.arn, keyId]);
    const held = this.#sending.at(name, this.#now, reusePeriodMs(queue));
    if (held !== null) return held;
    const context = contextOf(queue);
    const caller = { by, region: queue.region };
    const { keyArn, wrapped, plaintext } = await this.#kms.generateDataKey(keyId, context, caller);
    plaintext.fill(0);
    const opened = await this.#kms.decrypt(wrapped, context, caller);
    const made = { keyArn, wrapped, cipher: await DataCipher.of(this.#works.ports, opened) };
    this.#sending.hold(name, made, this.#now);
    return made;
  }

  /** @throws {SqsError} what KMS refused */
  async toReceiveWith(queue: Queue, wrapped: string, by: OnBehalfOf): Promise<DataCipher> {
    const name = `${requesterOf(by.principal)} ${wrapped}`;
    const held = this.#receiving.at(name, this.#now, reusePeriodMs(queue));
    if (held !== null) return held;
    const opened = await this.#kms.decrypt(wrapped, contextOf(queue), { by, region: queue.region });
    const cipher = await DataCipher.of(this.#works.ports, opened);
    this.#receiving.hold(name, cipher, this.#now);
    return cipher;
  }

  get #now(): EpochMs {
    return this.#works.world.now;
  }
}

function reusePeriodMs({ settings }: Queue): number {
  return settings.dataKeyReuseSeconds * 1_000;
}

/** What binds a data key to its queue. Source: services.md section 11. */
function contextOf({ arn }: Queue): EncryptionContext {
  return { 'aws:sqs:arn': arn };
}

import type { KeyArn } from '../../cloud/arn.ts';
import type { EncryptionContext } from '../../crypto/encryption-context.ts';
import type { EpochMs, Ports } from '../../ports.ts';
import { DataCipher } from '../data-cipher.ts';
import { Held } from '../held.ts';
import { requesterOf } from '../requester.ts';
import type { ServiceWorks } from '../service-works.ts';
import type { OnBehalfOf, S3Kms } from './s3-kms.ts';

/**
 * How long S3 holds a bucket-level key, by the lab's clock.
 * Simplified: AWS says "for a limited time" and no more. Source: S3 User Guide, "Reducing the cost of SSE-KMS with
 * Amazon S3 Bucket Keys".
 */
export const BUCKET_KEY_LIFETIME_MS = 5 * 60_000;

/** A bucket-level key: it wraps the data keys of objects. */
interface BucketKey {
  readonly keyArn: KeyArn;
  /** Base64 of KMS's CiphertextBlob: it lies beside every object whose data key it wraps. */
  readonly wrapped: string;
  readonly cipher: DataCipher;
}

/**
 * The bucket-level keys that S3 holds in its memory. While it holds one, it asks KMS nothing, and nobody: neither the
 * key's policy nor its state is looked at. Each requester has its own, so that each stands in CloudTrail at least once.
 * Source: S3 User Guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys".
 */
export class BucketKeys {
  readonly #works: Pick<ServiceWorks, 'world'> & { readonly ports: Pick<Ports, 'subtle' | 'random'> };
  readonly #kms: S3Kms;
  /** To write with, by requester, key and context. */
  readonly #current = new Held<BucketKey>();
  /** To read with, by requester and wrapped key. */
  readonly #open = new Held<DataCipher>();

  constructor(works: ServiceWorks, kms: S3Kms) {
    this.#works = works;
    this.#kms = kms;
  }

  /** The key to wrap a new object's data key with. `context` names the bucket. @throws {S3Error} what KMS refused */
  async toWriteWith(keyId: string, context: EncryptionContext, by: OnBehalfOf): Promise<BucketKey> {
    const requester = requesterOf(by.principal);
    const name = JSON.stringify([requester, by.region, keyId, Object.entries(context).sort()]);
    const held = this.#current.at(name, this.#now, BUCKET_KEY_LIFETIME_MS);
    if (held !== null) return held;
    const { keyArn, plaintext, wrapped } = await this.#kms.generateDataKey(keyId, context, by);
    const made = { keyArn, wrapped, cipher: await DataCipher.of(this.#works.ports, plaintext) };
    this.#current.hold(name, made, this.#now);
    this.#open.hold(`${requester} ${wrapped}`, made.cipher, this.#now);
    return made;
  }

  /** A key that an object's data key is wrapped with. @throws {S3Error} what KMS refused */
  async toReadWith(wrapped: string, context: EncryptionContext, by: OnBehalfOf): Promise<DataCipher> {
    const name = `${requesterOf(by.principal)} ${wrapped}`;
    const held = this.#open.at(name, this.#now, BUCKET_KEY_LIFETIME_MS);
    if (held !== null) return held;
    const opened = await DataCipher.of(this.#works.ports, await this.#kms.decrypt(wrapped, context, by));
    this.#open.hold(name, opened, this.#now);
    return opened;
  }

  get #now(): EpochMs {
    return this.#works.world.now;
  }
}

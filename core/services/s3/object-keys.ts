import { s3Arn } from '../../cloud/arn.ts';
import { utf8 } from '../../crypto/bytes.ts';
import type { Safe } from '../../crypto/safe.ts';
import type { Bytes } from '../../ports.ts';
import { DataCipher, type SealedText } from '../data-cipher.ts';
import { openUnderOwned, sealUnderOwned } from '../owned-key.ts';
import type { ServiceWorks } from '../service-works.ts';
import type { Bucket } from './bucket.ts';
import { BucketKeys } from './bucket-keys.ts';
import { type CustomerKey, keepNoKey } from './customer-key.ts';
import type { EncryptionChoice } from './encryption-choice.ts';
import { type OnBehalfOf, S3Kms } from './s3-kms.ts';
import type { ObjectEncryption } from './stored-object.ts';

const DATA_KEY_BYTES = 32;

/** Where S3 works: its own key in the safe too. */
export type S3Works = ServiceWorks & { readonly safe: Safe };

/** The object that a data key is for. */
export interface KeyPlace {
  readonly bucket: Bucket;
  readonly key: string;
  /** Bound to what wraps the data key. */
  readonly dataId: string;
}

/**
 * Makes and opens the data keys of objects, each kind of encryption in its way. Plaintext keys are in S3's memory while
 * a request lasts; bucket-level keys a little longer.
 * Source: services.md section 7, and the pages of the S3 User Guide that it names.
 */
export class ObjectKeys {
  readonly #works: S3Works;
  readonly #kms: S3Kms;
  readonly #bucketKeys: BucketKeys;

  constructor(works: S3Works) {
    this.#works = works;
    this.#kms = new S3Kms(works);
    this.#bucketKeys = new BucketKeys(works, this.#kms);
  }

  /** A new data key, as it lies beside the data and ready to use. @throws {S3Error} what KMS refused */
  async make(
    choice: EncryptionChoice,
    place: KeyPlace,
    by: OnBehalfOf,
  ): Promise<{ readonly encryption: ObjectEncryption; readonly cipher: DataCipher }> {
    const { ports } = this.#works;
    switch (choice.kind) {
      case 'sse-s3': {
        const dataKey = ports.random.bytes(DATA_KEY_BYTES);
        const encryption = { kind: choice.kind, dataKey: await this.#sealAsOwner(dataKey, place) };
        return { encryption, cipher: await DataCipher.of(ports, dataKey) };
      }
      case 'sse-kms': {
        if (choice.bucketKey) return this.#makeUnderBucketKey(choice, place, by);
        const context = { ...choice.context, 'aws:s3:arn': objectArn(place) };
        const { keyArn, wrapped, plaintext } = await this.#kms.generateDataKey(choice.keyId, context, by);
        const encryption = { kind: choice.kind, keyArn, wrapped, context };
        return { encryption, cipher: await DataCipher.of(ports, plaintext) };
      }
      case 'dsse-kms': {
        const context = { ...choice.context, 'aws:s3:arn': objectArn(place) };
        const { keyArn, wrapped, plaintext } = await this.#kms.generateDataKey(choice.keyId, context, by);
        const outer = ports.random.bytes(DATA_KEY_BYTES);
        const outerDataKey = await this.#sealAsOwner(outer, place);
        const encryption = { kind: choice.kind, keyArn, wrapped, context, outerDataKey };
        return { encryption, cipher: await DataCipher.of(ports, plaintext, outer) };
      }
      case 'sse-c':
        return {
          encryption: keepNoKey(choice.key, ports),
          cipher: await DataCipher.of(ports, choice.key.bytes.slice()),
        };
    }
  }

  /** The data key of an object; `customerKey` has been compared already. @throws {S3Error} what KMS refused */
  async open(
    encryption: ObjectEncryption,
    place: KeyPlace,
    customerKey: CustomerKey | null,
    by: OnBehalfOf,
  ): Promise<DataCipher> {
    const { ports } = this.#works;
    switch (encryption.kind) {
      case 'sse-s3':
        return DataCipher.of(ports, await this.#openAsOwner(encryption.dataKey, place));
      case 'sse-kms':
        return DataCipher.of(ports, await this.#kms.decrypt(encryption.wrapped, encryption.context, by));
      case 'sse-kms-bucket-key': {
        const bucketKey = await this.#bucketKeys.toReadWith(encryption.wrapped, encryption.context, by);
        return DataCipher.of(ports, await bucketKey.openText(encryption.dataKey, utf8(place.dataId)));
      }
      case 'dsse-kms': {
        const inner = await this.#kms.decrypt(encryption.wrapped, encryption.context, by);
        return DataCipher.of(ports, inner, await this.#openAsOwner(encryption.outerDataKey, place));
      }
      case 'sse-c':
        if (customerKey === null) throw new Error('an object under a customer key is opened without it');
        return DataCipher.of(ports, customerKey.bytes.slice());
    }
  }

  async #makeUnderBucketKey(
    choice: Extract<EncryptionChoice, { kind: 'sse-kms' | 'dsse-kms' }>,
    place: KeyPlace,
    by: OnBehalfOf,
  ): Promise<{ readonly encryption: ObjectEncryption; readonly cipher: DataCipher }> {
    const { ports } = this.#works;
    const context = { ...choice.context, 'aws:s3:arn': s3Arn(place.bucket.region, place.bucket.name) };
    const { keyArn, wrapped, cipher } = await this.#bucketKeys.toWriteWith(choice.keyId, context, by);
    const dataKey = ports.random.bytes(DATA_KEY_BYTES);
    const sealed = await cipher.sealText(dataKey, utf8(place.dataId));
    return {
      encryption: { kind: 'sse-kms-bucket-key', keyArn, wrapped, context, dataKey: sealed },
      cipher: await DataCipher.of(ports, dataKey),
    };
  }

  #sealAsOwner(dataKey: Bytes, { bucket, dataId }: KeyPlace): Promise<SealedText> {
    return sealUnderOwned(this.#works.safe, bucket.ownedKey, dataKey, utf8(dataId));
  }

  #openAsOwner(text: SealedText, { bucket, dataId }: KeyPlace): Promise<Bytes> {
    return openUnderOwned(this.#works.safe, bucket.ownedKey, text, utf8(dataId));
  }
}

function objectArn({ bucket, key }: KeyPlace): string {
  return s3Arn(bucket.region, bucket.name, key);
}

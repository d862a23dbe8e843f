import { createLab, DEFAULT_WORLD } from '../../core/index.ts';
import { nodePorts } from '../../core/node/index.ts';
import { time, timeRatio } from './pairs.ts';
import type { BenchRow } from './row.ts';

const OBJECTS = 40;
const OBJECT_BYTES = 1024 * 1024;

/** What S3 costs beside the encryption that it does. */
export const s3Rows: readonly BenchRow[] = [
  {
    what: 'S3 put and get of 1 MiB under SSE-KMS with bucket keys in process, against bare AES-GCM of the same bytes',
    unit: '×',
    budget: { atLeast: 0.5 },
    async measure() {
      const ports = nodePorts();
      const lab = await createLab(ports, { ...DEFAULT_WORLD, start: 0 });
      const caller = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' };
      const call = async (
        service: string,
        operation: string,
        input: object,
      ): Promise<Readonly<Record<string, unknown>>> => {
        const { reply } = await lab.call({ service, operation, input, ...caller });
        if (!reply.ok) throw new Error(reply.error.message);
        return reply.output;
      };
      const { KeyId } = (await call('kms', 'CreateKey', {})).KeyMetadata as { readonly KeyId: string };
      await call('s3', 'CreateBucket', { Bucket: 'bench' });
      const ByDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KeyId };
      const Rules = [{ ApplyServerSideEncryptionByDefault: ByDefault, BucketKeyEnabled: true }];
      await call('s3', 'PutBucketEncryption', { Bucket: 'bench', ServerSideEncryptionConfiguration: { Rules } });
      const Body = ports.random.bytes(OBJECT_BYTES);
      const key = await ports.subtle.importKey('raw', ports.random.bytes(32), 'AES-GCM', false, ['encrypt', 'decrypt']);
      const bare = () =>
        time(async () => {
          for (let n = 0; n < OBJECTS; n += 1) {
            const algorithm = { name: 'AES-GCM', iv: ports.random.bytes(12), tagLength: 128 };
            const sealed = await ports.subtle.encrypt(algorithm, key, Body);
            await ports.subtle.decrypt(algorithm, key, sealed);
          }
        });
      // The same keys again and again: a bench is not to fill the memory.
      const throughTheDoor = () =>
        time(async () => {
          for (let n = 0; n < OBJECTS; n += 1) {
            await call('s3', 'PutObject', { Bucket: 'bench', Key: `object-${n}`, Body });
            await call('s3', 'GetObject', { Bucket: 'bench', Key: `object-${n}` });
          }
        });
      return timeRatio(bare, throughTheDoor);
    },
  },
];

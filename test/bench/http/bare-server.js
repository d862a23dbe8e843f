/**
 * What an HTTP server costs that does nothing but JSON and the cryptography itself: the yardstick of the HTTP rows.
 * No signature, no policy, no record. One fixed key of each kind; the shapes of the answers are KMS's.
 * Prints `ready PORT` and ends with its standard input.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { Crypto } from '@peculiar/webcrypto';

const { subtle } = new Crypto();
const aesKey = await subtle.importKey('raw', randomBytes(32), 'AES-GCM', false, ['encrypt', 'decrypt']);
const { privateKey } = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
const additionalData = randomBytes(60);
const KEY_ARN = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** @param {Uint8Array<ArrayBuffer>} plaintext */
async function seal(plaintext) {
  const iv = randomBytes(12);
  const sealed = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData, tagLength: 128 }, aesKey, plaintext);
  return Buffer.concat([iv, Buffer.from(sealed)]).toString('base64');
}

/** @type {Readonly<Record<string, (input: Record<string, string>) => Promise<unknown>>>} */
const OPERATIONS = {
  CreateKey: async () => ({ KeyMetadata: { KeyId: KEY_ARN } }),
  Encrypt: async ({ Plaintext = '' }) => ({
    CiphertextBlob: await seal(Buffer.from(Plaintext, 'base64')),
    KeyId: KEY_ARN,
    EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  }),
  Decrypt: async ({ CiphertextBlob = '' }) => {
    const blob = Buffer.from(CiphertextBlob, 'base64');
    const algorithm = { name: 'AES-GCM', iv: blob.subarray(0, 12), additionalData, tagLength: 128 };
    const plaintext = Buffer.from(await subtle.decrypt(algorithm, aesKey, blob.subarray(12)));
    return { Plaintext: plaintext.toString('base64'), KeyId: KEY_ARN, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
  },
  GenerateDataKey: async () => {
    const dataKey = randomBytes(32);
    return { Plaintext: dataKey.toString('base64'), CiphertextBlob: await seal(dataKey), KeyId: KEY_ARN };
  },
  Sign: async ({ Message = '' }) => {
    const signature = await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, Buffer.from(Message, 'base64'));
    return { Signature: Buffer.from(signature).toString('base64'), KeyId: KEY_ARN, SigningAlgorithm: 'ECDSA_SHA_256' };
  },
};

const server = createServer((request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const target = String(request.headers['x-amz-target']);
    const answer = OPERATIONS[target.slice(target.indexOf('.') + 1)];
    if (answer === undefined) throw new Error(`the bare server has no ${target}`);
    const body = JSON.stringify(await answer(JSON.parse(Buffer.concat(chunks).toString())));
    response.writeHead(200, {
      'Content-Type': 'application/x-amz-json-1.1',
      'Content-Length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  process.stdout.write(`ready ${address.port}\n`);
});
process.stdin.resume().on('end', () => process.exit(0));

import { decodeBase64 } from '../aws-cli/base64.ts';
import { CliUsageError } from '../aws-cli/usage-error.ts';
import { IV_BYTES, importAesKey, openAesGcm, sealAesGcm, TAG_BYTES } from '../crypto/aes-gcm.ts';
import { concat, sameBytes, utf8 } from '../crypto/bytes.ts';
import { InvalidCiphertextException } from '../errors/kms-errors.ts';
import type { Bytes, Ports } from '../ports.ts';
import type { LaptopLine } from './laptop-line.ts';
import { type OutsideCrypto, OutsideCryptoError } from './outside-crypto.ts';
import { webOutsideCrypto } from './web-outside-crypto.ts';

/** What the laptop has to work with. */
export interface Laptop {
  readonly ports: Pick<Ports, 'subtle' | 'random' | 'outsideCrypto'>;
  /** The bytes of a file. @throws {CliUsageError} where there is none of that name */
  read(name: string): Bytes;
  write(name: string, bytes: Uint8Array): Promise<void>;
}

/** What a verb comes to: bytes for the screen or for `> NAME`, and whether they are to be read. */
export interface Done {
  readonly bytes: Bytes;
  /** What is said of it, where the bytes went into a file or there are none. */
  readonly says?: string;
  /** What did it, where it was not the lab's own code: `OpenSSL 3.0.19`. */
  readonly by?: string;
  readonly failed?: true;
}

/** A verb of the laptop. */
export interface Verb {
  readonly usage: string;
  readonly says: string;
  readonly run: (line: LaptopLine, laptop: Laptop) => Promise<Done>;
}

const NO_BYTES: Bytes = new Uint8Array(0);
const MOST_RANDOM = 4 * 1024 * 1024;

/** All that the laptop can do. It has no credentials, and calls nobody. */
export const VERBS: Readonly<Record<string, Verb>> = {
  encrypt: {
    usage: 'laptop encrypt --key KEYFILE NAME > OUT, or --public-key DERFILE',
    says: 'AES-256-GCM under the 32 bytes of a file, or RSAES-OAEP with SHA-256 to a public key',
    run: encrypt,
  },
  decrypt: {
    usage: 'laptop decrypt --key KEYFILE NAME > OUT',
    says: 'opens what laptop encrypt --key made',
    run: async (line, laptop) => ({ bytes: await decrypt(line, laptop) }),
  },
  verify: {
    usage: 'laptop verify --public-key DERFILE --signature SIGFILE NAME',
    says: 'whether an ECDSA P-256 signature over SHA-256 is right; ends with 1 where it is not',
    run: verify,
  },
  random: {
    usage: 'laptop random BYTES > NAME',
    says: 'random bytes',
    run: async (line, { ports }) => ({ bytes: ports.random.bytes(randomLength(line)) }),
  },
  write: {
    usage: 'laptop write NAME TEXT',
    says: 'puts a text into a file, in place of what was there',
    run: async (line, laptop) => {
      const [name, ...words] = line.operands;
      if (name === undefined || words.length === 0) throw usage('write');
      await laptop.write(name, utf8(words.join(' ')));
      return { bytes: NO_BYTES, says: `wrote ${name}` };
    },
  },
  show: {
    usage: 'laptop show NAME',
    says: 'what a file holds',
    run: async (line, laptop) => ({ bytes: laptop.read(onlyOperand(line)) }),
  },
  pick: {
    usage: 'laptop pick JSONFILE MEMBER > OUT',
    says: 'the bytes that stand as base64 in a member of a JSON answer; elsewhere: jq -r .MEMBER FILE | base64 --decode',
    run: async (line, laptop) => ({ bytes: pick(line, laptop) }),
  },
  forget: {
    usage: 'laptop forget NAME',
    says: 'overwrites a file with nothing',
    run: async (line, laptop) => {
      const name = onlyOperand(line);
      laptop.read(name);
      await laptop.write(name, NO_BYTES);
      return { bytes: NO_BYTES, says: `${name} holds nothing any more` };
    },
  },
  alter: {
    usage: 'laptop alter NAME',
    says: 'changes one bit of a file, its last: what somebody on the way might do to it',
    run: async (line, laptop) => {
      const name = onlyOperand(line);
      const bytes = laptop.read(name);
      const last = bytes.length - 1;
      if (last < 0) throw new CliUsageError(`laptop alter: ${name} holds nothing`);
      await laptop.write(name, bytes.with(last, (bytes[last] ?? 0) ^ 1));
      return { bytes: NO_BYTES, says: `${name} differs in one bit from what it was` };
    },
  },
  compare: {
    usage: 'laptop compare NAME OTHER',
    says: 'whether two files hold the same bytes; ends with 1 where they do not',
    run: async (line, laptop) => {
      const [one, other] = line.operands;
      if (one === undefined || other === undefined || line.operands.length > 2) throw usage('compare');
      const isSame = sameBytes(laptop.read(one), laptop.read(other));
      return isSame
        ? { bytes: NO_BYTES, says: `${one} and ${other} hold the same bytes` }
        : { bytes: NO_BYTES, says: `${one} and ${other} differ`, failed: true };
    },
  },
};

async function encrypt(line: LaptopLine, laptop: Laptop): Promise<Done> {
  const plaintext = laptop.read(onlyOperand(line));
  const { key, 'public-key': publicKey } = line.options;
  if (key !== undefined) {
    const { subtle, random } = laptop.ports;
    const iv = random.bytes(IV_BYTES);
    return { bytes: concat(iv, await sealAesGcm(subtle, await keyIn(key, laptop), plaintext, { iv, aad: NO_BYTES })) };
  }
  if (publicKey === undefined) throw usage('encrypt');
  const { name: by, result } = await outside(laptop, `encrypt to ${publicKey}`, (tool) =>
    tool.encrypt(laptop.read(publicKey), plaintext),
  );
  return { bytes: result, by };
}

/** Has something that is not the lab do it: the host's own program where there is one, or else WebCrypto. */
async function outside<T>(
  { ports }: Laptop,
  what: string,
  work: (tool: OutsideCrypto) => Promise<T>,
): Promise<{ readonly name: string; readonly result: T }> {
  const tool = (await ports.outsideCrypto?.()) ?? webOutsideCrypto(ports.subtle);
  try {
    return { name: tool.name, result: await work(tool) };
  } catch (error) {
    if (!(error instanceof OutsideCryptoError)) throw error;
    throw new CliUsageError(`laptop can't ${what}: ${error.message}`);
  }
}

async function decrypt(line: LaptopLine, laptop: Laptop): Promise<Bytes> {
  const { key } = line.options;
  const name = onlyOperand(line);
  if (key === undefined) throw usage('decrypt');
  const sealed = laptop.read(name);
  const opener = await keyIn(key, laptop);
  try {
    if (sealed.length < IV_BYTES + TAG_BYTES) throw new InvalidCiphertextException();
    const box = { iv: sealed.slice(0, IV_BYTES), sealed: sealed.slice(IV_BYTES) };
    return await openAesGcm(laptop.ports.subtle, opener, box, NO_BYTES);
  } catch (error) {
    if (!(error instanceof InvalidCiphertextException)) throw error;
    throw new CliUsageError(`laptop decrypt: ${name} does not open under ${key}: another key, or it was changed`);
  }
}

async function keyIn(name: string, laptop: Laptop): Promise<CryptoKey> {
  const raw = laptop.read(name);
  if (raw.length !== 32) {
    throw new CliUsageError(`laptop: ${name} must hold a key of 32 bytes, and holds ${raw.length}`);
  }
  return importAesKey(laptop.ports.subtle, raw);
}

async function verify(line: LaptopLine, laptop: Laptop): Promise<Done> {
  const { 'public-key': publicKey, signature } = line.options;
  const name = onlyOperand(line);
  if (publicKey === undefined || signature === undefined) throw usage('verify');
  const { name: by, result: isRight } = await outside(laptop, `verify with ${publicKey}`, (tool) =>
    tool.verify(laptop.read(publicKey), laptop.read(signature), laptop.read(name)),
  );
  return isRight
    ? { bytes: NO_BYTES, says: `the signature of ${name} is right`, by }
    : { bytes: NO_BYTES, says: `the signature is not one of ${name}, or not by this key`, by, failed: true };
}

function pick({ operands: [name, member, ...more] }: LaptopLine, laptop: Laptop): Bytes {
  if (name === undefined || member === undefined || more.length > 0) throw usage('pick');
  const value = memberOf(laptop.read(name), member);
  const bytes = typeof value === 'string' ? decodeBase64(value) : null;
  if (bytes === null) throw new CliUsageError(`laptop pick: ${name} has no ${member} in base64`);
  return bytes;
}

function memberOf(json: Uint8Array, member: string): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(json));
    return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(member) : undefined;
  } catch {
    return undefined; // no JSON has no members
  }
}

function randomLength({ operands: [text = '', ...more] }: LaptopLine): number {
  const length = Number(text);
  if (more.length === 0 && Number.isSafeInteger(length) && length > 0 && length <= MOST_RANDOM) return length;
  throw usage('random');
}

function onlyOperand({ verb, operands: [name, ...more] }: LaptopLine): string {
  if (name === undefined || more.length > 0) throw usage(verb);
  return name;
}

function usage(verb: string): CliUsageError {
  return new CliUsageError(`usage: ${VERBS[verb]?.usage ?? 'laptop help'}`);
}

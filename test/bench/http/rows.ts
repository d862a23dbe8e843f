import { time, timeRatio } from '../pairs.ts';
import type { BenchRow } from '../row.ts';
import { runToEnd } from '../run-to-end.ts';
import { load, once } from './load.ts';
import { type LoadedServer, peerServer, startBareServer, startKmslab, timeToReady } from './servers.ts';
import { signedRequest } from './signed-request.ts';

const CONNECTIONS = 32;
const REQUESTS = 2_000;
/** What is encrypted: a data key's length, the commonest thing to be wrapped. */
const PLAINTEXT = Buffer.alloc(32, 7).toString('base64');
const ALGORITHM = 'ECDSA_SHA_256';

/** One request of an operation, made so that a server can answer it: with a key, and a ciphertext, of its own. */
const LOADS = {
  Encrypt: (KeyId: string) => ({ KeyId, Plaintext: PLAINTEXT }),
  Decrypt: (_: string, CiphertextBlob: string) => ({ CiphertextBlob }),
  GenerateDataKey: (KeyId: string) => ({ KeyId, KeySpec: 'AES_256' }),
  Sign: (KeyId: string) => ({ KeyId, Message: PLAINTEXT, SigningAlgorithm: ALGORITHM }),
} as const;
type LoadName = keyof typeof LOADS;

/** What HTTP, the signature, the decision and the record cost, beside a server that does only JSON and AES-GCM. */
export function httpRows(peer: string | null): readonly BenchRow[] {
  const against = peer === null ? 'a bare server' : peer;
  const base = peer === null ? startBareServer : async () => peerServer(peer);
  return [
    ...(['Encrypt', 'Decrypt', 'GenerateDataKey', 'Sign'] as const).map(
      (name): BenchRow => ({
        what: `${name} over HTTP, ${CONNECTIONS} connections, calls a second against ${against}`,
        unit: '×',
        budget: { atLeast: peer === null ? 0.7 : 1 },
        measure: () => withServers(base, startKmslab, name),
      }),
    ),
    {
      what: 'start: kmslab serve until it is ready, against node -e 0',
      unit: '×',
      budget: { atMost: 2.5 },
      measure: () => timeRatio(timeToReady, () => time(() => runToEnd(process.execPath, ['-e', '0']))),
    },
  ];
}

async function withServers(
  startBase: () => Promise<LoadedServer>,
  startSubject: () => Promise<LoadedServer>,
  name: LoadName,
) {
  const base = await startBase();
  const subject = await startSubject();
  try {
    const baseRequest = await prepare(base, name);
    const subjectRequest = await prepare(subject, name);
    // Time of the other over time of ours is our rate over theirs.
    return await timeRatio(
      () => load(base.port, baseRequest, REQUESTS, CONNECTIONS),
      () => load(subject.port, subjectRequest, REQUESTS, CONNECTIONS),
    );
  } finally {
    await base.stop();
    await subject.stop();
  }
}

async function prepare({ port, by }: LoadedServer, name: LoadName): Promise<Buffer> {
  const call = async (operation: string, input: unknown) =>
    JSON.parse(await once(port, signedRequest(`127.0.0.1:${port}`, operation, input, by))) as Record<string, unknown>;
  const isSign = name === 'Sign';
  const spec = isSign ? { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' } : {};
  const { KeyMetadata } = await call('CreateKey', spec);
  const { KeyId } = KeyMetadata as { readonly KeyId: string };
  const { CiphertextBlob } = isSign ? { CiphertextBlob: '' } : await call('Encrypt', LOADS.Encrypt(KeyId));
  return signedRequest(`127.0.0.1:${port}`, name, LOADS[name](KeyId, String(CiphertextBlob)), by);
}

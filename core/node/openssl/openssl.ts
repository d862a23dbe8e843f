import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OutsideCrypto, OutsideCryptoError } from '../../laptop/outside-crypto.ts';
import { type OpensslRun, runOpenssl } from './run-openssl.ts';

/** openssl on this computer, or null where there is none that answers; asked once. */
export function openssl(): Promise<OutsideCrypto | null> {
  found ??= find();
  return found;
}

let found: Promise<OutsideCrypto | null> | undefined;

async function find(): Promise<OutsideCrypto | null> {
  const run = await runOpenssl(['version']);
  if (run === null || run.exitCode !== 0) return null;
  const [program = 'openssl', version = ''] = new TextDecoder().decode(run.stdout).split(' ');
  return { name: `${program} ${version}`.trim(), encrypt, verify };
}

/** Source: openssl-pkeyutl(1). */
const encrypt: OutsideCrypto['encrypt'] = (publicKey, plaintext) =>
  withFiles({ key: publicKey }, async ({ key }) => {
    const oaep = ['rsa_padding_mode:oaep', 'rsa_oaep_md:sha256', 'rsa_mgf1_md:sha256'];
    const options = oaep.flatMap((option) => ['-pkeyopt', option]);
    const args = ['pkeyutl', '-encrypt', '-pubin', '-keyform', 'DER', '-inkey', key, ...options];
    const run = await ran(args, plaintext);
    if (run.exitCode !== 0) throw new OutsideCryptoError(reasonOf(run));
    return run.stdout;
  });

/** Source: openssl-dgst(1). */
const verify: OutsideCrypto['verify'] = (publicKey, signature, message) =>
  withFiles({ key: publicKey, signature }, async (names) => {
    const args = ['dgst', '-sha256', '-keyform', 'DER', '-verify', names.key, '-signature', names.signature];
    const run = await ran(args, message);
    if (run.exitCode === 0) return true;
    if (/^Verification failure/i.test(new TextDecoder().decode(run.stdout)) || isNoSignature(run)) return false;
    throw new OutsideCryptoError(reasonOf(run));
  });

/** Bytes that are no signature at all get words of their own. */
function isNoSignature({ stderr }: OpensslRun): boolean {
  return /Error verifying data/i.test(stderr);
}

async function ran(args: readonly string[], input: Uint8Array): Promise<OpensslRun> {
  const run = await runOpenssl(args, input);
  if (run === null) throw new OutsideCryptoError('openssl has gone');
  return run;
}

/** Why it failed: the reason in OpenSSL's own line of places and numbers, or else its last words. */
function reasonOf({ stderr }: OpensslRun): string {
  const reason = /error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/i.exec(stderr)?.[1];
  return `openssl says: ${reason ?? stderr.trim().split('\n').at(-1) ?? 'nothing'}`;
}

/** Public keys and signatures in files of this user's alone, which are gone afterwards; no secret is among them. */
async function withFiles<N extends string, T>(
  contents: Readonly<Record<N, Uint8Array>>,
  use: (names: Readonly<Record<N, string>>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kmslab-openssl-'));
  try {
    const names: Record<string, string> = {};
    for (const [name, bytes] of Object.entries<Uint8Array>(contents)) {
      names[name] = join(folder, name);
      await writeFile(join(folder, name), bytes, { mode: 0o600 });
    }
    return await use(names as Record<N, string>);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

import type { RunOutcome } from '../../core/index.ts';

/** The output of a line's AWS call; null when it was refused or there was none. */
function outputOf({ outcome }: RunOutcome): Readonly<Record<string, unknown>> | null {
  return outcome?.reply.ok === true ? outcome.reply.output : null;
}

/** The bytes of one member of the output, e.g. `CiphertextBlob`; null when there are none. */
export function bytesIn(run: RunOutcome, member: 'CiphertextBlob' | 'Plaintext' | 'PublicKey'): Uint8Array | null {
  const value = outputOf(run)?.[member];
  return value instanceof Uint8Array ? value : null;
}

/** The key that an answer describes (CreateKey, DescribeKey); null when it describes none. */
export function keyIn(run: RunOutcome): { readonly keyArn: string; readonly region: string } | null {
  const metadata = outputOf(run)?.KeyMetadata;
  if (typeof metadata !== 'object' || metadata === null || !('Arn' in metadata)) return null;
  const keyArn = metadata.Arn;
  return typeof keyArn === 'string' ? { keyArn, region: keyArn.split(':')[3] ?? '' } : null;
}

/** AWS's refusal of a line's call, and the request by which to ask why; null when it was answered. */
export function refusalOf({ outcome }: RunOutcome): {
  readonly name: string;
  readonly message: string;
  readonly requestId: string;
} | null {
  if (outcome === null || outcome.reply.ok) return null;
  const { name, message } = outcome.reply.error;
  return { name, message, requestId: outcome.requestId };
}

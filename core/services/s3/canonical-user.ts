import { toHex } from '../../crypto/bytes.ts';
import type { Ports } from '../../ports.ts';

/**
 * The id by which S3 calls an account in its answers: 64 hexadecimal digits. Ours is made from the account's id.
 * Source: S3 User Guide, "Finding the canonical user ID for your AWS account".
 */
export function canonicalUserId(accountId: string, { sha256 }: Pick<Ports['primitives'], 'sha256'>): string {
  return toHex(sha256(`canonical user of ${accountId}`));
}

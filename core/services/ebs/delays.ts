/** How long EBS takes for its steps, by the lab's clock. All are ours: AWS names no times. */

/** From EC2's answer to EBS's first call to KMS. */
export const FIRST_CALL_DELAY_MS = 1_000;
/** From the checks of a copy's keys to its data key. */
export const DATA_KEY_DELAY_MS = 4_000;
/** From a copy's data key to the copying of its blocks. */
export const TRANSFER_MS = 55_000;
/** What a snapshot of a volume takes. */
export const SNAPSHOT_MS = 30_000;

/** How long EBS takes for its steps, by the lab's clock. All are ours: AWS names no times. */

/** From EC2's answer to EBS's first call to KMS. */
export const FIRST_CALL_DELAY_MS = 1_000;
/** From the checks of a copy's keys to its data key. */
export const DATA_KEY_DELAY_MS = 4_000;
/** From a copy's data key to the copying of its blocks. */
export const TRANSFER_MS = 55_000;
/** From EC2's answer to AttachVolume to the data key in the host's memory. */
export const ATTACH_MS = 2_000;
/** From EC2's answer to DetachVolume to the end of the grant. */
export const DETACH_MS = 5_000;
/** What an instance takes to run, to stop, or to end. */
export const INSTANCE_MS = 30_000;
/** How long EC2 tells of an instance that was terminated: up to an hour. Source: EC2 User Guide, "Terminate instances". */
export const TERMINATED_MS = 3_600_000;
/** What a snapshot of a volume takes. */
export const SNAPSHOT_MS = 30_000;

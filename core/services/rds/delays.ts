/** How long RDS takes, by the lab's clock. All are ours but the last two: AWS names no times. */

/** From the answer to the first call to KMS, for a new or a restored instance. */
export const CREATION_MS = 5 * 60_000;
export const START_MS = 3 * 60_000;
export const STOP_MS = 2 * 60_000;
export const DELETION_MS = 2 * 60_000;
export const DB_SNAPSHOT_MS = 2 * 60_000;
/** From CopyDBSnapshot's answer to the copy's data key. */
export const COPY_DATA_KEY_MS = 10_000;
/** From a copy's data key to the copying of its blocks. */
export const COPY_TRANSFER_MS = 4 * 60_000;
/** From a change of a key to RDS's next look at it. */
export const KEY_CHECK_MS = 5 * 60_000;
/** How long an instance whose key is lost can be recovered. Source: RDS User Guide, "Encrypting Amazon RDS resources". */
export const RECOVERY_MS = 7 * 86_400_000;
/** After that RDS starts a stopped instance. Source: RDS User Guide, "Stopping an Amazon RDS DB instance temporarily". */
export const STOPPED_AT_MOST_MS = 7 * 86_400_000;

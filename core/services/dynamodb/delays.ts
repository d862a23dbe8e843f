/**
 * How long things take, by the lab's clock. Simplified: AWS takes seconds for a small table, and minutes to hours for
 * the encryption of a large one.
 */
export const TABLE_IS_MADE_MS = 5_000;
export const TABLE_IS_CHANGED_MS = 5_000;
export const TABLE_IS_ENCRYPTED_MS = 30_000;
export const TABLE_IS_DELETED_MS = 5_000;

/** How soon DynamoDB looks at a key that was changed; see the table's machine. */
export const KEY_IS_CHECKED_MS = 5 * 60_000;

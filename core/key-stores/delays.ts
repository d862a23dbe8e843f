/**
 * How long connecting takes, by the lab's clock: about five minutes for an external key store, up to twenty for a
 * CloudHSM key store. Source: KMS Developer Guide, "Connecting and disconnecting".
 */
export const CONNECTING_MS = { AWS_CLOUDHSM: 20 * 60_000, EXTERNAL_KEY_STORE: 5 * 60_000 } as const;

/** How long disconnecting takes. Ours: AWS names no time. The keys are unavailable from its beginning. */
export const DISCONNECTING_MS = 60_000;

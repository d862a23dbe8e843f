import type { AccountId } from '../cloud/arn.ts';
import type { Region } from '../cloud/regions.ts';
import type { SafeItem } from '../crypto/safe.ts';
import type { ConnectionErrorCode } from './connection-state.ts';

/** The states of a cluster that matter to KMS. Source: CloudHSM API Reference, Cluster (State). */
export const CLUSTER_STATES = ['UNINITIALIZED', 'INITIALIZED', 'ACTIVE', 'DELETED'] as const;

/** What can be wrong with a cluster's network. Ours, one for each thing that AWS's guide tells how to repair. */
export const CLUSTER_NETWORKS = [
  'OK',
  'SLOW',
  'UNREACHABLE',
  'PORTS_CLOSED',
  'SUBNET_DELETED',
  'NO_FREE_ADDRESS',
] as const;

/** Where the crypto user `kmsuser` stands, as which KMS logs in. */
export const KMSUSER_STATES = ['READY', 'MISSING', 'LOGGED_IN'] as const;

/**
 * A simulated CloudHSM cluster: what KMS can see of one. Its keys are real AES-256 keys, sealed in the lab's safe; a
 * cluster made from a backup has the keys that there were then.
 * Source: KMS Developer Guide, "AWS CloudHSM key stores", "Assemble the prerequisites".
 */
export interface CloudHsmCluster {
  /** `cluster-` and 11 to 16 letters and digits. */
  readonly clusterId: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly state: (typeof CLUSTER_STATES)[number];
  /** Availability Zone → active HSMs in it. */
  readonly hsms: Readonly<Record<string, number>>;
  /** PEM, as in customerCA.crt. Clusters that share a backup history share it. */
  readonly trustAnchorCertificate: string;
  readonly network: (typeof CLUSTER_NETWORKS)[number];
  readonly kmsuser: {
    readonly state: (typeof KMSUSER_STATES)[number];
    readonly password: SafeItem;
    /** Failed log-ins since the password was last set; at five the account is locked. */
    readonly failedLogins: number;
  };
  /** Id of a key in the cluster → the key. */
  readonly backingKeys: Readonly<Record<string, SafeItem>>;
}

/** Failed log-ins that lock kmsuser out. Source: KMS Developer Guide, "How to fix invalid kmsuser credentials". */
const LOCKOUT = 5;

/** Active HSMs, in all zones together. */
export function activeHsms({ hsms }: CloudHsmCluster): number {
  return Object.values(hsms).reduce((sum, count) => sum + count, 0);
}

/** Why the cluster can't back a new key store or a new key; null when it can: two active HSMs in different zones. */
export function whyUnfit(cluster: CloudHsmCluster): string | null {
  const zones = Object.values(cluster.hsms).filter((count) => count > 0).length;
  if (zones < 2) {
    return `The AWS CloudHSM cluster ${cluster.clusterId} must have at least two active HSMs, each in a different Availability Zone; it has active HSMs in ${zones}.`;
  }
  if (cluster.network === 'PORTS_CLOSED') {
    return `The security group of the AWS CloudHSM cluster ${cluster.clusterId} must allow TCP traffic on ports 2223-2225.`;
  }
  return null;
}

/** What keeps KMS from logging in as kmsuser, before the password is tried; null when nothing does. */
export function connectionObstacle(cluster: CloudHsmCluster | undefined): ConnectionErrorCode | null {
  if (cluster === undefined || cluster.state === 'DELETED') return 'CLUSTER_NOT_FOUND';
  if (cluster.network !== 'OK') return NETWORK_OBSTACLES[cluster.network];
  if (activeHsms(cluster) === 0) return 'INSUFFICIENT_CLOUDHSM_HSMS';
  if (cluster.kmsuser.state === 'MISSING') return 'USER_NOT_FOUND';
  if (cluster.kmsuser.state === 'LOGGED_IN') return 'USER_LOGGED_IN';
  return cluster.kmsuser.failedLogins >= LOCKOUT ? 'USER_LOCKED_OUT' : null;
}

const NETWORK_OBSTACLES = {
  SLOW: 'NETWORK_ERRORS',
  UNREACHABLE: 'NETWORK_ERRORS',
  PORTS_CLOSED: 'NETWORK_ERRORS',
  SUBNET_DELETED: 'SUBNET_NOT_FOUND',
  NO_FREE_ADDRESS: 'INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET',
} as const satisfies Record<Exclude<CloudHsmCluster['network'], 'OK'>, ConnectionErrorCode>;

import {
  CloudHsmClusterInvalidConfigurationException,
  CloudHsmClusterNotActiveException,
  CloudHsmClusterNotFoundException,
} from '../errors/key-store-errors.ts';
import { type CloudHsmCluster, whyUnfit } from '../key-stores/cloud-hsm-cluster.ts';
import type { Scope } from './operation.ts';

/** The caller's cluster of that id, in this Region. @throws {CloudHsmClusterNotFoundException} */
export function findCluster({ world, request }: Scope, clusterId: string): CloudHsmCluster {
  const cluster = world.cloudHsmClusters.get(clusterId);
  const isOwn = cluster?.accountId === request.accountId && cluster.region === request.region;
  if (cluster === undefined || !isOwn || cluster.state === 'DELETED') {
    throw new CloudHsmClusterNotFoundException(clusterId);
  }
  return cluster;
}

/**
 * A cluster that backs a key store is active, and has two active HSMs in different zones when keys are made in it.
 * @throws {CloudHsmClusterNotActiveException}
 * @throws {CloudHsmClusterInvalidConfigurationException}
 */
export function checkClusterIsFit(cluster: CloudHsmCluster): void {
  if (cluster.state !== 'ACTIVE') throw new CloudHsmClusterNotActiveException(cluster.clusterId, cluster.state);
  const problem = whyUnfit(cluster);
  if (problem !== null) throw new CloudHsmClusterInvalidConfigurationException(problem, cluster.clusterId);
}

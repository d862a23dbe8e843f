import type { XksProxy } from '../key-stores/xks-proxy.ts';
import type { LabAction } from '../lab/client.ts';
import { type Defined, defined } from './defined.ts';
import type { Outside } from './outside-schema.ts';

/** The lab's action for something that happens outside KMS. */
export function outsideAction(outside: Outside): LabAction {
  if ('cluster' in outside) {
    return { type: 'setCloudHsmCluster', clusterId: outside.cluster, change: defined(outside.set) };
  }
  if ('externalKey' in outside) {
    const { proxy, externalKey: xksKeyId, set } = outside;
    return { type: 'setExternalKey', proxy, xksKeyId, change: set === null ? null : defined(set) };
  }
  const { vpcEndpointService: service, ...set } = outside.set;
  const change: Defined<typeof set> = defined(set);
  return {
    type: 'setXksProxy',
    proxy: outside.proxy,
    change: service === undefined ? change : { ...change, vpcEndpointService: defined(service) },
  };
}

/** The same in words, for a transcript. Passwords and credentials are not in them. */
export function outsideWords(outside: Outside): string {
  if ('cluster' in outside) return `cluster ${outside.cluster}: ${clusterWords(outside.set)}`;
  if ('externalKey' in outside) {
    const what = outside.set === null ? 'is deleted' : keyWords(outside.set);
    return `in the key manager behind ${outside.proxy}: the key ${outside.externalKey} ${what}`;
  }
  const { state, credential, ...rest } = outside.set;
  const parts = [
    ...(state === undefined ? [] : [STATE_WORDS[state]]),
    ...(credential === undefined ? [] : ['has a new credential for KMS']),
    ...(Object.keys(rest).length === 0 ? [] : [`changes: ${listed(rest)}`]),
  ];
  return `the proxy ${outside.proxy} ${parts.join(', ')}`;
}

const STATE_WORDS = {
  UP: 'is back',
  CUT_OFF: 'is cut off from the network',
  SLOW: 'takes too long to answer',
  UNHEALTHY: 'has lost its key managers',
  BAD_TLS: 'has a certificate that nobody trusts',
  DENYING: 'has new rules, and denies everything',
  GARBLED: 'answers nonsense',
  CORRUPTING: 'alters what it hands on',
  UNSUPPORTING: 'refuses the operations that KMS needs',
} as const satisfies Record<XksProxy['state'], string>;

function keyWords({ status, ...rest }: NonNullable<Extract<Outside, { externalKey: string }>['set']>): string {
  return [
    ...(status === undefined ? [] : [`is ${status.toLowerCase()}`]),
    ...(Object.keys(rest).length === 0 ? [] : [`has ${listed(rest)}`]),
  ].join(', ');
}

function clusterWords({ kmsuserPassword, ...rest }: Extract<Outside, { cluster: string }>['set']): string {
  return [
    ...(kmsuserPassword === undefined ? [] : ['kmsuser has a new password']),
    ...(Object.keys(rest).length === 0 ? [] : [listed(rest)]),
  ].join(', ');
}

function listed(members: object): string {
  return Object.entries(members)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

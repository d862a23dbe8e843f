import type { CloudHsmCluster } from './cloud-hsm-cluster.ts';
import type { ExternalKey, VpcEndpointService, XksProxy } from './xks-proxy.ts';

/** How the user of a lab describes a new CloudHSM cluster. Passwords go into the lab's safe and nowhere else. */
export interface CloudHsmClusterSpec {
  readonly clusterId: string;
  readonly accountId: string;
  readonly region: string;
  /** Left out: ACTIVE. */
  readonly state?: CloudHsmCluster['state'];
  /** Left out: one active HSM in each of two zones. */
  readonly hsms?: CloudHsmCluster['hsms'];
  /** 7 to 32 characters. */
  readonly kmsuserPassword: string;
  /** The text of customerCA.crt. Of a cluster from a backup it is the first one's, and so left out. */
  readonly trustAnchorCertificate?: string;
  /** The cluster from whose backup this one is made: certificate and keys are as they are there now. */
  readonly backupOf?: string;
}

/** What becomes different of a cluster; what is left out stays. */
export interface CloudHsmClusterChange {
  readonly state?: CloudHsmCluster['state'];
  readonly hsms?: CloudHsmCluster['hsms'];
  readonly network?: CloudHsmCluster['network'];
  readonly kmsuser?: CloudHsmCluster['kmsuser']['state'];
  /** Sets the password of kmsuser, which also ends a lock-out. */
  readonly kmsuserPassword?: string;
  /** Deletes every key in the cluster. */
  readonly losesItsKeys?: boolean;
}

/** The credential that a proxy knows KMS by. */
export interface ProxyCredential {
  readonly accessKeyId: string;
  readonly rawSecretAccessKey: string;
}

/** How the user of a lab describes a new external key store proxy and the key manager behind it. */
export interface XksProxySpec {
  readonly name: string;
  readonly uriEndpoint: string;
  readonly uriPath: string;
  readonly credential: ProxyCredential;
  /** Left out: it has a public endpoint. Of what is left out in it, all is as KMS needs it. */
  readonly vpcEndpointService?: Pick<VpcEndpointService, 'serviceName' | 'ownerAccountId'> &
    Partial<VpcEndpointService>;
  /** Ids → keys. Left out in one: an enabled AES-256 key that encrypts and decrypts. */
  readonly externalKeys?: Readonly<Record<string, ExternalKeyChange>>;
}

/** What becomes different of a proxy; what is left out stays. */
export interface XksProxyChange {
  readonly state?: XksProxy['state'];
  readonly uriPath?: string;
  readonly credential?: ProxyCredential;
  readonly vpcEndpointService?: Partial<Omit<VpcEndpointService, 'serviceName'>>;
}

/** What becomes different of an external key; what is left out stays, or is as KMS needs it in a new one. */
export type ExternalKeyChange = Partial<Omit<ExternalKey, 'material'>>;

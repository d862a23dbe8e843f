import { z } from 'zod';
import { CLUSTER_NETWORKS, CLUSTER_STATES, KMSUSER_STATES } from '../key-stores/cloud-hsm-cluster.ts';
import {
  EXTERNAL_KEY_SPECS,
  EXTERNAL_KEY_STATUSES,
  EXTERNAL_KEY_USAGES,
  PROXY_STATES,
} from '../key-stores/xks-proxy.ts';

const Credential = z.strictObject({ accessKeyId: z.string(), rawSecretAccessKey: z.string() });
const Hsms = z.record(z.string(), z.int().min(0)).describe('Availability Zone → active HSMs in it');

const ExternalKey = z.strictObject({
  keySpec: z.enum(EXTERNAL_KEY_SPECS).optional(),
  status: z.enum(EXTERNAL_KEY_STATUSES).optional(),
  usage: z.array(z.enum(EXTERNAL_KEY_USAGES)).optional(),
});

const SERVICE = {
  allowsKms: z.boolean().optional(),
  isAcceptanceRequired: z.boolean().optional(),
  isDomainVerified: z.boolean().optional(),
  loadBalancer: z.enum(['network', 'gateway']).optional(),
  zones: z.int().min(0).optional(),
} as const;

/** A CloudHSM cluster that is there from the start. */
export const CloudHsmCluster = z.strictObject({
  clusterId: z.string(),
  account: z.string(),
  region: z.string(),
  state: z.enum(CLUSTER_STATES).optional(),
  hsms: Hsms.optional(),
  kmsuserPassword: z.string(),
  trustAnchorCertificate: z
    .string()
    .optional()
    .describe('The text of customerCA.crt, or the name of a file that has it'),
  backupOf: z.string().optional(),
});

/** An external key store proxy that is there from the start, with the key manager behind it. */
export const XksProxy = z.strictObject({
  name: z.string(),
  uriEndpoint: z.string().regex(/^https:\/\/[a-zA-Z0-9.-]+$/, 'expected https:// and a host name'),
  uriPath: z.string().regex(/\/kms\/xks\/v\d{1,2}$/, 'expected a path that ends in /kms/xks/v1'),
  credential: Credential,
  vpcEndpointService: z.strictObject({ serviceName: z.string(), ownerAccountId: z.string(), ...SERVICE }).optional(),
  externalKeys: z.record(z.string(), ExternalKey).optional(),
});

/** Something that happens outside KMS: to a cluster, a proxy, or a key in the key manager behind one. */
export const Outside = z.union([
  z.strictObject({
    cluster: z.string(),
    set: z.strictObject({
      state: z.enum(CLUSTER_STATES).optional(),
      hsms: Hsms.optional(),
      network: z.enum(CLUSTER_NETWORKS).optional(),
      kmsuser: z.enum(KMSUSER_STATES).optional(),
      kmsuserPassword: z.string().optional(),
      losesItsKeys: z.boolean().optional(),
    }),
  }),
  z.strictObject({
    proxy: z.string(),
    set: z.strictObject({
      state: z.enum(PROXY_STATES).optional(),
      uriPath: z.string().optional(),
      credential: Credential.optional(),
      vpcEndpointService: z.strictObject({ ownerAccountId: z.string().optional(), ...SERVICE }).optional(),
    }),
  }),
  z.strictObject({
    proxy: z.string(),
    externalKey: z.string(),
    set: ExternalKey.nullable().describe('What becomes different of it; null deletes it for good'),
  }),
]);
export type Outside = z.infer<typeof Outside>;

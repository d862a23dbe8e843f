/** External key stores that a refusal needs, each at a proxy of its own. */
const PROXIES = [
  'keys',
  'with-keys',
  'disconnected',
  'name-in-use',
  'uri-in-use',
  'endpoint-in-use',
  'other',
  'garbled',
  'private',
  'acceptance',
] as const;
export type RefusalProxy = (typeof PROXIES)[number];

export const PROXY_SECRET = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
export const PASSWORD = 'kmsuser-secret-1';

/** A cluster's trust anchor; clusters that share one share a backup history. */
export const certificateOf = (clusterId: string): string => `certificate of ${clusterId}`;

/** The endpoint service of a proxy behind one. */
export const serviceOf = (proxy: RefusalProxy): string =>
  `com.amazonaws.vpce.us-east-1.vpce-svc-${String(PROXIES.indexOf(proxy)).padStart(17, '0')}`;

function proxy(name: RefusalProxy): string {
  const vpc = name === 'private' || name === 'acceptance';
  const service = `
      vpcEndpointService: { serviceName: ${serviceOf(name)}, ownerAccountId: '111122223333', isAcceptanceRequired: ${name === 'acceptance'} }`;
  return `    - name: ${name}
      uriEndpoint: https://${name}.example
      uriPath: /kms/xks/v1
      credential: { accessKeyId: ABCDEFGHIJKLMNOPQRST, rawSecretAccessKey: ${PROXY_SECRET} }${vpc ? service : ''}
      externalKeys: { key: {}, second: {}, small: { keySpec: AES_128 } }`;
}

function cluster(id: string, more = ''): string {
  return `    - { clusterId: ${id}, account: main, region: eu-west-1, kmsuserPassword: ${PASSWORD}, trustAnchorCertificate: ${certificateOf(id)}${more} }`;
}

function slowStore(name: string, clusterId: string, network: string): string {
  return `  - as: main/role/admin
    region: eu-west-1
    run: aws kms create-custom-key-store --custom-key-store-name ${name} --cloud-hsm-cluster-id ${clusterId} --trust-anchor-certificate "${certificateOf(clusterId)}" --key-store-password ${PASSWORD}
    save: { ${name}: CustomKeyStoreId }
  - run: aws kms connect-custom-key-store --custom-key-store-id \${${name}}
  - advance: 20m
  - run: aws kms create-key --origin AWS_CLOUDHSM --custom-key-store-id \${${name}}
    save: { key: KeyMetadata.KeyId }
  - run: aws kms create-alias --alias-name alias/${name} --target-key-id \${key}
  - outside: { cluster: ${clusterId}, set: { network: ${network} } }`;
}

/** A world in which everything can go wrong: key stores in us-east-1 are external ones, in eu-west-1 on clusters. */
export const REFUSALS_SETUP = `
title: For every refusal
world:
  start: 2026-01-01T00:00:00Z
  accounts: { main: '111122223333' }
  principals:
    main/role/admin: { policies: [AdministratorAccess] }
  xksProxies:
${PROXIES.map(proxy).join('\n')}
  cloudHsmClusters:
${[
  cluster('cluster-aaaaaaaaaaa'),
  cluster('cluster-bbbbbbbbbbb'),
  cluster('cluster-ccccccccccc', ', state: UNINITIALIZED'),
  cluster('cluster-ddddddddddd', ', hsms: { eu-west-1a: 3 }'),
  cluster('cluster-eeeeeeeeeee'),
  cluster('cluster-fffffffffff'),
  cluster('cluster-ggggggggggg'),
].join('\n')}
steps:
${slowStore('slow', 'cluster-eeeeeeeeeee', 'SLOW')}
${slowStore('cutoff', 'cluster-fffffffffff', 'UNREACHABLE')}
  - outside: { proxy: garbled, set: { state: GARBLED } }
`;

import { beforeEach, describe, expect, it } from 'vitest';
import { arnOf, OWN } from '../../helpers/lab-with.ts';
import { CLUSTER, ENDPOINT, HSM_STORE, MINUTE, PATH, StoresLab, XKS_STORE } from './stores-lab.ts';

let lab: StoresLab;
beforeEach(async () => {
  lab = await StoresLab.open();
});

describe('what a lab shows of custom key stores', () => {
  it('lists stores, clusters and proxies with their states', async () => {
    await lab.store(HSM_STORE);
    const outside = await lab.store(XKS_STORE);
    await lab.setProxy({ state: 'CUT_OFF' });
    await lab.setCluster({ hsms: { 'us-east-1a': 2 } });
    await lab.connect(outside);
    const view = await lab.test.lab.ask({ type: 'view' });
    expect(view.keyStores).toMatchObject([
      { name: 'cluster keys', type: 'AWS_CLOUDHSM', connectionState: 'DISCONNECTED', backedBy: CLUSTER },
      {
        customKeyStoreId: outside,
        accountId: OWN,
        region: 'us-east-1',
        connectionState: 'FAILED',
        connectionErrorCode: 'XKS_PROXY_NOT_REACHABLE',
        backedBy: ENDPOINT + PATH,
      },
    ]);
    expect(view.cloudHsmClusters).toMatchObject([{ clusterId: CLUSTER, activeHsms: 2, kmsuser: 'READY' }]);
    expect(view.xksProxies).toMatchObject([
      { state: 'CUT_OFF', externalKeys: [{ xksKeyId: 'key-1', status: 'ENABLED' }, {}, { keySpec: 'AES_128' }] },
    ]);
  });

  it('shows of a key the store that it is in', async () => {
    const store = await lab.connected(XKS_STORE);
    const keyArn = arnOf(await lab.xksKey(store));
    await lab.disconnect(store);
    expect(await lab.test.lab.ask({ type: 'key', keyArn })).toMatchObject({
      keyState: 'Unavailable',
      keyStore: { customKeyStoreId: store, name: 'outside keys', connectionState: 'DISCONNECTED', xksKeyId: 'key-1' },
    });
    const own = arnOf(await lab.test.key());
    expect((await lab.test.lab.ask({ type: 'key', keyArn: own }))?.keyStore).toBeNull();
  });

  it('tells when a store will be connected, and what came of it when the clock moves', async () => {
    const CustomKeyStoreId = await lab.store(XKS_STORE);
    await lab.ok('ConnectCustomKeyStore', { CustomKeyStoreId });
    const { now } = await lab.test.lab.ask({ type: 'view' });
    const due = await lab.test.lab.ask({ type: 'due', until: now + 5 * MINUTE });
    expect(due).toEqual([{ at: now + 5 * MINUTE, of: CustomKeyStoreId, says: 'outside keys tries to connect' }]);
    const [happened] = await lab.pass(5 * MINUTE);
    expect(happened?.changes.map(({ machine, event, to }) => [machine, event, to])).toEqual([
      ['keyStore', 'TimePassed', 'CONNECTING'],
      ['keyStore', 'ConnectionMade', 'CONNECTED'],
    ]);
  });

  it('shows a past moment as it was', async () => {
    const store = await lab.connected(XKS_STORE);
    const { now } = await lab.test.lab.ask({ type: 'view' });
    await lab.pass(1);
    await lab.disconnect(store);
    const past = await lab.test.lab.ask({ type: 'view', at: now });
    expect(past.keyStores).toMatchObject([{ connectionState: 'CONNECTED' }]);
  });
});

describe('the lab’s actions outside KMS', () => {
  const failure = async (action: Parameters<typeof lab.test.lab.act>[0]) => {
    const outcome = await lab.test.lab.act(action);
    return outcome.ok ? null : outcome.error.message;
  };

  it('refuse in one line what is not there, or is there already', async () => {
    const cluster = {
      clusterId: CLUSTER,
      accountId: OWN,
      region: 'us-east-1',
      kmsuserPassword: 'canary-pass',
      trustAnchorCertificate: 'c',
    };
    expect(await failure({ type: 'createCloudHsmCluster', cluster })).toContain('already');
    expect(await failure({ type: 'createCloudHsmCluster', cluster: { ...cluster, clusterId: 'c-1' } })).toContain(
      'expected an id of cluster-',
    );
    const nowhere = { ...cluster, clusterId: 'cluster-zzzzzzzzzzz', accountId: '999999999999' };
    expect(await failure({ type: 'createCloudHsmCluster', cluster: nowhere })).toContain('no account 999999999999');
    const { trustAnchorCertificate: _, ...bare } = { ...cluster, clusterId: 'cluster-zzzzzzzzzzz' };
    expect(await failure({ type: 'createCloudHsmCluster', cluster: bare })).toContain('backupOf');
    expect(await failure({ type: 'setCloudHsmCluster', clusterId: 'nobody', change: {} })).toContain("'nobody'");
    expect(await failure({ type: 'setXksProxy', proxy: 'nobody', change: {} })).toContain("'nobody'");
    const credential = { accessKeyId: 'A', rawSecretAccessKey: 'B' };
    const proxy = { name: 'second', uriEndpoint: ENDPOINT, uriPath: PATH, credential };
    expect(await failure({ type: 'createXksProxy', proxy })).toContain(ENDPOINT);
    const change = { vpcEndpointService: { zones: 3 } };
    expect(await failure({ type: 'setXksProxy', proxy: 'hsm.example', change })).toContain('public endpoint');
  });
});

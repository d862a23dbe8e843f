import type { LabAction } from '../../lab/client.ts';
import type { Outside } from '../outside-schema.ts';

/** What a scenario's `outside` says of a change outside KMS: the other way round than `outsideAction`. */
export function outsideOf(
  action: Extract<LabAction, { type: 'setCloudHsmCluster' | 'setXksProxy' | 'setExternalKey' }>,
): Outside {
  switch (action.type) {
    case 'setCloudHsmCluster':
      return { cluster: action.clusterId, set: action.change };
    case 'setXksProxy':
      return { proxy: action.proxy, set: action.change };
    case 'setExternalKey': {
      const { proxy, xksKeyId: externalKey, change } = action;
      if (change === null) return { proxy, externalKey, set: null };
      const { usage, ...set } = change;
      return { proxy, externalKey, set: { ...set, ...(usage === undefined ? {} : { usage: [...usage] }) } };
    }
  }
}

import type { KeyRecord } from '../keys/key-record.ts';
import type { Fact } from '../lab/facts.ts';
import type { Ids } from '../lab/ids.ts';
import type { EpochMs } from '../ports.ts';
import { isoSeconds } from './iso-seconds.ts';

/**
 * The record of something that KMS did by itself, without a request.
 * Source: KMS Developer Guide, "RotateKey", "DeleteKey", "DeleteExpiredKeyMaterial"; audit-and-cost.md section 3, "Events by KMS itself".
 */
export function recordServiceEvent(
  key: KeyRecord,
  eventName: 'RotateKey' | 'DeleteKey' | 'DeleteExpiredKeyMaterial',
  at: EpochMs,
  ids: Ids,
  serviceEventDetails: Readonly<Record<string, unknown>>,
  additionalEventData?: Readonly<Record<string, unknown>>,
): Fact {
  return {
    type: 'recorded',
    usedKeys: [],
    row: {
      requestId: null,
      causedBy: null,
      because: null,
      record: {
        eventVersion: '1.11',
        userIdentity: { accountId: key.accountId, invokedBy: 'AWS Internal' },
        eventTime: isoSeconds(at),
        eventSource: 'kms.amazonaws.com',
        eventName,
        awsRegion: key.region,
        sourceIPAddress: 'AWS Internal',
        userAgent: 'AWS Internal',
        requestParameters: null,
        responseElements: null,
        ...(additionalEventData === undefined ? {} : { additionalEventData }),
        eventID: ids.uuid(),
        readOnly: false,
        resources: [{ accountId: key.accountId, type: 'AWS::KMS::Key', ARN: key.arn }],
        eventType: 'AwsServiceEvent',
        managementEvent: true,
        recipientAccountId: key.accountId,
        eventCategory: 'Management',
        ...(eventName === 'DeleteKey' ? {} : { serviceEventDetails }),
      },
    },
  };
}

/**
 * The record of KMS having made a replica like its primary again. It is no service event, and has a request's id.
 * Source: KMS Developer Guide, "SynchronizeMultiRegionKey"; audit-and-cost.md section 3.
 */
export function recordSynchronization(replica: KeyRecord, at: EpochMs, ids: Ids): Fact {
  const requestID = ids.uuid();
  return {
    type: 'recorded',
    usedKeys: [],
    row: {
      requestId: requestID,
      causedBy: null,
      because: null,
      record: {
        eventVersion: '1.11',
        userIdentity: { accountId: replica.accountId, invokedBy: 'AWS Internal' },
        eventTime: isoSeconds(at),
        eventSource: 'kms.amazonaws.com',
        eventName: 'SynchronizeMultiRegionKey',
        awsRegion: replica.region,
        sourceIPAddress: 'AWS Internal',
        userAgent: 'AWS Internal',
        requestParameters: null,
        responseElements: null,
        requestID,
        eventID: ids.uuid(),
        readOnly: false,
        resources: [{ accountId: replica.accountId, type: 'AWS::KMS::Key', ARN: replica.arn }],
        eventType: 'AwsApiCall',
        managementEvent: true,
        recipientAccountId: replica.accountId,
        eventCategory: 'Management',
      },
    },
  };
}

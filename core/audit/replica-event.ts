import type { KeyIdentity } from '../keys/key-record.ts';
import type { Fact } from '../lab/facts.ts';
import { loggedMetadata } from '../operations/logged-metadata.ts';
import type { HandleScope } from '../operations/operation.ts';
import { isoSeconds } from './iso-seconds.ts';
import { userIdentity } from './user-identity.ts';

/**
 * The record of CreateKey in the Region of a new replica: KMS makes that call for whoever called ReplicateKey.
 * Source: KMS Developer Guide, "ReplicateKey" and "CreateKey" log entries; audit-and-cost.md section 3.
 */
export function recordReplicaCreation(
  { accountId, region, arn }: KeyIdentity,
  metadata: Readonly<Record<string, unknown>>,
  { request, requestId, world, at, ids }: HandleScope,
): Fact {
  const keyMetadata = loggedMetadata(metadata);
  return {
    type: 'recorded',
    usedKeys: [],
    row: {
      requestId,
      causedBy: requestId,
      because: null,
      record: {
        eventVersion: '1.11',
        userIdentity: userIdentity(request, world.startedAt, { invokedBy: 'kms.amazonaws.com' }),
        eventTime: isoSeconds(at),
        eventSource: 'kms.amazonaws.com',
        eventName: 'CreateKey',
        awsRegion: region,
        sourceIPAddress: 'kms.amazonaws.com',
        userAgent: 'kms.amazonaws.com',
        requestParameters: { multiRegion: true, multiRegionConfiguration: keyMetadata.multiRegionConfiguration },
        responseElements: { keyMetadata },
        requestID: requestId,
        eventID: ids.uuid(),
        readOnly: false,
        resources: [{ accountId, type: 'AWS::KMS::Key', ARN: arn }],
        eventType: 'AwsApiCall',
        managementEvent: true,
        recipientAccountId: accountId,
        eventCategory: 'Management',
      },
    },
  };
}

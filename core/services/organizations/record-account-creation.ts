import { isoSeconds } from '../../audit/iso-seconds.ts';
import { loggedDate } from '../../audit/logged-date.ts';
import { HIDDEN } from '../../audit/record.ts';
import type { AccountCreation } from '../../cloud/organization.ts';
import type { Fact } from '../../lab/facts.ts';
import type { OrganizationScope } from './define-operation.ts';

/**
 * The record of an account having been made, or not: Organizations tells it by itself, in the management account's log.
 * Source: Organizations User Guide, "Logging AWS Organizations API calls with AWS CloudTrail", CreateAccountResult.
 */
export function recordAccountCreation(
  { id, state, requestedAt, completedAt, accountId, failureReason }: AccountCreation,
  { organization, requestId, ids, at }: OrganizationScope,
): Fact {
  return {
    type: 'recorded',
    usedKeys: [],
    row: {
      requestId: null,
      causedBy: requestId,
      because: null,
      record: {
        eventVersion: '1.11',
        userIdentity: { accountId: organization.managementAccountId, invokedBy: 'AWS Internal' },
        eventTime: isoSeconds(at),
        eventSource: 'organizations.amazonaws.com',
        eventName: 'CreateAccountResult',
        awsRegion: 'us-east-1',
        sourceIPAddress: 'AWS Internal',
        userAgent: 'AWS Internal',
        requestParameters: null,
        responseElements: null,
        eventID: ids.uuid(),
        readOnly: false,
        eventType: 'AwsServiceEvent',
        managementEvent: true,
        recipientAccountId: organization.managementAccountId,
        eventCategory: 'Management',
        serviceEventDetails: {
          createAccountStatus: {
            id,
            state,
            accountName: HIDDEN,
            ...(accountId === null ? {} : { accountId }),
            ...(failureReason === null ? {} : { failureReason }),
            requestedTimestamp: loggedDate(requestedAt / 1000),
            completedTimestamp: loggedDate(completedAt / 1000),
          },
        },
      },
    },
  };
}

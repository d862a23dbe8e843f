import type { Store } from '../lab/store.ts';
import { ebsNotices } from './ebs-notices.ts';
import type { CloudTrailRecord } from './record.ts';

/** An event as KMS and EBS send it to EventBridge's default bus. Source: EventBridge User Guide, "Events structure". */
export interface Notice {
  readonly version: '0';
  /** Simplified: that of the record in CloudTrail, where EventBridge draws one of its own. */
  readonly id: string;
  readonly 'detail-type':
    | 'KMS CMK Rotation'
    | 'KMS CMK Deletion'
    | 'KMS Imported Key Material Expiration'
    | 'EBS Volume Notification'
    | 'EBS Snapshot Notification';
  readonly source: 'aws.kms' | 'aws.ec2';
  readonly account: string;
  /** UTC, ISO 8601, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, string>>;
}

/** What KMS does by itself and tells of, by the name of its record. */
const TOLD = {
  RotateKey: 'KMS CMK Rotation',
  DeleteKey: 'KMS CMK Deletion',
  DeleteExpiredKeyMaterial: 'KMS Imported Key Material Expiration',
} as const satisfies Readonly<Record<string, Notice['detail-type']>>;

/** Details beside the key's id: as CloudTrail has them, and as EventBridge does. */
const DETAILS = [
  ['keyOrigin', 'key-origin'],
  ['rotationType', 'rotation-type'],
  ['previousKeyMaterialId', 'previous-key-material-id'],
  ['currentKeyMaterialId', 'current-key-material-id'],
  ['keyMaterialId', 'key-material-id'],
] as const;

/**
 * What EventBridge was told in some accounts, oldest first: keys that were rotated or deleted, imported material that
 * has expired, and what became of volumes and snapshots. Simplified: EventBridge may lose such events, or bring one
 * twice; here each comes once.
 * Source: KMS Developer Guide, "Monitoring KMS keys with Amazon EventBridge"; EBS User Guide, "EventBridge for Amazon
 * EBS"; audit-and-cost.md section 4.
 */
export function noticesIn(store: Store, accountIds: readonly string[]): readonly Notice[] {
  const rows = Object.keys(TOLD).flatMap((eventName) => store.trailEntries({ accountIds, eventName }));
  const ofKeys = rows.map(({ seq, fact }) => ({ seq, notice: noticeOf(fact.row.record) }));
  const ofEbs = [...ebsNotices(store.changes(0))].filter(({ notice }) => accountIds.includes(notice.account));
  return [...ofKeys, ...ofEbs].sort((a, b) => a.seq - b.seq).map(({ notice }) => notice);
}

function noticeOf(record: CloudTrailRecord): Notice {
  const { eventID, eventName, recipientAccountId, eventTime, awsRegion, resources = [] } = record;
  const arns = resources.map(({ ARN }) => ARN);
  const [keyArn = ''] = arns;
  return {
    version: '0',
    id: eventID,
    'detail-type': TOLD[eventName as keyof typeof TOLD], // it was looked up by that name
    source: 'aws.kms',
    account: recipientAccountId,
    time: eventTime,
    region: awsRegion,
    resources: arns,
    detail: {
      'key-id': keyArn.slice(keyArn.lastIndexOf('/') + 1),
      ...detailsIn(record.serviceEventDetails),
    },
  };
}

function detailsIn(details: CloudTrailRecord['serviceEventDetails'] = {}): Readonly<Record<string, string>> {
  const there = DETAILS.filter(([logged]) => details[logged] !== undefined);
  return Object.fromEntries(there.map(([logged, told]) => [told, String(details[logged])]));
}

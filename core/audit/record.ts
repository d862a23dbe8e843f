/** What CloudTrail writes in place of people's names and addresses. Source: Organizations User Guide, "Logging AWS Organizations API calls". */
export const HIDDEN = '****';

/** Who made a call, as CloudTrail prints it. Source: CloudTrail User Guide, "userIdentity element". */
export interface UserIdentity {
  readonly type?: 'IAMUser' | 'AssumedRole' | 'FederatedUser' | 'Root' | 'AWSService' | 'AWSAccount';
  readonly principalId?: string;
  readonly arn?: string;
  readonly accountId?: string;
  /** The access key that signed the call. */
  readonly accessKeyId?: string;
  readonly userName?: string;
  readonly sessionContext?: {
    /** None for the temporary credentials of a user or root user. */
    readonly sessionIssuer?: {
      readonly type: 'Role' | 'IAMUser' | 'Root';
      readonly principalId: string;
      readonly arn: string;
      readonly accountId: string;
      /** A root user has no name. */
      readonly userName?: string;
    };
    readonly attributes: { readonly creationDate: string; readonly mfaAuthenticated: string };
    readonly sourceIdentity?: string;
  };
  readonly invokedBy?: string;
}

/** A thing that a call was about. */
export interface RecordResource {
  readonly accountId: string;
  readonly type: string;
  readonly ARN: string;
}

/** One CloudTrail event. Source: CloudTrail User Guide, "CloudTrail record contents"; audit-and-cost.md section 2. */
export interface CloudTrailRecord {
  readonly eventVersion: '1.11';
  readonly userIdentity: UserIdentity;
  /** UTC, ISO 8601, whole seconds. */
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly requestParameters: Readonly<Record<string, unknown>> | null;
  readonly responseElements: Readonly<Record<string, unknown>> | null;
  readonly additionalEventData?: Readonly<Record<string, unknown>>;
  readonly requestID?: string;
  readonly eventID: string;
  readonly readOnly: boolean;
  readonly resources?: readonly RecordResource[];
  readonly eventType: 'AwsApiCall' | 'AwsServiceEvent';
  readonly managementEvent: boolean;
  readonly recipientAccountId: string;
  readonly sharedEventID?: string;
  /** The VPC endpoint that the request came through, and whose it is. */
  readonly vpcEndpointId?: string;
  readonly vpcEndpointAccountId?: string;
  readonly eventCategory: 'Management' | 'Data';
  readonly serviceEventDetails?: Readonly<Record<string, unknown>>;
}

/** ARN of the KMS key that a record is about, the first where it names several; null where it names none. */
export function keyArnOf({ resources }: Pick<CloudTrailRecord, 'resources'>): string | null {
  return resources?.find(({ type }) => type === 'AWS::KMS::Key')?.ARN ?? null;
}

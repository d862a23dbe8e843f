import { DynamoDbError } from '../../errors/dynamodb-errors.ts';

/** DynamoDB's key in KMS where nobody names another; it is made at its first use. Source: services.md section 12. */
const DEFAULT_KEY = 'alias/aws/dynamodb';

/** How a request wants a table encrypted. Source: DynamoDB API Reference, SSESpecification. */
export interface SseSpecification {
  readonly Enabled?: boolean;
  readonly SSEType?: string;
  readonly KMSMasterKeyId?: string;
}

/** The KMS key as it was named; null for the one that DynamoDB owns. @throws {DynamoDbError} */
export function keyAskedFor({
  Enabled: isEnabled,
  SSEType: type,
  KMSMasterKeyId: keyId,
}: SseSpecification): string | null {
  if (type !== undefined && type !== 'KMS') {
    throw DynamoDbError.validation(`One or more parameter values were invalid: SSEType ${type} is not supported`);
  }
  if (isEnabled === true) return keyId ?? DEFAULT_KEY;
  if (keyId === undefined) return null;
  throw DynamoDbError.validation(
    'One or more parameter values were invalid: KMSMasterKeyId can be specified only when SSE is enabled',
  );
}

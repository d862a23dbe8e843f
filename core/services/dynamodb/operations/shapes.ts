import {
  blob,
  boolean,
  integer,
  list,
  mapOf,
  oneOf,
  type Shape,
  string,
  structure,
} from '../../../operations/shape.ts';

/** Members that many of DynamoDB's operations share. Source: DynamoDB API Reference. */
export const TableName = string();

/** A value holds others of its own kind. What it holds stands in no trace, record or message. */
const valueMembers: Record<string, Shape> = {};
const AttributeValue = structure({}, valueMembers as Record<never, never>);
const secret = string({ sensitive: true });
Object.assign(valueMembers, {
  S: secret,
  N: secret,
  B: blob({ sensitive: true }),
  SS: list(secret),
  NS: list(secret),
  BS: list(blob({ sensitive: true })),
  M: mapOf(AttributeValue),
  L: list(AttributeValue),
  NULL: boolean(),
  BOOL: boolean(),
});

export const Item = mapOf(AttributeValue);
export const ExpressionAttributeNames = mapOf(string());

/** What an expression stands for, and which condition must hold. */
export const placeholders = { ExpressionAttributeNames, ExpressionAttributeValues: Item };
export const condition = {
  ConditionExpression: string(),
  ...placeholders,
  ReturnValuesOnConditionCheckFailure: oneOf(['ALL_OLD', 'NONE']),
};

/** Taken, and not answered: kmslab counts no capacity. */
export const accounting = {
  ReturnConsumedCapacity: oneOf(['INDEXES', 'TOTAL', 'NONE']),
};
export const itemAccounting = { ...accounting, ReturnItemCollectionMetrics: oneOf(['SIZE', 'NONE']) };

export const SSESpecification = structure(
  {},
  { Enabled: boolean(), SSEType: oneOf(['AES256', 'KMS']), KMSMasterKeyId: string() },
);
export const KeySchema = list(structure({ AttributeName: string(), KeyType: oneOf(['HASH', 'RANGE']) }, {}));
export const AttributeDefinitions = list(
  structure({ AttributeName: string(), AttributeType: oneOf(['S', 'N', 'B']) }, {}),
);
export const capacity = {
  BillingMode: oneOf(['PROVISIONED', 'PAY_PER_REQUEST']),
  ProvisionedThroughput: structure({ ReadCapacityUnits: integer(), WriteCapacityUnits: integer() }, {}),
};

/** What AWS's operations take, and those of this lab refuse; see `refuseNotHere`. */
export const something = structure({}, {});
export const someThings = list(something);
export const somethingEach = mapOf(something);

import { blob, integer, list, mapOf, string, structure } from '../../../operations/shape.ts';

/** Members that many of SQS's operations share. Source: SQS API Reference. */
export const QueueUrl = string();
export const QueueName = string();
export const ReceiptHandle = string();
export const Tags = mapOf(string());
/** A policy among them may be long. */
export const Attributes = mapOf(string());

/** What a queue carries stands nowhere but in its messages: not in a trace, record or message. */
export const MessageBody = string({ sensitive: true });

/** The lists of values are in AWS's model, and SQS takes none. */
const AttributeValue = structure(
  { DataType: string() },
  {
    StringValue: string({ sensitive: true }),
    BinaryValue: blob({ sensitive: true }),
    StringListValues: list(string({ sensitive: true })),
    BinaryListValues: list(blob({ sensitive: true })),
  },
);

/** What a message to be sent may have beside its body. */
export const sending = {
  DelaySeconds: integer(),
  MessageAttributes: mapOf(AttributeValue),
  MessageSystemAttributes: mapOf(AttributeValue),
  MessageDeduplicationId: string(),
  MessageGroupId: string(),
};

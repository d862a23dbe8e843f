/**
 * What members are called in SQS's Query protocol, where lists and maps stand flat: `AttributeName.1`,
 * `Attribute.1.Name`, `<QueueUrl>…</QueueUrl><QueueUrl>…`. Source: the service's model of 2022, `locationName`.
 */
export interface MemberName {
  readonly name: string;
  /** Of a map: what its keys are called; its values are `Value`. */
  readonly key?: 'Name' | 'Key';
}

const LISTS: Readonly<Record<string, string>> = {
  AWSAccountIds: 'AWSAccountId',
  Actions: 'ActionName',
  AttributeNames: 'AttributeName',
  MessageAttributeNames: 'MessageAttributeName',
  MessageSystemAttributeNames: 'MessageSystemAttributeName',
  Messages: 'Message',
  QueueUrls: 'QueueUrl',
  TagKeys: 'TagKey',
  Failed: 'BatchResultErrorEntry',
};

/** The name of a member of an operation's input or output; of one that is neither list nor map, its own. */
export function memberName(operation: string, member: string): MemberName {
  switch (member) {
    case 'Attributes':
      return { name: 'Attribute', key: 'Name' };
    case 'MessageAttributes':
      return { name: 'MessageAttribute', key: 'Name' };
    case 'MessageSystemAttributes':
      return { name: 'MessageSystemAttribute', key: 'Name' };
    case 'tags':
      return { name: 'Tag', key: 'Key' };
    case 'Tags':
      // TagQueue's are called after the member, those of answers after one of them.
      return { name: operation === 'TagQueue' ? 'Tags' : 'Tag', key: 'Key' };
    case 'Entries':
      return { name: `${operation}RequestEntry` };
    case 'Successful':
      return { name: `${operation}ResultEntry` };
    default:
      return { name: LISTS[member] ?? member };
  }
}

import { toBase64, utf8 } from '../../crypto/bytes.ts';
import { SqsError } from '../../errors/sqs-errors.ts';
import type { Bytes } from '../../ports.ts';
import type { StoredAttribute } from './message.ts';

/** An attribute as a request has it. */
export interface GivenAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: Bytes;
}

const MOST_ATTRIBUTES = 10;
const NAME = /^(?!AWS\.|Amazon\.)(?!\.)(?!.*\.\.)(?!.*\.$)[\w.-]{1,256}$/i;
const DATA_TYPE = /^(String|Number|Binary)(\..+)?$/;

/**
 * Message attributes as they are kept.
 * @throws {SqsError} InvalidParameterValue
 * Source: SQS Developer Guide, "Amazon SQS message metadata".
 */
export function storedAttributes(
  given: Readonly<Record<string, GivenAttribute>> = {},
): Readonly<Record<string, StoredAttribute>> {
  const entries = Object.entries(given);
  if (entries.length > MOST_ATTRIBUTES) {
    throw invalid(`Number of message attributes [${entries.length}] exceeds the allowed maximum [${MOST_ATTRIBUTES}].`);
  }
  return Object.fromEntries(entries.map(([name, attribute]) => [name, stored(name, attribute)]));
}

/** The bytes of attributes, which count towards a message's size. */
export function sizeOfAttributes(given: Readonly<Record<string, GivenAttribute>> = {}): number {
  return Object.entries(given).reduce(
    (sum, [name, { DataType, StringValue = '', BinaryValue }]) =>
      sum + utf8(name).length + utf8(DataType).length + (BinaryValue?.length ?? utf8(StringValue).length),
    0,
  );
}

/** An attribute as an answer has it. */
export function shownAttribute({ dataType, text, binary }: StoredAttribute, fromBase64: (text: string) => Bytes) {
  return binary === undefined
    ? { StringValue: text ?? '', DataType: dataType }
    : { BinaryValue: fromBase64(binary), DataType: dataType };
}

function stored(name: string, { DataType: dataType, StringValue: text, BinaryValue: binary }: GivenAttribute) {
  if (!NAME.test(name)) {
    throw invalid('Message (user) attribute names can contain letters, digits, hyphens, underscores and periods only.');
  }
  const [, type] = DATA_TYPE.exec(dataType) ?? [];
  if (type === undefined) {
    throw invalid(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const isThere = type === 'Binary' ? binary !== undefined && binary.length > 0 : text !== undefined && text !== '';
  if (!isThere) {
    const field = type === 'Binary' ? 'Binary' : 'String';
    throw invalid(
      `The message attribute '${name}' must contain a non-empty message attribute value for message attribute type '${field}'.`,
    );
  }
  if (type === 'Number' && !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text ?? '')) {
    throw invalid(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
  return binary !== undefined && type === 'Binary'
    ? { dataType, binary: toBase64(binary) }
    : { dataType, text: text ?? '' };
}

function invalid(message: string): SqsError {
  return new SqsError('InvalidParameterValue', message, 'invalid-parameter');
}

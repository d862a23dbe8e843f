import { HASH_BYTES, type MessageType, MU_BYTES, type SigningAlgorithm, signingFacts } from '../crypto/algorithms.ts';
import { ValidationException } from '../errors/common-errors.ts';
import type { Bytes } from '../ports.ts';

/** What Sign and Verify say of what is signed. */
interface MessageInput {
  readonly Message: Bytes;
  readonly MessageType?: MessageType;
  readonly SigningAlgorithm: SigningAlgorithm;
}

/**
 * The message goes with its type, and the type with the algorithm.
 * @throws {ValidationException} Source: KMS API Reference, Sign, MessageType; keys.md section 5. AWS's text for a type
 * that an algorithm doesn't take is unpublished.
 */
export function checkMessage({ Message, MessageType = 'RAW', SigningAlgorithm }: MessageInput): void {
  const { messageTypes, hash } = signingFacts(SigningAlgorithm);
  if (!messageTypes.includes(MessageType)) {
    throw new ValidationException(`MessageType ${MessageType} is not supported by algorithm ${SigningAlgorithm}.`);
  }
  const bytes = MessageType === 'EXTERNAL_MU' ? MU_BYTES : HASH_BYTES[hash ?? 'sha256'];
  if (MessageType !== 'RAW' && Message.length !== bytes) {
    throw new ValidationException(`Digest is invalid length for algorithm ${SigningAlgorithm}.`);
  }
}

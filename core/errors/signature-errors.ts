import { AwsError } from './aws-error.ts';

/** What a service answers to a request that it can't tell who sent. Such requests never reach the corridor. */
export const SIGNATURE_ERROR_NAMES = [
  'MissingAuthenticationTokenException',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'UnrecognizedClientException',
  'ExpiredTokenException',
] as const;
export type SignatureErrorName = (typeof SIGNATURE_ERROR_NAMES)[number];

/** A request that is not signed, or not rightly. Source: wire.md section 5; KMS API Reference, "Common Errors". */
export class SignatureError extends AwsError {
  override readonly name: SignatureErrorName;

  constructor(name: SignatureErrorName, message: string) {
    super(message, 'not-authenticated');
    this.name = name;
  }
}

/** The refusal of an access key that nobody holds, or of a session that is not this world's. */
export function unrecognized(): SignatureError {
  return new SignatureError('UnrecognizedClientException', 'The security token included in the request is invalid.');
}

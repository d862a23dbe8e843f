import { AwsError } from './aws-error.ts';

/** What of a shape a value breaks. */
export type Constraint = 'required' | 'enum' | 'pattern' | 'minLength' | 'maxLength' | 'minValue' | 'maxValue';

/** The request's shape is right, but a value in it is not. Source: KMS API Reference, "Common Errors". */
export class ValidationException extends AwsError {
  override readonly name = 'ValidationException';
  /** The first that was broken, where it is a shape's. */
  readonly constraint: Constraint | null;
  constructor(message: string, constraint: Constraint | null = null) {
    super(message, 'malformed-request');
    this.constraint = constraint;
  }
}

/** A value has the wrong JSON type. Source: wire.md section 4. */
export class SerializationException extends AwsError {
  override readonly name = 'SerializationException';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'malformed-request', {}, options);
  }
}

/** The service has no operation of that name. Source: wire.md section 4. */
export class UnknownOperationException extends AwsError {
  override readonly name = 'UnknownOperationException';
  constructor(service: string, operation: string) {
    super(`${service} has no operation named ${operation}`, 'unknown-operation', { service, operation });
  }
}

import { AwsError } from './aws-error.ts';
import type { Because } from './because.ts';

/** The error of a service that has too many for a class each: the code is the name that tells them apart. */
export abstract class CodedError<Code extends string> extends AwsError {
  override readonly name: Code;

  /** @param data - what stands in the answer beside code and message, under AWS's names */
  constructor(
    code: Code,
    message: string,
    because: Because,
    data: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(message, because, data, options);
    this.name = code;
  }
}

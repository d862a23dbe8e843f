import type { Because } from './because.ts';

/**
 * What AWS answers when it refuses. `name` is AWS's spelling and tells the errors apart; `because` is kmslab's own,
 * finer reason, which the explainer, the lessons and the scenarios read. A bug in kmslab throws a plain Error instead.
 */
export abstract class AwsError extends Error {
  abstract override readonly name: string;
  readonly because: Because;
  /** What the error is about, e.g. the key's ARN and state; crosses to front ends. */
  readonly data: Readonly<Record<string, string>>;

  constructor(message: string, because: Because, data: Readonly<Record<string, string>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.because = because;
    this.data = data;
  }
}

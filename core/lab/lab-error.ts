/**
 * The lab itself refuses something that AWS has no words for: an unknown principal, a bad scenario, a clock that would
 * go back. The message is one line that says what was expected and what came.
 */
export class LabError extends Error {
  override readonly name = 'LabError';
}

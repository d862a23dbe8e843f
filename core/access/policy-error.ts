/** What is wrong with a policy; each becomes a MalformedPolicyDocumentException. */
export type PolicyProblem = 'syntax' | 'invalid-principal';

/** AWS's text for a principal that does not exist or cannot be one. Source: observed on KMS, wire.md section 7. */
const INVALID_PRINCIPAL_TEXT = 'Policy contains a statement with one or more invalid principals.';

/**
 * A policy document was refused. `message` is one line that says where and what was expected; for
 * `invalid-principal` it is AWS's own text. Source: API_PutKeyPolicy, "Errors".
 */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly problem: PolicyProblem;
  constructor(problem: PolicyProblem, message: string) {
    super(message);
    this.problem = problem;
  }
  static syntax(where: string, says: string): PolicyError {
    return new PolicyError('syntax', `${where}: ${says}`);
  }
  static invalidPrincipal(): PolicyError {
    return new PolicyError('invalid-principal', INVALID_PRINCIPAL_TEXT);
  }
}

/** What is wrong with a policy; each becomes a MalformedPolicyDocumentException. */
export type PolicyProblem = 'syntax' | 'invalid-principal';

/** AWS's text for a principal that does not exist or cannot be one. Source: observed on KMS, wire.md section 7. */
const INVALID_PRINCIPAL_TEXT = 'Policy contains a statement with one or more invalid principals.';

/** Where in a policy's text an error is, as far as whoever raised it knows. */
export interface PolicyErrorPlace {
  /** The character at which the text stops being JSON. */
  readonly index?: number;
  /** `Statement[1].Action` */
  readonly path?: string;
  /** The value, or the name of an element, that is wrong there. */
  readonly found?: string;
}

/**
 * A policy document was refused. `message` is one line that says where and what was expected; for
 * `invalid-principal` it is AWS's own text. Source: API_PutKeyPolicy, "Errors".
 */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly problem: PolicyProblem;
  readonly place: PolicyErrorPlace;
  constructor(problem: PolicyProblem, message: string, place: PolicyErrorPlace = {}) {
    super(message);
    this.problem = problem;
    this.place = place;
  }
  /** `path` leads to what is wrong, and `found` is what stands there. */
  static syntax(path: string, says: string, found?: string): PolicyError {
    return new PolicyError('syntax', `${path}: ${says}`, { path, ...(found !== undefined && { found }) });
  }
  /** Text that is no JSON from `index` on, which is `where` for people. */
  static noJson(where: string, says: string, index: number): PolicyError {
    return new PolicyError('syntax', `${where}: ${says}`, { index });
  }
  static invalidPrincipal(found: string): PolicyError {
    return new PolicyError('invalid-principal', INVALID_PRINCIPAL_TEXT, { found });
  }
}

/** Something about a policy's text, and where: from its character `from` to before `to`, in UTF-16 units. */
export interface PolicyRemark {
  readonly from: number;
  readonly to: number;
  /** AWS refuses the policy for an `error`; a `warning` is taken, and does not do what it looks like. */
  readonly severity: 'error' | 'warning';
  /** `MalformedPolicyDocumentException`; null for a warning. */
  readonly error: string | null;
  readonly says: string;
}

/** What KMS would say of a key policy that somebody is about to put. */
export interface PolicyLintView {
  readonly remarks: readonly PolicyRemark[];
  /** Whether KMS would refuse it because whoever puts it could not change it again. */
  readonly isLockOut: boolean;
  /** Where each statement is; none where the text is no policy. */
  readonly statements: readonly { readonly from: number; readonly to: number }[];
}

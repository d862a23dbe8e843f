import type { PolicyCheck } from '../hooks/use-policy-check.ts';

type PolicySumProps = {
  /** Null until the first answer. */
  readonly check: PolicyCheck | null;
  readonly isChanged: boolean;
};

/** The verdict in one line above the editor, for the whole of it stands below and is often out of sight. */
export function PolicySum({ check, isChanged }: PolicySumProps) {
  return <p className={`says ${isChanged ? 'policy-sum' : ''}`}>{sumOf(check, isChanged)}</p>;
}

function sumOf(check: PolicyCheck | null, isChanged: boolean): string {
  if (check === null || !isChanged)
    return 'What a change would do, and to whom, stands below the document while you write.';
  if (check.lint.remarks.some(({ severity }) => severity === 'error'))
    return 'KMS would refuse this policy; below it says why.';
  if (check.gains === null) return 'KMS would take this policy.';
  const { gained, lost } = check.gains;
  return `KMS would take this policy: ${list(gained, 'gain', 'gains')}, ${list(lost, 'lose', 'loses')}. Details below.`;
}

/** `main/role/app gains`, `nobody loses` */
function list(rows: readonly { readonly label: string }[], many: string, one: string): string {
  if (rows.length === 0) return `nobody ${one}`;
  const names = rows.length > 3 ? `${rows.length} principals` : rows.map(({ label }) => label).join(' and ');
  return `${names} ${rows.length === 1 ? one : many}`;
}

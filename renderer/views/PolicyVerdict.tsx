import type { PolicyRemark } from '../../core/index.ts';
import { GainsList } from '../components/GainsList.tsx';
import { PolicyDiff } from '../components/PolicyDiff.tsx';
import type { PolicyCheck } from '../hooks/use-policy-check.ts';

type PolicyVerdictProps = {
  readonly check: PolicyCheck;
  /** Whether it differs from the policy that the key has. */
  readonly isChanged: boolean;
  /** Who would put it: `main/role/admin`. */
  readonly caller: string;
};

/** What KMS would say of the policy in the editor, who would gain and lose by it, and what it changes line by line. */
export function PolicyVerdict({ check: { text, lint, gains }, isChanged, caller }: PolicyVerdictProps) {
  const { remarks } = lint;
  const makers = gains?.mayChangePolicy.before ?? [caller];
  return (
    <div className="trial" role="status" aria-label="What would come of it">
      {!makers.includes(caller) && (
        <p className="notice notice-warning">
          You act as {caller}, who may not change this policy.{' '}
          {makers.length === 0 ? 'Nobody of this world may.' : `${makers.join(' and ')} may.`}
        </p>
      )}
      {remarks.length === 0 && isChanged && makers.includes(caller) && (
        <p className="good">KMS would take this policy.</p>
      )}
      {remarks.length > 0 && (
        <ul className="policy-remarks" aria-label="Remarks about the policy">
          {remarks.map((remark) => (
            <Remark key={`${remark.from} ${remark.says}`} remark={remark} text={text} />
          ))}
        </ul>
      )}
      {isChanged && gains !== null && (
        <>
          <h4>If this were the key policy</h4>
          <GainsList gains={gains} />
          {gains.diffs.map((diff) => (
            <PolicyDiff key={diff.policy} diff={diff} />
          ))}
        </>
      )}
    </div>
  );
}

function Remark({ remark, text }: { readonly remark: PolicyRemark; readonly text: string }) {
  const { from, severity, error, says } = remark;
  const line = text.slice(0, from).split('\n').length;
  return (
    <li className={severity === 'error' ? 'bad' : 'policy-warning'}>
      <span className="muted">line {line}</span>{' '}
      <strong>{severity === 'error' ? (error ?? 'Error') : 'Takes it, but'}</strong> {says}
    </li>
  );
}

import { flushSync } from 'react-dom';
import type { WhoView } from '../../core/index.ts';
import { focusFirst } from '../app/focus.ts';
import { Button } from '../components/Button.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';

type PolicyPenProps = { readonly who: WhoView };

/** Whose pen it is: tells somebody who may not put the policy who may, and hands it over. */
export function PolicyPen({ who: { principals, mayChangePolicy } }: PolicyPenProps) {
  const { standpoint, names, dispatch } = useWorkbench();
  const acting = names.caller(standpoint.as);
  const other = principals.find(({ label }) => mayChangePolicy.includes(label));
  if (other === undefined || mayChangePolicy.includes(acting)) return null;
  return (
    <div className="notice notice-warning policy-pen" role="note">
      <span>
        You act as <strong>{acting}</strong>, who may not change this policy.
      </span>
      <Button
        onClick={() => {
          flushSync(() => dispatch({ type: 'actAs', arn: other.arn }));
          focusFirst('#policy-put');
        }}
      >
        Act as {other.label}
      </Button>
    </div>
  );
}

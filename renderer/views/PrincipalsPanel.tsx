import { useEffect, useState } from 'react';
import type { LabView, PrincipalView } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import { RovingList } from '../components/RovingList.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';

type PrincipalsPanelProps = { readonly view: LabView };

/** Who may be acted as, and who acts now. */
export function PrincipalsPanel({ view }: PrincipalsPanelProps) {
  const { standpoint, dispatch } = useWorkbench();
  const [activeArn, setActiveArn] = useState(standpoint.as);
  // Whoever is chosen elsewhere is found here.
  useEffect(() => setActiveArn(standpoint.as), [standpoint.as]);
  const actAs = (arn: string) => dispatch({ type: 'actAs', arn });
  return (
    <section className="panel principals-panel" aria-labelledby="principals-heading">
      <div className="panel-head">
        <h2 id="principals-heading">Principals</h2>
        {activeArn !== standpoint.as && (
          <Button kind="quiet" onClick={() => actAs(activeArn)}>
            Act as this
          </Button>
        )}
      </div>
      <RovingList
        label="Principals"
        groups={[{ heading: null, items: view.principals }]}
        idOf={({ arn }) => arn}
        activeId={activeArn}
        currentId={standpoint.as}
        onMove={({ arn }) => setActiveArn(arn)}
        onOpen={({ arn }) => actAs(arn)}
        draw={(principal) => <Principal principal={principal} isActing={principal.arn === standpoint.as} />}
      />
    </section>
  );
}

type PrincipalProps = { readonly principal: PrincipalView; readonly isActing: boolean };

function Principal({ principal, isActing }: PrincipalProps) {
  return (
    <div className="principal-row">
      <span className="principal-name">{principal.label}</span>
      {isActing && <span className="acting">you</span>}
      <span className="key-detail">{principal.policies.join(', ') || 'no IAM policy'}</span>
    </div>
  );
}

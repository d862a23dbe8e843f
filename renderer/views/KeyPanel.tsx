import type { LabView } from '../../core/index.ts';
import { KEY_TABS, type KeyTab } from '../app/ui-state.ts';
import { CopyButton } from '../components/CopyButton.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { StateBadge } from '../components/StateBadge.tsx';
import { Tabs } from '../components/Tabs.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useCryptoDesk } from '../hooks/use-crypto-desk.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { keyLabel } from '../lab/format.ts';
import { AliasesTab } from './AliasesTab.tsx';
import { CryptoDesk } from './CryptoDesk.tsx';
import { CryptoTab } from './CryptoTab.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { PolicyTab } from './PolicyTab.tsx';
import { RotationTab } from './RotationTab.tsx';

/** The console's names and order, so that what is learned here is found there. */
const TITLES = {
  overview: 'Overview',
  policy: 'Key policy',
  crypto: 'Cryptographic configuration',
  rotation: 'Key rotation',
  aliases: 'Aliases',
} as const satisfies Record<KeyTab, string>;
const TABS = KEY_TABS.map((id) => ({ id, title: TITLES[id] }));

type KeyPanelProps = {
  readonly view: LabView;
  readonly keyArn: string | null;
  readonly tab: KeyTab;
};

/** The selected key. */
export function KeyPanel({ view, keyArn, tab }: KeyPanelProps) {
  const { version, run, dispatch } = useWorkbench();
  const key = useAnswer(keyArn === null ? null : { type: 'key', keyArn }, version);
  const desk = useCryptoDesk(key ?? null);
  return (
    <section className="panel key-panel" aria-label="Selected key" tabIndex={-1} id="panel-key">
      {keyArn === null && (
        <EmptyState
          title="No key selected"
          line={'aws kms create-key --description "my first key"'}
          onRun={(line) => void run(line)}
        >
          Choose a key on the left, or create one: this command makes a symmetric key whose key policy lets this
          account's own IAM policies decide. Encryption here is real, but it is a lab: put no real secrets in it.
        </EmptyState>
      )}
      {key === null && keyArn !== null && (
        <>
          <EmptyState title="This key is gone">
            Its waiting period has ended, and KMS destroyed its key material. What was encrypted under it can't be read
            by anyone any more, AWS included. Try it: decrypt a ciphertext of this key.
          </EmptyState>
          <CryptoDesk desk={desk} canEncrypt={false} />
        </>
      )}
      {key != null && (
        <>
          <header className="key-head">
            <h2>{keyLabel(key)}</h2>
            <StateBadge keyState={key.keyState} />
            <span className="key-arn">
              <code>{key.keyArn}</code>
              <CopyButton text={key.keyArn} what="ARN" />
            </span>
          </header>
          <Tabs label="Key" tabs={TABS} selected={tab} onSelect={(id) => dispatch({ type: 'openTab', tab: id })}>
            {tab === 'overview' && <OverviewTab keyView={key} now={view.now} desk={desk} />}
            {tab === 'policy' && <PolicyTab key={key.keyArn} keyView={key} />}
            {tab === 'crypto' && <CryptoTab keyView={key} />}
            {tab === 'rotation' && <RotationTab key={key.keyArn} keyView={key} now={view.now} />}
            {tab === 'aliases' && <AliasesTab key={key.keyArn} keyView={key} />}
          </Tabs>
        </>
      )}
    </section>
  );
}

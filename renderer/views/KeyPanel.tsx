import type { LabView } from '../../core/index.ts';
import { CopyButton } from '../components/CopyButton.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { StateBadge } from '../components/StateBadge.tsx';
import { Tabs } from '../components/Tabs.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { type CryptoDeskState, useCryptoDesk } from '../hooks/use-crypto-desk.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { keyLabel } from '../lab/format.ts';
import { type KeyTab, tabsOf } from '../lab/key-tabs.ts';
import { AliasesTab } from './AliasesTab.tsx';
import { CryptoDesk } from './CryptoDesk.tsx';
import { CryptoTab } from './CryptoTab.tsx';
import { LessonPointer } from './LessonPointer.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { PolicyTab } from './PolicyTab.tsx';
import { PublicKeyTab } from './PublicKeyTab.tsx';
import { RegionalityTab } from './RegionalityTab.tsx';
import { RotationTab } from './RotationTab.tsx';
import { TagsTab } from './TagsTab.tsx';

type KeyPanelProps = {
  readonly view: LabView;
  readonly keyArn: string | null;
  readonly tab: KeyTab;
  /** Where it stands beside something else: what may be done then is not what may be done in the lab. */
  readonly during?: 'lesson' | 'past';
};

/** The selected key. */
export function KeyPanel({ view, keyArn, tab, during }: KeyPanelProps) {
  const { version, run, dispatch } = useWorkbench();
  const key = useAnswer(keyArn === null ? null : { type: 'key', keyArn }, version);
  const desk = useCryptoDesk(key ?? null);
  const tabs = key == null ? [] : tabsOf(key);
  const shown = tabs.some(({ id }) => id === tab) ? tab : 'overview';
  return (
    <section className="panel key-panel" aria-label="Selected key" tabIndex={-1} id="panel-key">
      {keyArn === null && during === 'past' && (
        <EmptyState title="No key selected" isWholePlace>
          Choose a key in the list, to see it as it was at this step.
        </EmptyState>
      )}
      {keyArn === null && during !== 'past' && view.keys.length > 0 && (
        <EmptyState title="No key selected">
          Choose a key in the list of keys: its life, its policy and what can be done with it stand here then.
        </EmptyState>
      )}
      {keyArn === null && during !== 'past' && view.keys.length === 0 && (
        <EmptyState
          title="No key selected"
          isWholePlace
          line={'aws kms create-key --description "my first key"'}
          onRun={(line) => void run(line)}
          lesson={during === undefined && <LessonPointer teaches="key" />}
        >
          This is a small AWS of your own, and nothing in it reaches the real one. Create a key to begin with: this
          command makes a symmetric one, whose key policy lets this account's own IAM policies decide. Its encryption is
          real, but it is a lab: put no real secrets in it.
        </EmptyState>
      )}
      {key === null && keyArn !== null && <NoKey keyArn={keyArn} desk={desk} />}
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
          <Tabs label="Key" tabs={tabs} selected={shown} onSelect={(id) => dispatch({ type: 'openTab', tab: id })}>
            {shown === 'overview' && <OverviewTab keyView={key} now={view.now} desk={desk} />}
            {shown === 'policy' && <PolicyTab key={key.keyArn} keyView={key} />}
            {shown === 'crypto' && <CryptoTab keyView={key} />}
            {shown === 'tags' && <TagsTab key={key.keyArn} keyView={key} />}
            {shown === 'rotation' && <RotationTab key={key.keyArn} keyView={key} now={view.now} />}
            {shown === 'public-key' && <PublicKeyTab key={key.keyArn} keyView={key} />}
            {shown === 'aliases' && <AliasesTab key={key.keyArn} keyView={key} />}
            {shown === 'regionality' && <RegionalityTab key={key.keyArn} keyView={key} view={view} />}
          </Tabs>
        </>
      )}
    </section>
  );
}

type NoKeyProps = { readonly keyArn: string; readonly desk: CryptoDeskState };

/** A key that was selected and isn't there: KMS deleted it, or it was never made in the world as it is now. */
function NoKey({ keyArn, desk }: NoKeyProps) {
  const { version } = useWorkbench();
  const trail = useAnswer({ type: 'trail', keyArn }, version);
  if (trail === undefined) return null;
  if (!trail.some(({ record }) => record.eventName === 'DeleteKey')) {
    return (
      <EmptyState title="There is no such key now" isWholePlace>
        It belongs to another moment or another world: a step was taken back, or a replay stands before it was made.
      </EmptyState>
    );
  }
  return (
    <>
      <EmptyState title="This key is gone" isWholePlace>
        Its waiting period has ended, and KMS destroyed its key material. What was encrypted under it can't be read by
        anyone any more, AWS included. Try it: decrypt a ciphertext of this key.
      </EmptyState>
      <CryptoDesk desk={desk} canEncrypt={false} />
    </>
  );
}

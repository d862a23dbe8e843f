import { type KeyboardEvent, useContext, useState } from 'react';
import { addressText, LINK_SCHEME } from '../../core/bridge/index.ts';
import type { KeyView } from '../../core/index.ts';
import type { UiState } from '../app/ui-state.ts';
import { CopyButton } from '../components/CopyButton.tsx';
import { Sheet } from '../components/Sheet.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useCopy } from '../hooks/use-copy.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { addressHere } from '../lab/address-here.ts';
import { DeskContext } from '../lab/desk.ts';

type CopySheetProps = {
  readonly ui: UiState;
  readonly onClose: () => void;
};

/** What can be copied here, each by a letter: `a` ARN, `i` id, `c` command, `j` JSON, `l` a link to what is shown. */
export function CopySheet({ ui, onClose }: CopySheetProps) {
  const { version } = useWorkbench();
  const { selectedKeyArn: keyArn, log } = ui;
  const lastLine = log.findLast((entry) => entry.type === 'command')?.line ?? null;
  const lesson = useAnswer({ type: 'lesson' }, version);
  const replay = useAnswer({ type: 'replay' }, version);
  const key = useAnswer(keyArn === null ? null : { type: 'key', keyArn }, version) ?? null;
  const { state, copy } = useCopy();
  const [copied, setCopied] = useState<string | null>(null);
  const isApp = useContext(DeskContext) !== null; // a browser does not open its links
  const here = addressHere(ui, { key, lesson: lesson ?? null, replay: replay?.on ?? null });
  const link = { letter: 'l', what: 'link', text: `${LINK_SCHEME}://${addressText(here)}` };
  const choices = [...choicesFor(key, lastLine), ...(isApp ? [link] : [])];
  const onKeyDown = (event: KeyboardEvent) => {
    const choice = choices.find(({ letter }) => letter === event.key);
    if (choice === undefined || event.ctrlKey || event.metaKey) return;
    copy(choice.text);
    setCopied(choice.what);
  };
  return (
    <Sheet title="Copy" onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: letters beside the buttons that do the same */}
      <div onKeyDown={onKeyDown}>
        <ul className="copy-list">
          {choices.map(({ letter, what, text }) => (
            <li key={letter}>
              <kbd>{letter}</kbd>
              <span>{what}</span>
              <code>{text.length > 60 ? `${text.slice(0, 60)}…` : text}</code>
              <CopyButton text={text} what={what} />
            </li>
          ))}
        </ul>
        {choices.length === 0 && (
          <p className="nothing">Select a key, or run a command: then there is something to copy.</p>
        )}
        <p role="status" className="says">
          {copied !== null && state === 'copied' ? `${copied} copied.` : ''}
        </p>
      </div>
    </Sheet>
  );
}

function choicesFor(key: KeyView | null, lastLine: string | null) {
  return [
    ...(key === null
      ? []
      : [
          { letter: 'a', what: 'ARN', text: key.keyArn },
          { letter: 'i', what: 'id', text: key.keyId },
        ]),
    ...(lastLine === null ? [] : [{ letter: 'c', what: 'last command', text: lastLine }]),
    ...(key === null ? [] : [{ letter: 'j', what: 'key policy, JSON', text: key.policy }]),
  ];
}

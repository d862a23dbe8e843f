import { useState } from 'react';
import { flushSync } from 'react-dom';
import { focusFirst } from '../app/focus.ts';
import { Button } from '../components/Button.tsx';
import { Sheet } from '../components/Sheet.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';

/** Where a lesson that is to be built begins. */
export function BuildSheet({ onClose }: { readonly onClose: () => void }) {
  const { version, dispatch } = useWorkbench();
  const { act, error, isBusy } = useDraft();
  const replays = useAnswer({ type: 'replays' }, version) ?? [];
  const [from, setFrom] = useState('empty');
  const begin = async () => {
    if (!(await act({ does: 'begin', from }))) return;
    // The sheet must be gone before the keyboard can go where it led: the button that opened it is.
    flushSync(() => {
      onClose();
      dispatch({ type: 'goTo', place: 'learn' });
    });
    focusFirst('#place');
  };
  return (
    <Sheet title="Build a lesson" onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void begin();
        }}
      >
        <p>
          Play it, and the lesson writes itself: what you run becomes the solution of a step, and what became true by it
          becomes the check. You add what to do and a few hints. Your own lab stays as it is.
        </p>
        <label className="field">
          <span>It begins in</span>
          <select value={from} onChange={(event) => setFrom(event.target.value)}>
            <option value="empty">an empty lab of two accounts</option>
            <option value="lab">my lab as it stands</option>
            <optgroup label="The world of a scenario">
              {replays
                .filter(({ of }) => of === 'scenario')
                .map(({ name, title }) => (
                  <option key={name} value={name}>
                    {title}
                  </option>
                ))}
            </optgroup>
          </select>
        </label>
        {error !== null && (
          <p className="bad" role="alert">
            {error}
          </p>
        )}
        <div className="sheet-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" isDisabled={isBusy}>
            Begin
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

import type { PlaceAddress } from '../../core/bridge/index.ts';
import { Button } from '../components/Button.tsx';
import { Sheet } from '../components/Sheet.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';

/** A lesson or a replay that a link leads to. */
export type Invitation = Extract<PlaceAddress, { readonly place: 'learn' | 'replay' }>;

type InvitationSheetProps = {
  readonly to: Invitation;
  readonly onAccept: () => void;
  readonly onClose: () => void;
};

/** Asks before what a link leads to takes the place of what is on the screen. */
export function InvitationSheet({ to, onAccept, onClose }: InvitationSheetProps) {
  const { version } = useWorkbench();
  const lessons = useAnswer(to.place === 'learn' ? { type: 'lessons' } : null, version);
  const replays = useAnswer(to.place === 'replay' ? { type: 'replays' } : null, version);
  const lesson = lessons?.find(
    ({ id, number }) => to.place === 'learn' && (to.lesson === id || to.lesson === `${number}`),
  );
  const replay = replays?.find(({ name }) => to.place === 'replay' && to.name === name);
  if (lessons === undefined && replays === undefined) return null;
  const found = lesson ?? replay;
  const what = to.place === 'learn' ? 'lesson' : 'replay';
  return (
    <Sheet title={to.place === 'learn' ? 'Start this lesson?' : 'Open this replay?'} onClose={onClose}>
      {found === undefined ? (
        <p>
          There is no {what} <code>{to.place === 'learn' ? to.lesson : to.name}</code> here.
        </p>
      ) : (
        <>
          <p>
            <strong>{lesson === undefined ? found.title : `${lesson.number} ${lesson.title}`}</strong>
          </p>
          <p className="says">
            {to.place === 'learn'
              ? 'A lesson is a world of its own. What you are at now is kept as it is.'
              : 'A replay shows the world of its story. Your lab is kept as it is.'}
          </p>
        </>
      )}
      <div className="sheet-actions">
        <Button onClick={onClose}>Not now</Button>
        {found !== undefined && (
          <Button
            kind="primary"
            onClick={() => {
              onClose();
              onAccept();
            }}
          >
            {to.place === 'learn' ? 'Start the lesson' : 'Open the replay'}
          </Button>
        )}
      </div>
    </Sheet>
  );
}

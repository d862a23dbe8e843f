import { useEffect } from 'react';
import type { LabView } from '../../core/index.ts';
import { focusFirst } from '../app/focus.ts';
import type { UiState } from '../app/ui-state.ts';
import type { ClassroomState } from '../hooks/use-classroom.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { DraftPanel } from '../views/DraftPanel.tsx';
import { KeyPanel } from '../views/KeyPanel.tsx';
import { KeysPanel } from '../views/KeysPanel.tsx';
import { LessonList } from '../views/LessonList.tsx';
import { LessonPanel } from '../views/LessonPanel.tsx';

type LearnPlaceProps = { readonly view: LabView; readonly ui: UiState; readonly classroom: ClassroomState };

/** The lessons; and with one in hand, or one that is being built, its text beside its lab. */
export function LearnPlace({ view, ui, classroom }: LearnPlaceProps) {
  const { lesson, lessons, act, played, error, isBusy } = classroom;
  const desk = useDraft();
  const isBuilding = desk.draft != null;
  useEffect(() => {
    // The button that led out of the draft is gone, and the keyboard with it.
    if (!isBuilding && document.activeElement === document.body) focusFirst('#place');
  }, [isBuilding]);
  const lost = error !== null && (
    <p className="refusal-words" role="alert">
      {error}
    </p>
  );
  if (lesson === undefined || lessons === undefined || desk.draft === undefined) {
    return (
      <main className="place" id="place" tabIndex={-1} aria-label="Learn">
        <p className="starting">Opening the lessons…</p>
      </main>
    );
  }
  if (desk.draft !== null) {
    return (
      <main className="place place-learn" id="place" tabIndex={-1} aria-label="Learn">
        <DraftPanel {...desk} draft={desk.draft} />
        <LessonLab view={view} ui={ui} />
      </main>
    );
  }
  if (lesson === null) {
    return (
      <main className="place place-lessons" id="place" tabIndex={-1} aria-label="Learn">
        {lost}
        <LessonList lessons={lessons} isBusy={isBusy} onAct={act} />
      </main>
    );
  }
  return (
    <main className="place place-learn" id="place" tabIndex={-1} aria-label="Learn">
      <LessonPanel
        lesson={lesson}
        of={lessons.length}
        view={view}
        played={played}
        isBusy={isBusy}
        lost={lost}
        onAct={act}
      />
      <LessonLab view={view} ui={ui} />
    </main>
  );
}

/** The lab of the lesson, beside its text. */
function LessonLab({ view, ui }: Omit<LearnPlaceProps, 'classroom'>) {
  return (
    <div className="lesson-lab">
      <div className="column column-keys">
        <KeysPanel view={view} selectedKeyArn={ui.selectedKeyArn} />
      </div>
      <div className="column column-key">
        <KeyPanel view={view} keyArn={ui.selectedKeyArn} tab={ui.tab} during="lesson" />
      </div>
    </div>
  );
}

import { useState } from 'react';
import type { LessonSummary } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import { FileButton } from '../components/FileButton.tsx';
import { Icon } from '../components/Icon.tsx';
import type { LessonAct } from '../hooks/use-classroom.ts';
import { useLab } from '../hooks/use-lab.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';

type LessonListProps = {
  readonly lessons: readonly LessonSummary[];
  readonly isBusy: boolean;
  readonly onAct: (act: LessonAct) => void;
};

/** All lessons, in their order; the next one is the one to take up. */
export function LessonList({ lessons, isBusy, onAct }: LessonListProps) {
  const done = lessons.filter(isDone).length;
  const next = lessons.find(({ leftAt }) => leftAt !== null) ?? lessons.find((lesson) => !isDone(lesson));
  return (
    <>
      <header className="lessons-head">
        <h2>Learn key management, a lesson at a time</h2>
        <p>
          Each lesson is a small cloud of its own: what you do in it can't harm your lab. You type real <code>aws</code>{' '}
          commands or click, and the lesson looks whether it came out right.
        </p>
        <p className="muted">
          <progress max={lessons.length} value={done} aria-label="Lessons done" /> {done} of {lessons.length} done
        </p>
        <OwnLessons />
      </header>
      <ol className="lesson-cards">
        {lessons.map((lesson) => (
          <li key={lesson.id} className="lesson-card" data-mark={lesson.mark ?? 'new'}>
            <span className="lesson-number" aria-hidden="true">
              {isDone(lesson) ? <Icon name="check" /> : lesson.number}
            </span>
            <div>
              <h3>{lesson.title}</h3>
              <p>{lesson.summary}</p>
              <p className="muted">
                Lesson {lesson.number}. {standing(lesson)}
              </p>
            </div>
            <div className="lesson-card-actions">
              <Button
                kind={lesson === next ? 'primary' : 'plain'}
                isDisabled={isBusy}
                label={`${verb(lesson)}: ${lesson.title}`}
                onClick={() =>
                  onAct({ does: isDone(lesson) && lesson.leftAt === null ? 'restart' : 'start', lesson: lesson.id })
                }
              >
                {verb(lesson)}
              </Button>
              {lesson.leftAt !== null && (
                <Button
                  kind="quiet"
                  isDisabled={isBusy}
                  label={`Start over: ${lesson.title}`}
                  onClick={() => onAct({ does: 'restart', lesson: lesson.id })}
                >
                  Start over
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function isDone({ mark }: LessonSummary): boolean {
  return mark === 'done' || mark === 'shown';
}

function verb(lesson: LessonSummary): string {
  if (lesson.leftAt !== null) return 'Continue';
  return isDone(lesson) ? 'Again' : 'Start';
}

function standing({ leftAt, mark, minutes }: LessonSummary): string {
  if (leftAt !== null) return `At step ${leftAt.step} of ${leftAt.of}`;
  if (mark === 'shown') return 'Done, with solutions shown';
  return mark === 'done' ? 'Done' : `About ${minutes} minutes`;
}

/** Lessons of one's own: built here, or from a file. */
function OwnLessons() {
  const lab = useLab();
  const { open } = useWorkbench();
  const [error, setError] = useState<string | null>(null);
  const add = async (file: File) => {
    const outcome = await lab.act({ type: 'addLesson', name: file.name, text: await file.text() });
    setError(outcome.ok ? null : outcome.error.message);
  };
  return (
    <>
      <div className="lessons-own">
        <Button onClick={() => open({ type: 'build' })}>Build a lesson…</Button>
        <FileButton accept=".yaml,.yml" onFile={(file) => void add(file)}>
          Add a lesson from a file…
        </FileButton>
        <Button kind="quiet" onClick={() => open({ type: 'progress' })}>
          My progress…
        </Button>
      </div>
      {error !== null && (
        <p className="bad" role="alert">
          {error}
        </p>
      )}
    </>
  );
}

import type { LessonView } from '../../core/index.ts';
import type { LessonAct } from '../hooks/use-classroom.ts';
import { LessonCorrections } from './LessonCorrections.tsx';
import { LessonPoints } from './LessonPoints.tsx';
import { LessonQuestion } from './LessonQuestion.tsx';

type LessonEndProps = {
  readonly lesson: LessonView;
  readonly onAct: (act: LessonAct) => void;
};

/** The quiz; and once it is answered, what to take along. */
export function LessonEnd({ lesson: { quiz, status, corrects, today, isShown }, onAct }: LessonEndProps) {
  const isDone = status === 'done';
  return (
    <>
      <h3 className="lesson-step-title">
        {isDone ? (isShown ? 'Done, with solutions shown' : 'Done') : 'All steps are done. One question is left.'}
      </h3>
      {quiz !== null && <LessonQuestion ask={quiz} isOpen={!isDone} onAct={onAct} />}
      {isDone && (
        <>
          <LessonCorrections corrects={corrects} />
          <LessonPoints title="In today's AWS" points={today} />
        </>
      )}
    </>
  );
}

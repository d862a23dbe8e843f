import type { LessonView } from '../../core/index.ts';
import { LessonCorrections } from './LessonCorrections.tsx';
import { LessonPoints } from './LessonPoints.tsx';

/** What a lesson is about, before its first step. */
export function LessonIntro({
  lesson: { summary, learn, corrects, today, minutes, step },
}: {
  readonly lesson: LessonView;
}) {
  return (
    <>
      <p className="lesson-summary">{summary}</p>
      <LessonPoints title="You will know" points={learn} />
      <LessonCorrections corrects={corrects} />
      <LessonPoints title="In today's AWS" points={today} />
      <p className="muted">
        {step.of} steps and a quiz, about {minutes} minutes. You can leave at any step and come back to it.
      </p>
    </>
  );
}

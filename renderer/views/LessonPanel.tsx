import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { LabView, LessonView } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import { useAnswerKeys } from '../hooks/use-answer-keys.ts';
import type { LessonAct } from '../hooks/use-classroom.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { LessonEnd } from './LessonEnd.tsx';
import { LessonIntro } from './LessonIntro.tsx';
import { LessonStep } from './LessonStep.tsx';
import { SolutionSheet } from './SolutionSheet.tsx';

type LessonPanelProps = {
  readonly lesson: LessonView;
  /** How many lessons there are. */
  readonly of: number;
  readonly view: LabView;
  /** The commands of the solution that was just shown. */
  readonly played: readonly string[];
  readonly isBusy: boolean;
  /** What the lab said against the last act. */
  readonly lost: ReactNode;
  readonly onAct: (act: LessonAct) => void;
};

/** The lesson in hand: what to do, what is still missing, and what was learnt. */
export function LessonPanel({ lesson, of, view, played, isBusy, lost, onAct }: LessonPanelProps) {
  const { number, title, status, step } = lesson;
  const { isPresenting, hasLetters } = useWorkbench();
  const [isAsked, setAsked] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const text = useRef<HTMLElement>(null);
  const at = `${lesson.id}/${status === 'intro' ? 0 : step.number}/${status === 'quiz' || status === 'done'}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step begins at its first line
  useEffect(() => {
    text.current?.scrollTo(0, 0);
    // The button that led here may be gone, and the keyboard with it.
    if (document.activeElement === document.body) panel.current?.focus();
  }, [at]);
  const { hints, mistakes, why, ask } = step;
  const question = status === 'quiz' ? lesson.quiz : status === 'working' ? ask : null;
  useAnswerKeys(panel, hasLetters ? (question?.options?.length ?? 0) : 0, onAct);
  useEffect(() => {
    // With the last hint its button goes, and the keyboard with it.
    if (hints.length > 0 && document.activeElement === document.body) panel.current?.focus();
    if (hints.length > 0 || mistakes.length > 0 || why !== null || ask?.explanation != null) {
      text.current?.lastElementChild?.scrollIntoView({ block: 'end' });
    }
  }, [hints.length, mistakes.length, why, ask?.explanation]);
  const passed = status === 'intro' ? 0 : step.number - (status === 'working' ? 1 : 0);
  return (
    <section
      className="panel lesson-panel"
      id="panel-lesson"
      tabIndex={-1}
      aria-label="Lesson"
      aria-busy={isBusy}
      ref={panel}
    >
      <header className="lesson-head">
        <p className="muted">
          Lesson {number} of {of}
        </p>
        {/* Far from the buttons below, of which the next comes to lie where the one before was pressed. */}
        {status !== 'done' && (
          <Button kind="quiet" onClick={() => onAct({ does: 'leave' })}>
            Leave the lesson
          </Button>
        )}
        <h2>{title}</h2>
        <progress max={step.of} value={passed} aria-label="Steps done" />
        {isPresenting && status !== 'done' && <StepSelect lesson={lesson} onAct={onAct} />}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to */}
      <section className="lesson-text" ref={text} tabIndex={0} aria-label="Text of the lesson">
        {status === 'intro' && <LessonIntro lesson={lesson} />}
        {(status === 'working' || status === 'passed') && (
          <LessonStep key={step.number} lesson={lesson} view={view} played={played} onAct={onAct} />
        )}
        {(status === 'quiz' || status === 'done') && <LessonEnd lesson={lesson} onAct={onAct} />}
        {lost}
      </section>
      <LessonFoot lesson={lesson} of={of} onAct={onAct} onSolution={() => setAsked(true)} />
      {isAsked && <SolutionSheet onAccept={() => onAct({ does: 'solve' })} onClose={() => setAsked(false)} />}
    </section>
  );
}

/** The steps by name, for who teaches: to jump to, in a world where those before it were played. */
function StepSelect({ lesson: { steps, status, step }, onAct }: Pick<LessonPanelProps, 'lesson' | 'onAct'>) {
  const isInStep = status === 'working' || status === 'passed';
  return (
    <select
      className="lesson-steps"
      aria-label="Go to a step"
      value={isInStep ? step.number : 0}
      onChange={(event) => onAct({ does: 'goToStep', step: Number(event.target.value) })}
    >
      {!isInStep && (
        <option value={0} disabled>
          {status === 'intro' ? 'the introduction' : 'the question at the end'}
        </option>
      )}
      {steps.map((name, index) => (
        <option key={name} value={index + 1}>
          {index + 1} {name}
        </option>
      ))}
    </select>
  );
}

type LessonFootProps = Pick<LessonPanelProps, 'lesson' | 'of' | 'onAct'> & { readonly onSolution: () => void };

/** What a learner may do next, the likeliest first, with the letters that do it too, as in the terminal. */
function LessonFoot({ lesson, of, onAct, onSolution }: LessonFootProps) {
  const { status, step, number } = lesson;
  const { isPresenting } = useWorkbench();
  const button = (title: string, act: LessonAct, kind: 'primary' | 'plain' | 'quiet', letter: string) => (
    <Button kind={kind} onClick={() => onAct(act)}>
      {title}
      <span className="key-hint" aria-hidden="true">
        {letter}
      </span>
    </Button>
  );
  return (
    <footer className="lesson-foot">
      {status === 'intro' && button('Begin', { does: 'next' }, 'primary', 'n')}
      {status === 'passed' &&
        button(step.number === step.of ? 'To the quiz' : 'Next step', { does: 'next' }, 'primary', 'n')}
      {status === 'done' &&
        number < of &&
        button('Next lesson', { does: 'start', lesson: String(number + 1) }, 'primary', 'n')}
      {status === 'working' && !isPresenting && (
        <>
          {step.hints.length < step.hintsOf &&
            button(`Hint ${step.hints.length + 1} of ${step.hintsOf}`, { does: 'hint' }, 'plain', 'h')}
          <Button kind="quiet" onClick={onSolution}>
            Show the solution
          </Button>
        </>
      )}
      {(status === 'working' || status === 'passed') && button('Reset this step', { does: 'resetStep' }, 'quiet', 'R')}
      {status === 'done' && (
        <Button kind="quiet" onClick={() => onAct({ does: 'leave' })}>
          Back to the lessons
        </Button>
      )}
    </footer>
  );
}

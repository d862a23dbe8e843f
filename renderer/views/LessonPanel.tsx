import { type ReactNode, useEffect, useRef } from 'react';
import type { LabView, LessonView } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import type { LessonAct } from '../hooks/use-classroom.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { LessonEnd } from './LessonEnd.tsx';
import { LessonIntro } from './LessonIntro.tsx';
import { LessonStep } from './LessonStep.tsx';

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
  const { isPresenting } = useWorkbench();
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
      <LessonFoot lesson={lesson} of={of} onAct={onAct} />
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

type LessonFootProps = Pick<LessonPanelProps, 'lesson' | 'of' | 'onAct'>;

/** What a learner may do next, the likeliest first. */
function LessonFoot({ lesson, of, onAct }: LessonFootProps) {
  const { status, step, number } = lesson;
  const { isPresenting } = useWorkbench();
  const button = (title: string, act: LessonAct, kind: 'primary' | 'plain' | 'quiet' = 'quiet') => (
    <Button kind={kind} onClick={() => onAct(act)}>
      {title}
      {act.does in KEYS && (
        <span className="key-hint" aria-hidden="true">
          {KEYS[act.does]}
        </span>
      )}
    </Button>
  );
  return (
    <footer className="lesson-foot">
      {status === 'intro' && button('Begin', { does: 'next' }, 'primary')}
      {status === 'passed' &&
        button(step.number === step.of ? 'To the quiz' : 'Next step', { does: 'next' }, 'primary')}
      {status === 'done' &&
        number < of &&
        button('Next lesson', { does: 'start', lesson: String(number + 1) }, 'primary')}
      {status === 'working' && !isPresenting && (
        <>
          {step.hints.length < step.hintsOf &&
            button(`Hint ${step.hints.length + 1} of ${step.hintsOf}`, { does: 'hint' }, 'plain')}
          {button('Show the solution', { does: 'solve' })}
        </>
      )}
      {(status === 'working' || status === 'passed') && button('Reset this step', { does: 'resetStep' })}
      {button(status === 'done' ? 'Back to the lessons' : 'Leave the lesson', { does: 'leave' })}
    </footer>
  );
}

/** The letters that do it too, as in the terminal. */
const KEYS: Readonly<Partial<Record<LessonAct['does'], string>>> = { next: 'n', hint: 'h', resetStep: 'R' };

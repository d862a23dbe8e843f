import { useState } from 'react';
import type { LessonView } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import type { LessonAct } from '../hooks/use-classroom.ts';
import { optionLetter } from '../lab/option-letters.ts';

type LessonQuestionProps = {
  readonly ask: NonNullable<LessonView['step']['ask']>;
  /** Whether it can be answered now. */
  readonly isOpen: boolean;
  readonly onAct: (act: LessonAct) => void;
};

/** A question: with options to choose from, or a line to write the answer on. */
export function LessonQuestion({ ask, isOpen, onAct }: LessonQuestionProps) {
  const { question, options, given, isRight, explanation } = ask;
  return (
    <fieldset className="lesson-question">
      <legend>{question}</legend>
      {options === null ? (
        <WrittenAnswer given={given} isOpen={isOpen} onAct={onAct} />
      ) : (
        <ol className="lesson-options">
          {options.map((option, index) => {
            const isGiven = isTheOne(given, index);
            return (
              <li key={option}>
                <button
                  type="button"
                  className="lesson-option"
                  aria-pressed={isGiven}
                  aria-disabled={!isOpen}
                  data-given={isGiven ? (isRight ? 'right' : 'wrong') : undefined}
                  onClick={() => isOpen && onAct({ does: 'answer', answer: String(index + 1) })}
                >
                  <span className="lesson-option-letter" aria-hidden="true">
                    {optionLetter(index)}
                  </span>
                  {option}
                </button>
              </li>
            );
          })}
        </ol>
      )}
      {explanation !== null && (
        <p role="status" className={isRight ? 'lesson-done' : 'notice notice-warning'}>
          <strong>{isRight ? 'Right.' : 'Not that.'}</strong> {withoutVerdict(explanation)}
        </p>
      )}
    </fieldset>
  );
}

/** Explanations of right answers begin with the verdict, for screens that show nothing before them. */
function withoutVerdict(explanation: string): string {
  return explanation.replace(/^Right\.\s+/, '');
}

/** An option is told by its number, or by its letter. */
function isTheOne(given: string | null, index: number): boolean {
  return given === String(index + 1) || given === optionLetter(index);
}

type WrittenAnswerProps = {
  readonly given: string | null;
  readonly isOpen: boolean;
  readonly onAct: (act: LessonAct) => void;
};

function WrittenAnswer({ given, isOpen, onAct }: WrittenAnswerProps) {
  const [text, setText] = useState(given ?? '');
  return (
    <form
      className="lesson-answer"
      onSubmit={(event) => {
        event.preventDefault();
        onAct({ does: 'answer', answer: text });
      }}
    >
      <input
        type="text"
        aria-label="Your answer"
        placeholder="Your answer"
        value={text}
        disabled={!isOpen}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" isDisabled={!isOpen || text.trim() === ''}>
        Answer
      </Button>
    </form>
  );
}

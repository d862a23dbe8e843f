import type { Check } from '../check-schema.ts';
import type { LessonQuestion } from '../schema.ts';
import type { Draft, DraftStep } from './draft.ts';
import type { Texts } from './draft-shapes.ts';

/** A step as its author has it: where it ends, what is written, and what it is checked by. */
export interface WrittenStep {
  readonly end: number;
  readonly texts: Texts;
  readonly checks: readonly Check[];
}

/** What the author has written so far, and where the steps end, as a draft. */
export function draftOf(setUp: number, texts: Texts, steps: readonly WrittenStep[]): Draft {
  return {
    title: textOf(texts, 'title'),
    summary: textOf(texts, 'summary'),
    learn: textOf(texts, 'learn')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    setUp,
    steps: steps.map(stepOf),
    quiz: questionOf(texts),
  };
}

function stepOf({ end, texts, checks }: WrittenStep): DraftStep {
  return {
    end,
    title: textOf(texts, 'title'),
    say: textOf(texts, 'say'),
    hints: [textOf(texts, 'hint1'), textOf(texts, 'hint2')],
    why: textOf(texts, 'why'),
    checks,
    ask: questionOf(texts),
  };
}

/** Null before it has a question, two options with their reasons, and one that is right. */
function questionOf(texts: Texts): LessonQuestion | null {
  const question = textOf(texts, 'question');
  const options = [1, 2, 3].flatMap((number) => {
    const [text, why] = [textOf(texts, `option${number}`), textOf(texts, `why${number}`)];
    const right = textOf(texts, 'right') === String(number) ? { right: true as const } : {};
    return text === '' ? [] : [{ text, ...right, why }];
  });
  const isWhole = options.length > 1 && options.every(({ why }) => why !== '') && options.some(({ right }) => right);
  return question !== '' && isWhole ? { question, options } : null;
}

function textOf(texts: Texts, name: string): string {
  return (texts[name] ?? '').trim();
}

import { useLayoutEffect, useState } from 'react';
import type { AnswerTo, LabQuery } from '../../core/index.ts';
import { useLab } from './use-lab.ts';

/**
 * The lab's newest answer to a question, asked again for each new `version`. `undefined` until the first one, and
 * while the question is null. The last answer stays until the next is here, but never under another question. It is asked
 * before the browser draws, which would take a frame.
 */
export function useAnswer<Q extends LabQuery>(query: Q | null, version: number): AnswerTo<Q> | undefined {
  const lab = useLab();
  const asked = query === null ? null : JSON.stringify(query);
  const [answered, setAnswered] = useState<{ readonly to: string; readonly answer: AnswerTo<Q> } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` asks again, and `asked` stands for `query`, which is a new object each time
  useLayoutEffect(() => {
    if (query === null || asked === null) return;
    let isCurrent = true;
    lab.ask(query).then(
      (answer) => {
        if (isCurrent) setAnswered({ to: asked, answer });
      },
      (error: unknown) => console.error(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [lab, asked, version]);
  return answered !== null && answered.to === asked ? answered.answer : undefined;
}

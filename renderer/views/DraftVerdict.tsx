import { useEffect, useRef } from 'react';
import type { DraftView } from '../../core/index.ts';

/** What came of playing the lesson: of each step whether it is open at first, and done by its solution. */
export function DraftVerdict({ verdict }: { readonly verdict: NonNullable<DraftView['verdict']> }) {
  const section = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each test brings another verdict
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'end' });
  }, [verdict]);
  return (
    <section className="lesson-goals" ref={section} role="status" aria-label="The test">
      <strong>{verdict.ok ? 'It can be learnt.' : 'It can not be learnt yet.'}</strong>
      {verdict.problem !== null && <p className="bad">{verdict.problem}</p>}
      <ul>
        {verdict.steps.map(({ title, problem }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its number
          <li key={index} data-ok={problem === null}>
            <span className="goal-mark" role="img" aria-label={problem === null ? 'Good:' : 'Not yet:'}>
              {problem === null ? '✓' : ''}
            </span>
            <span>
              Step {index + 1}, {title}: {problem ?? 'open at first, and done by its solution'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

import type { LessonView } from '../../core/index.ts';

/** What many believe, each with what is so instead. */
export function LessonCorrections({ corrects }: { readonly corrects: LessonView['corrects'] }) {
  if (corrects.length === 0) return null;
  return (
    <section className="lesson-points">
      <h3>Many believe, wrongly</h3>
      <ul>
        {corrects.map(({ belief, truth }) => (
          <li key={belief}>
            <q>{belief}</q> {truth}
          </li>
        ))}
      </ul>
    </section>
  );
}

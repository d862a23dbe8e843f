type LessonPointsProps = { readonly title: string; readonly points: readonly string[] };

/** A few sentences under a heading. */
export function LessonPoints({ title, points }: LessonPointsProps) {
  return (
    <section className="lesson-points">
      <h3>{title}</h3>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}

type LessonPointsProps = { readonly title: string; readonly points: readonly string[] };

/** A few sentences under a heading; nothing where there are none. */
export function LessonPoints({ title, points }: LessonPointsProps) {
  if (points.length === 0) return null;
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

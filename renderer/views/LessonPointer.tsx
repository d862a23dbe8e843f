import { useContext } from 'react';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { PLACE_LESSONS, type TaughtPlace } from '../lab/place-lessons.ts';
import { SettingsContext } from '../lab/settings.ts';

/**
 * The way to the lesson that teaches what a place shows; it asks before it begins. Nothing for who is in a lesson or a
 * replay, and in a window without lessons.
 */
export function LessonPointer({ teaches }: { readonly teaches: TaughtPlace }) {
  const { version, open, isPast } = useWorkbench();
  const { places, locked } = useContext(SettingsContext);
  const lessons = useAnswer({ type: 'lessons' }, version);
  const lesson = lessons?.find(({ id }) => id === PLACE_LESSONS[teaches]);
  const isOffered = !locked.includes('lessons') && (places === null || places.includes('learn'));
  if (!isOffered || isPast || lessons?.some(({ isInHand }) => isInHand)) return null;
  if (lesson === undefined) return <p className="lesson-pointer" />; // its line is kept free
  const { id, number, title, minutes } = lesson;
  return (
    <p className="lesson-pointer">
      <Button kind="quiet" onClick={() => open({ type: 'invitation', address: { place: 'learn', lesson: id } })}>
        <Icon name="learn" /> Lesson {number} teaches it: {title} ({minutes} minutes)
      </Button>
    </p>
  );
}

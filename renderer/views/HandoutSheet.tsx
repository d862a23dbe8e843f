import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Sheet } from '../components/Sheet.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useLab } from '../hooks/use-lab.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { saveText } from '../lab/text-file.ts';

/** A lesson or a scenario on paper, for teachers and for a class. It begins with the one that is in hand. */
export function HandoutSheet({ onClose }: { readonly onClose: () => void }) {
  const lab = useLab();
  const { version } = useWorkbench();
  const lessons = useAnswer({ type: 'lessons' }, version) ?? [];
  const replays = useAnswer({ type: 'replays' }, version) ?? [];
  const on = useAnswer({ type: 'replay' }, version)?.on ?? null;
  const [chosen, setChosen] = useState<string | null>(null);
  const [hasAnswers, setAnswers] = useState(true);
  const [said, setSaid] = useState('');
  const inHand = lessons.find(({ isInHand }) => isInHand);
  const first = inHand !== undefined ? `lesson ${inHand.id}` : on?.of === 'scenario' ? `scenario ${on.name}` : null;
  const choice = chosen ?? first ?? `lesson ${lessons[0]?.id ?? ''}`;
  const save = async () => {
    const [of, name = ''] = choice.split(' ');
    const text = await lab.ask({ type: 'handout', of: of === 'scenario' ? 'scenario' : 'lesson', name, hasAnswers });
    const file = `${name}${hasAnswers ? '-with-answers' : ''}.md`;
    saveText(file, text, 'text/markdown');
    setSaid(`Saved as ${file}, where this browser or app puts downloads.`);
  };
  return (
    <Sheet title="Hand-out" onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save().catch((error: unknown) => setSaid(String(error)));
        }}
      >
        <p>A lesson or a scenario on paper, as Markdown: what to do, step by step, and the commands that do it.</p>
        <label className="field">
          <span>Of</span>
          <select value={choice} onChange={(event) => setChosen(event.target.value)}>
            <optgroup label="Lessons">
              {lessons.map(({ id, number, title }) => (
                <option key={id} value={`lesson ${id}`}>
                  {number} {title}
                </option>
              ))}
            </optgroup>
            <optgroup label="Scenarios">
              {replays
                .filter(({ of }) => of === 'scenario')
                .map(({ name, title }) => (
                  <option key={name} value={`scenario ${name}`}>
                    {title}
                  </option>
                ))}
            </optgroup>
          </select>
        </label>
        <label className="switch">
          <input type="checkbox" checked={hasAnswers} onChange={(event) => setAnswers(event.target.checked)} />
          <span>With answers, for who teaches</span>
        </label>
        <div className="sheet-actions">
          <Button kind="primary" type="submit">
            Save the hand-out
          </Button>
        </div>
        <p role="status">{said}</p>
      </form>
    </Sheet>
  );
}

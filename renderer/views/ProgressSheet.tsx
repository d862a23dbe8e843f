import { useState } from 'react';
import type { Imported } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import { FileButton } from '../components/FileButton.tsx';
import { Sheet } from '../components/Sheet.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useLab } from '../hooks/use-lab.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { saveText } from '../lab/text-file.ts';

/** What came of the last thing that was done here. */
type Said = { readonly isGood: boolean; readonly lines: readonly string[] };

/** How far the learner has come: saved as a file, or taken over from one. */
export function ProgressSheet({ onClose }: { readonly onClose: () => void }) {
  const lab = useLab();
  const { version } = useWorkbench();
  const lessons = useAnswer({ type: 'lessons' }, version) ?? [];
  const [said, setSaid] = useState<Said | null>(null);
  const tell = (work: Promise<Said>) => {
    work.then(setSaid).catch((error: unknown) => setSaid({ isGood: false, lines: [String(error)] }));
  };
  const save = async (): Promise<Said> => {
    saveText(FILE_NAME, await lab.ask({ type: 'profile' }), 'application/json');
    return { isGood: true, lines: [`Saved as ${FILE_NAME}, where this browser or app puts downloads.`] };
  };
  const takeOver = async (file: File): Promise<Said> => {
    const outcome = await lab.act({ type: 'importProfile', text: await file.text() });
    if (!outcome.ok) return { isGood: false, lines: [`${file.name}: ${outcome.error.message}`] };
    return { isGood: true, lines: outcome.imported === undefined ? [] : importedLines(outcome.imported, titles) };
  };
  const titles = new Map(lessons.map(({ id, title }) => [id, title]));
  const done = lessons.filter(({ mark }) => mark === 'done' || mark === 'shown').length;
  const underWay = lessons.filter(({ leftAt }) => leftAt !== null).length;
  return (
    <Sheet title="My progress" onClose={onClose}>
      <p>
        {done} of {lessons.length} lessons done, {underWay} under way. The terminal and this window share it:{' '}
        <code>kmslab lessons</code> shows the same list.
      </p>
      <p>
        To go on at another computer, save it as a file and take it over there. Lessons under way go on at the same
        step, in a world that is made anew: the file holds no keys.
      </p>
      <div className="sheet-actions">
        <Button kind="primary" onClick={() => tell(save())}>
          Save to a file
        </Button>
        <FileButton accept=".json,application/json" onFile={(file) => tell(takeOver(file))}>
          Take over from a file…
        </FileButton>
      </div>
      <div role="status">
        {said?.lines.map((line) => (
          <p key={line} className={said.isGood ? '' : 'bad'}>
            {line}
          </p>
        ))}
      </div>
    </Sheet>
  );
}

const FILE_NAME = 'kmslab-progress.json';

function importedLines(
  { done, underWay, kept, lessons }: Imported,
  titles: ReadonlyMap<string, string>,
): readonly string[] {
  const named = (ids: readonly string[]) => ids.map((id) => titles.get(id) ?? id).join(', ');
  const lines = [
    ...(done.length > 0 ? [`Done there: ${named(done)}.`] : []),
    ...(underWay.length > 0 ? [`Under way there, to go on here: ${named(underWay)}.`] : []),
    ...(lessons.length > 0 ? [`New lessons: ${lessons.join(', ')}.`] : []),
    ...(kept.length > 0 ? [`Under way here too, and left as they are: ${named(kept)}.`] : []),
  ];
  return lines.length > 0 ? lines : ['Nothing in it is new here.'];
}

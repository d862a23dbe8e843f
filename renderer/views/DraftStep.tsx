import type { DraftView } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { TextField } from '../components/TextField.tsx';
import type { DraftAct } from '../hooks/use-draft.ts';
import { DraftQuestion } from './DraftQuestion.tsx';

type DraftStepProps = {
  readonly step: DraftView['steps'][number];
  readonly number: number;
  readonly isLast: boolean;
  readonly onAct: (act: DraftAct) => void;
};

/** A step that was ended: its solution as it was played, what checks it, and its texts. */
export function DraftStep({ step: { texts, commands, checks }, number, isLast, onAct }: DraftStepProps) {
  const write = (name: string) => (text: string) => onAct({ does: 'write', step: number, texts: { [name]: text } });
  return (
    <details className="draft-part" open={isLast} data-last={isLast || undefined}>
      <summary>
        Step {number}: {texts.title || 'no title yet'}
      </summary>
      <TextField label="Title" value={texts.title ?? ''} example="Make a key" onChanged={write('title')} />
      <TextField
        label="What to do, and what to look at"
        rows={3}
        value={texts.say ?? ''}
        example="Make a symmetric key, and look at its chart."
        onChanged={write('say')}
      />
      <h4>The solution, as you played it</h4>
      {commands.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same line may stand there twice
        <CommandLine key={index} line={line} />
      ))}
      <fieldset className="draft-checks">
        <legend>It is done when all of this is so</legend>
        {checks.length === 0 && (
          <p className="muted">Nothing became so in this step that was not before: ask a question instead.</p>
        )}
        {checks.map(({ says, isChosen }, index) => (
          <label key={says} className="switch">
            <input
              type="checkbox"
              key={String(isChosen)}
              defaultChecked={isChosen}
              onChange={(event) =>
                onAct({ does: 'choose', step: number, check: index + 1, isOn: event.target.checked })
              }
            />
            <span>{says}</span>
          </label>
        ))}
      </fieldset>
      <TextField label="Hint 1, a nudge" value={texts.hint1 ?? ''} onChanged={write('hint1')} />
      <TextField label="Hint 2, a pointer" value={texts.hint2 ?? ''} onChanged={write('hint2')} />
      <TextField label="Why, told once it is done (may be empty)" value={texts.why ?? ''} onChanged={write('why')} />
      <details className="draft-part">
        <summary>A question in place of the checks</summary>
        <DraftQuestion texts={texts} onTexts={(changed) => onAct({ does: 'write', step: number, texts: changed })} />
      </details>
      {isLast && (
        <Button kind="quiet" onClick={() => onAct({ does: 'joinSteps' })}>
          Go on with this step
        </Button>
      )}
    </details>
  );
}

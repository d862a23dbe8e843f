import { useState } from 'react';
import type { DraftView } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import type { DraftAct } from '../hooks/use-draft.ts';
import { saveText } from '../lab/text-file.ts';

type DraftFootProps = {
  readonly draft: DraftView;
  readonly isBusy: boolean;
  readonly onAct: (act: DraftAct) => void;
};

/** What can be done with a draft as a whole: test it, save it, add it to the lessons, leave it. */
export function DraftFoot({ draft: { missing, kept, texts, yaml, steps }, isBusy, onAct }: DraftFootProps) {
  const [isLeaving, setLeaving] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const isWhole = missing.length === 0;
  if (isLeaving) {
    return (
      <footer className="lesson-foot" role="alert">
        <span>It is not kept: {steps.length === 1 ? 'a step goes' : `${steps.length} steps go`} with it.</span>
        <Button kind="danger" onClick={() => onAct({ does: 'leave' })}>
          Throw it away
        </Button>
        <Button onClick={() => setLeaving(false)}>Stay</Button>
      </footer>
    );
  }
  return (
    <footer className="lesson-foot">
      <Button
        kind={isWhole ? 'primary' : 'plain'}
        isDisabled={!isWhole || isBusy}
        onClick={() => onAct({ does: 'test' })}
      >
        Test it
      </Button>
      <Button isDisabled={!isWhole || isBusy} onClick={() => onAct({ does: 'keep' })}>
        {kept === null ? 'Add it to the lessons' : 'It is among the lessons'}
      </Button>
      <Button
        isDisabled={steps.length === 0}
        onClick={() => {
          saveText(`${slug(texts.title ?? '')}.yaml`, yaml, 'application/yaml');
          setSaved(yaml);
        }}
      >
        Save as YAML
      </Button>
      <Button
        kind="quiet"
        onClick={() =>
          kept !== null || saved === yaml || steps.length === 0 ? onAct({ does: 'leave' }) : setLeaving(true)
        }
      >
        Leave
      </Button>
    </footer>
  );
}

function slug(title: string): string {
  return (
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'lesson'
  );
}

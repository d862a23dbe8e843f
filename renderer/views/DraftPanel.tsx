import { useEffect } from 'react';
import type { DraftView } from '../../core/index.ts';
import { focusFirst } from '../app/focus.ts';
import { Button } from '../components/Button.tsx';
import { CodeBlock } from '../components/CodeBlock.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { TextField } from '../components/TextField.tsx';
import type { DraftAct, DraftDesk } from '../hooks/use-draft.ts';
import { DraftFoot } from './DraftFoot.tsx';
import { DraftQuestion } from './DraftQuestion.tsx';
import { DraftStep } from './DraftStep.tsx';
import { DraftVerdict } from './DraftVerdict.tsx';

type DraftPanelProps = Omit<DraftDesk, 'draft'> & { readonly draft: DraftView };

/** A lesson that is being built: its steps so far, what the next is made of, and what is left to write. */
export function DraftPanel({ draft, act, error, isBusy }: DraftPanelProps) {
  const { from, setUp, texts, steps, open, lost, missing, verdict, yaml } = draft;
  const does = (deed: DraftAct) => void act(deed);
  const write = (name: string) => (text: string) => does({ does: 'write', texts: { [name]: text } });
  useEffect(() => {
    // The button that ended the step has nothing to end any more: what is to be written comes next.
    if (steps.length > 0 && document.activeElement === document.body) focusFirst('.draft-part[data-last] input');
  }, [steps.length]);
  return (
    <section className="panel lesson-panel" id="panel-lesson" tabIndex={-1} aria-label="Lesson" aria-busy={isBusy}>
      <header className="lesson-head">
        <p className="muted">
          Building a lesson, from: {from}
          {setUp > 0 && `, after ${setUp} ${setUp === 1 ? 'step' : 'steps'} of set-up`}
        </p>
        <h2>{texts.title || 'A new lesson'}</h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to */}
      <section className="lesson-text" tabIndex={0} aria-label="The lesson so far">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its number
          <DraftStep key={index} step={step} number={index + 1} isLast={index === steps.length - 1} onAct={does} />
        ))}
        <section className="draft-open" aria-label={`Step ${steps.length + 1}`}>
          <h3>Step {steps.length + 1}: what you run now</h3>
          {open.length === 0 ? (
            <p className="muted">
              Nothing yet. Type a command below or click in the lab, as whoever the learner is to be; then end the step.
            </p>
          ) : (
            open.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same line may stand there twice
              <CommandLine key={index} line={line} />
            ))
          )}
          <Button
            kind={open.length > 0 ? 'primary' : 'plain'}
            isDisabled={open.length === 0 || isBusy}
            onClick={() => does({ does: 'endStep' })}
          >
            {isBusy ? 'Working…' : 'End this step'}
          </Button>
          {lost.map((what) => (
            <p key={what} className="notice notice-warning">
              Not in the lesson: {what}
            </p>
          ))}
        </section>
        <details className="draft-part" open={steps.length > 0}>
          <summary>About the lesson</summary>
          <TextField label="Title" value={texts.title ?? ''} onChanged={write('title')} />
          <TextField label="What it is about, in a sentence" value={texts.summary ?? ''} onChanged={write('summary')} />
          <TextField
            label="What one knows afterwards, a sentence a line"
            rows={3}
            value={texts.learn ?? ''}
            onChanged={write('learn')}
          />
        </details>
        <details className="draft-part" open={steps.length > 0}>
          <summary>The question at the end</summary>
          <DraftQuestion texts={texts} onTexts={(changed) => does({ does: 'write', texts: changed })} />
        </details>
        <details className="draft-part">
          <summary>The file, as it is so far</summary>
          <CodeBlock label="The lesson as YAML" text={yaml} />
        </details>
        {verdict !== null && <DraftVerdict verdict={verdict} />}
        {error !== null && (
          <p className="bad" role="alert">
            {error}
          </p>
        )}
      </section>
      {missing.length > 0 && steps.length > 0 && (
        <p className="draft-missing">
          <strong>Still to be written:</strong> {missing.join('; ')}.
        </p>
      )}
      <DraftFoot draft={draft} isBusy={isBusy} onAct={does} />
    </section>
  );
}

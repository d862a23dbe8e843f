import { useId } from 'react';
import type { DraftView } from '../../core/index.ts';
import { TextField } from '../components/TextField.tsx';

type DraftQuestionProps = {
  readonly texts: DraftView['texts'];
  readonly onTexts: (texts: Readonly<Record<string, string>>) => void;
};

/** A question with up to three options, one of them right, and for each why. */
export function DraftQuestion({ texts, onTexts }: DraftQuestionProps) {
  const group = useId();
  const field = (name: string, label: string, example?: string) => (
    <TextField
      label={label}
      value={texts[name] ?? ''}
      {...(example !== undefined && { example })}
      onChanged={(text) => onTexts({ [name]: text })}
    />
  );
  return (
    <div className="draft-question">
      {field('question', 'Question')}
      {[1, 2, 3].map((number) => (
        <fieldset key={number} className="draft-option">
          <legend className="visually-hidden">Option {number}</legend>
          {field(`option${number}`, `Option ${number}${number === 3 ? ' (may be empty)' : ''}`)}
          {field(`why${number}`, 'Why it is right, or what is wrong with it')}
          <label className="switch">
            <input
              type="radio"
              name={group}
              key={texts.right}
              defaultChecked={texts.right === String(number)}
              onChange={() => onTexts({ right: String(number) })}
            />
            <span>This one is right</span>
          </label>
        </fieldset>
      ))}
    </div>
  );
}

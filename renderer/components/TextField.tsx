import { type FocusEvent, useId } from 'react';

type TextFieldProps = {
  readonly label: string;
  readonly value: string;
  /** What a good answer looks like. */
  readonly example?: string;
  readonly rows?: number;
  /** Hears of a text that was changed, when the keyboard leaves it. */
  readonly onChanged: (text: string) => void;
};

/** A line or a few of text, kept when it is left. */
export function TextField({ label, value, example, rows = 1, onChanged }: TextFieldProps) {
  const id = useId();
  const field = {
    id,
    defaultValue: value,
    placeholder: example,
    onBlur: ({ currentTarget }: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      if (currentTarget.value !== value) onChanged(currentTarget.value);
    },
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {rows === 1 ? <input type="text" key={value} {...field} /> : <textarea key={value} rows={rows} {...field} />}
    </div>
  );
}

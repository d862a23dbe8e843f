import { type KeyboardEvent, useEffect, useState } from 'react';
import type { Completion } from '../../core/index.ts';
import { NO_HISTORY, walkHistory } from '../lab/line-history.ts';
import { atPlaceholder, type TypedLine, untouched, withCompletion } from '../lab/typed-line.ts';
import { useAnswer } from './use-answer.ts';
import { useWorkbench } from './use-workbench.ts';

export interface CommandBar {
  readonly line: string;
  /** @param caret - behind which letter one types */
  readonly type: (line: string, caret: number) => void;
  readonly completions: readonly Completion[];
  /** The completion that Tab takes; null while there is none. */
  readonly chosen: number | null;
  readonly take: (completion: Completion) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly close: () => void;
  readonly submit: () => void;
}

const MOST_SHOWN = 8;
const NOTHING: readonly Completion[] = [];

/**
 * A line being typed: its completions, its history, and running it. `lines` are those that were run, oldest first;
 * `offered` comes into the bar with its first placeholder selected.
 */
export function useCommandBar(lines: readonly string[], offered: { readonly line: string } | null): CommandBar {
  const { run, standpoint, version } = useWorkbench();
  const [typed, setTyped] = useState(untouched(''));
  /** What is to be selected in the bar, once it stands there. */
  const [selection, select] = useState<TypedLine | null>(null);
  const line = typed.text;
  const head = line.slice(0, typed.to);
  const [history, setHistory] = useState(NO_HISTORY);
  const [place, setPlace] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const answer = useAnswer(isOpen && line !== '' ? { type: 'complete', line: head, ...standpoint } : null, version);
  const completions = answer?.slice(0, MOST_SHOWN) ?? NOTHING;
  const chosen = completions.length === 0 ? null : Math.min(place, completions.length - 1);

  useEffect(() => {
    if (offered === null) return;
    const next = atPlaceholder(offered.line) ?? untouched(offered.line);
    setTyped(next);
    select(next);
    setHistory(NO_HISTORY);
    setOpen(false);
  }, [offered]);
  useEffect(() => {
    const bar = document.querySelector<HTMLInputElement>('#command-bar');
    if (selection === null || bar === null) return;
    bar.focus();
    bar.setSelectionRange(selection.from, selection.to);
  }, [selection]);

  const hold = (next: TypedLine) => {
    setTyped(next);
    setHistory(NO_HISTORY);
    setPlace(0);
    setOpen(true);
  };
  const take = ({ text }: Completion) => {
    const next = withCompletion(typed, text);
    hold(next);
    if (next.to < next.text.length) select(next);
  };
  const submit = () => {
    const whole = line.trim();
    if (whole === '') return;
    setTyped(untouched(''));
    setHistory(NO_HISTORY);
    setOpen(false);
    void run(whole);
  };
  const walk = (direction: 'up' | 'down') => {
    const step = walkHistory(lines, history, line, direction);
    if (step === null) return;
    setTyped(untouched(step.line));
    setHistory(step.history);
    setOpen(false);
  };

  /** To the next placeholder, where there is one. */
  const selectNext = (after: number): boolean => {
    const next = atPlaceholder(line, after);
    if (next !== null) select(next);
    return next !== null;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const completion = chosen === null ? undefined : completions[chosen];
    // While a walk through the history goes on, arrows go on with it.
    const isChoosing = completion !== undefined && history.place === 0;
    switch (event.key) {
      case 'Tab':
        if (event.shiftKey) return;
        if (completion !== undefined) take(completion);
        else if (!selectNext(event.currentTarget.selectionEnd ?? 0)) return;
        break;
      case 'ArrowDown':
        if (isChoosing) setPlace((current) => (current + 1) % completions.length);
        else walk('down');
        break;
      case 'ArrowUp':
        if (isChoosing && place > 0) setPlace(place - 1);
        else walk('up');
        break;
      case 'Escape':
        if (completion === undefined) event.currentTarget.blur();
        else setOpen(false);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  const type = (text: string, caret: number) => hold({ text, from: caret, to: caret });
  return { line, type, completions, chosen, take, onKeyDown, close: () => setOpen(false), submit };
}

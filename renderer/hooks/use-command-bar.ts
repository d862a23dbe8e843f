import { type KeyboardEvent, useState } from 'react';
import type { Completion } from '../../core/index.ts';
import { applyCompletion } from '../lab/apply-completion.ts';
import { NO_HISTORY, walkHistory } from '../lab/line-history.ts';
import { useAnswer } from './use-answer.ts';
import { useWorkbench } from './use-workbench.ts';

export interface CommandBar {
  readonly line: string;
  readonly type: (line: string) => void;
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

/** A line being typed: its completions, its history, and running it. `lines` are those that were run, oldest first. */
export function useCommandBar(lines: readonly string[]): CommandBar {
  const { run, standpoint, version } = useWorkbench();
  const [line, setLine] = useState('');
  const [history, setHistory] = useState(NO_HISTORY);
  const [place, setPlace] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const answer = useAnswer(isOpen && line !== '' ? { type: 'complete', line, ...standpoint } : null, version);
  const completions = answer?.slice(0, MOST_SHOWN) ?? NOTHING;
  const chosen = completions.length === 0 ? null : Math.min(place, completions.length - 1);

  const type = (next: string) => {
    setLine(next);
    setHistory(NO_HISTORY);
    setPlace(0);
    setOpen(true);
  };
  const take = ({ text }: Completion) => type(applyCompletion(line, text));
  const submit = () => {
    const typed = line.trim();
    if (typed === '') return;
    setLine('');
    setHistory(NO_HISTORY);
    setOpen(false);
    void run(typed);
  };
  const walk = (direction: 'up' | 'down') => {
    const step = walkHistory(lines, history, line, direction);
    if (step === null) return;
    setLine(step.line);
    setHistory(step.history);
    setOpen(false);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const completion = chosen === null ? undefined : completions[chosen];
    // While a walk through the history goes on, arrows go on with it.
    const isChoosing = completion !== undefined && history.place === 0;
    switch (event.key) {
      case 'Tab':
        if (completion === undefined || event.shiftKey) return;
        take(completion);
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
  return { line, type, completions, chosen, take, onKeyDown, close: () => setOpen(false), submit };
}

import { useEffect } from 'react';
import type { PlayedStep, ReplayView } from '../../core/index.ts';
import { focusFirst } from '../app/focus.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import type { ReplayAct } from '../hooks/use-replay.ts';
import { useScrubber } from '../hooks/use-scrubber.ts';

type ReplayBarProps = {
  readonly on: ReplayView;
  readonly steps: readonly PlayedStep[];
  readonly onAct: (act: ReplayAct) => void;
};

/** The player: what plays, how far it is, and what can be done with it. */
export function ReplayBar({ on, steps, onAct: act }: ReplayBarProps) {
  const { title, status, done, count, speed, marks } = on;
  const scrubber = useScrubber(done, (at) => act({ does: 'goTo', at }));
  const onAct: typeof act = (next) => {
    scrubber.release();
    act(next);
  };
  const isPlaying = status === 'playing';
  const tool = (
    does: ReplayAct['does'],
    label: string,
    icon: Parameters<typeof Icon>[0]['name'],
    isDisabled = false,
  ) => (
    <Button kind="quiet" label={label} isDisabled={isDisabled} onClick={() => onAct({ does })}>
      <Icon name={icon} />
    </Button>
  );
  useEffect(() => {
    // The button that opened the replay is gone, and the keyboard with it.
    if (document.activeElement === document.body) focusFirst('#replay-play');
  }, []);
  return (
    <section className="replay-bar" aria-label="Player">
      <h2>{title}</h2>
      <div className="replay-tools">
        {tool('previousMark', 'To the mark before  [', 'toStart', done === 0)}
        {tool('back', 'A step back  ,', 'back', done === 0)}
        <Button
          id="replay-play"
          kind="primary"
          label={isPlaying ? 'Pause  Space' : 'Play  Space'}
          onClick={() => onAct({ does: isPlaying ? 'pause' : 'play' })}
        >
          <Icon name={isPlaying ? 'pause' : 'play'} />
        </Button>
        {tool('forward', 'A step on  .', 'forward', done === count)}
        {tool('nextMark', 'To the next mark  ]', 'toEnd', done === count)}
        <Button kind="quiet" label="Slower  <" onClick={() => onAct({ does: 'slower' })}>
          −
        </Button>
        <span className="replay-speed">{speed}×</span>
        <Button kind="quiet" label="Faster  >" onClick={() => onAct({ does: 'faster' })}>
          +
        </Button>
      </div>
      <div className="replay-track">
        <input
          type="range"
          aria-label="Step"
          min={0}
          max={count}
          value={scrubber.at}
          list="replay-marks"
          onChange={(event) => scrubber.moveTo(event.target.valueAsNumber)}
          onBlur={scrubber.release}
        />
        <datalist id="replay-marks">
          {marks.map((mark) => (
            <option key={mark} value={mark} />
          ))}
        </datalist>
        <span role="status">
          {done === 0 ? 'The beginning' : `Step ${done} of ${count}`}
          {status === 'ended' && ', the end'}
        </span>
      </div>
      <div className="replay-ends">
        <MarkSelect steps={steps} done={done} onAct={onAct} />
        <Button onClick={() => onAct({ does: 'continue' })}>Continue from here</Button>
        <Button kind="quiet" onClick={() => onAct({ does: 'close' })}>
          Close
        </Button>
      </div>
    </section>
  );
}

/** The marks by name, to jump to; nothing where the replay has none. */
function MarkSelect({ steps, done, onAct }: Omit<ReplayBarProps, 'on'> & { readonly done: number }) {
  const marked = steps.filter(({ mark }) => mark !== null);
  const current = marked.findLast(({ n }) => n <= done);
  if (marked.length === 0) return null;
  return (
    <select
      className="replay-marks"
      aria-label="Go to a mark"
      value={current?.n ?? 0}
      onChange={(event) => onAct({ does: 'goTo', at: Number(event.target.value) })}
    >
      <option value={0}>the beginning</option>
      {marked.map(({ n, mark }) => (
        <option key={n} value={n}>
          {mark?.replaceAll('-', ' ')}
        </option>
      ))}
    </select>
  );
}

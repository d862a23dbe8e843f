import type { PlayedStep, Replay } from '../../core/index.ts';

/** A step as `--json` and `--jsonl` print it; what it did not expect is left out. */
export function stepJson({
  n,
  as,
  region,
  run,
  note,
  mark,
  outcome,
  calls,
  happened,
  expect,
}: PlayedStep): Readonly<Record<string, unknown>> {
  return {
    n,
    as,
    region,
    run,
    ...(note === null ? {} : { note }),
    ...(mark === null ? {} : { mark }),
    outcome,
    calls,
    ...(happened.length === 0 ? {} : { happened }),
    ...(expect === null ? {} : { expect }),
  };
}

/** A whole replay as `--json` prints it. */
export function replayJson({ steps, ...replay }: Replay): Readonly<Record<string, unknown>> {
  return { ...replay, steps: steps.map(stepJson) };
}

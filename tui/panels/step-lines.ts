import type { LabView, PlayedStep, ReplayView } from '../../core/index.ts';
import type { Model } from '../lab/model.ts';
import { Masks } from '../replay/masks.ts';
import { closing, stepParts } from '../replay/transcript.ts';
import { foldLines } from '../text/fold.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { isoSecond } from '../text/instants.ts';
import { type Line, line, span } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';

/** The step that a replay shows: why it is done, who does what, what came back, and what that means. */
export function stepPanelLines({ data }: Model, width: number, glyphs: Glyphs): readonly Line[] {
  if (data === null || data.replay === null) return [];
  const { replay, view, steps } = data;
  const step = shownStep(replay, steps);
  if (step === null) return beginningLines(replay, view, width);
  const accounts = new Map(view.accounts.map(({ accountId, name }) => [accountId, name]));
  const { note, deed, result } = stepParts({ ...step, mark: null }, accounts, width);
  const told = [...withoutEmpty(note), ...deed, ...result];
  const more = step.requestId === null || step.outcome.refusal === null ? [] : [line(''), whyLine()];
  const end = replay.status === 'ended' ? [...closing({ ok: replay.ok, steps }), line(''), ...endLines(width)] : [];
  return foldLines([...headLines(step.mark, glyphs), ...told, ...more, ...end], width);
}

/** What the replay shows, with short names for ciphertexts and the like: `<ciphertext 1>` is the same one everywhere. */
function shownStep({ of, done, step }: ReplayView, steps: readonly PlayedStep[]): PlayedStep | null {
  if (of === 'world' || step === null) return step;
  const masks = new Masks();
  return (
    steps
      .slice(0, done)
      .map((one) => masks.step(one))
      .at(-1) ?? null
  );
}

/** The title of the panel: `Step 7 of 20`. */
export function stepTitle({ done, count }: ReplayView): string {
  return done === 0 ? 'The beginning' : `Step ${done} of ${count}`;
}

function beginningLines({ title, summary, count, of }: ReplayView, view: LabView, width: number): readonly Line[] {
  const accounts = view.accounts.map(({ name, accountId }) => `${name} ${accountId}`).join(', ');
  return [
    ...wrapLines(title, width, { tone: 'strong' }),
    ...(summary === null ? [] : wrapLines(summary, width)),
    line(''),
    ...wrapLines(
      `${count} ${count === 1 ? 'step' : 'steps'}, from ${isoSecond(view.now)} on. Accounts: ${accounts}.`,
      width,
      { tone: 'dim' },
    ),
    line(''),
    ...wrapLines(
      of === 'world'
        ? 'This is your own world, from its beginning. Nothing that you do here changes it.'
        : 'Real commands on a world of its own. At every step, Tab shows its keys, its trail and who there is, as of then.',
      width,
    ),
    line(''),
    [span('Space', 'accent'), span(' plays it at the pace of reading')],
    [span('.    ', 'accent'), span(' takes the first step by hand')],
  ];
}

function headLines(mark: string | null, glyphs: Glyphs): readonly Line[] {
  return mark === null ? [] : [line(`${glyphs.mark} ${mark.replaceAll('-', ' ')}`, 'accent')];
}

function whyLine(): Line {
  return [span('    w', 'accent'), span(' why, rung by rung')];
}

function endLines(width: number): readonly Line[] {
  return [
    [span('c', 'accent'), span(' goes on from here, in a lab of your own')],
    ...wrapLines('Any step before can be gone on from as well: go to it, then c.', width, { tone: 'dim' }),
  ];
}

/** A transcript has an empty line above each step; a panel shows one alone. */
function withoutEmpty(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex((one) => one.length > 0);
  return first === -1 ? [] : lines.slice(first);
}

import type { ActionOutcome, LabView, RunOutcome } from '../../core/index.ts';
import type { KeyPress } from '../terminal/keys.ts';
import type { Message } from './messages.ts';
import { type LabData, type Model, type Result, topOverlay } from './model.ts';
import { openHelp } from './open.ts';
import { pressInPanels } from './press-browse.ts';
import { pressInCommand } from './press-command.ts';
import { pressInCopy } from './press-copy.ts';
import { pressInPick } from './press-pick.ts';
import { pressInReader } from './press-reader.ts';
import { pressInTime } from './press-time.ts';
import { popOverlay, replaceOverlay, type Step, say, step } from './step.ts';
import { targetOf } from './time-target.ts';

/** What a message makes of the screen. Pure: what must be done outside comes back as effects. */
export function update(model: Model, message: Message): Step {
  switch (message.type) {
    case 'pressed':
      return press(model, message.press);
    case 'resized':
      return step({ ...model, size: message.size });
    case 'opened':
      return replay({ ...withData(model, message.data), here: message.here, early: [] }, model.early);
    case 'failedToOpen':
      return step({ ...model, failure: message.reason });
    case 'broke':
      return step(say({ ...model, busy: null }, `a bug in kmslab: ${message.reason}`, 'bad'));
    case 'refreshed':
      return step(withData(model, message.data));
    case 'ran':
      return ran(model, message.line, message.outcome);
    case 'explained':
      return step(explained(model, message.requestId, message.why));
    case 'foreseen':
      return step(foreseen(model, message.until, message.due));
    case 'completed': {
      const top = topOverlay(model);
      if (top?.type !== 'command' || top.line !== message.line) return step(model);
      return step(replaceOverlay(model, { ...top, completions: message.completions }));
    }
    case 'moved':
      return moved(model, message);
    case 'clockSet':
      if (!message.outcome.ok) return step(say(model, message.outcome.error.message, 'bad'));
      return step(
        say(model, message.clock === 'following' ? 'the clock follows real time' : 'the clock stands', 'good'),
      );
  }
}

/** Ctrl+C, Ctrl+Z and Ctrl+L mean what they mean everywhere; all other keys go to what is on top. */
function press(before: Model, key: KeyPress): Step {
  if (key.name === 'Ctrl+C') return step(before, { type: 'quit', exitCode: 130 });
  if (key.name === 'Ctrl+Z') return step(before, { type: 'suspend' });
  if (key.name === 'Ctrl+L') return step(before, { type: 'redraw' });
  const model: Model = { ...before, notice: null };
  if (model.data === null) {
    // The lab opens in a moment: what is typed until then is not lost.
    if (key.name === 'q' || model.failure !== null)
      return step(model, { type: 'quit', exitCode: model.failure === null ? 0 : 1 });
    return step({ ...model, early: [...model.early, key] });
  }
  const top = topOverlay(model);
  if (top === null) return pressInPanels(model, key);
  switch (top.type) {
    case 'command':
      return key.name === '?' && top.line.trim() === ''
        ? step(openHelp(popOverlay(model), 'command'))
        : pressInCommand(model, top, key);
    case 'time':
      return pressInTime(model, top, key);
    case 'pick':
      return pressInPick(model, top, key);
    case 'copy':
      return pressInCopy(model, key);
    case 'help':
    case 'why':
    case 'record':
      return pressInReader(model, top, key);
  }
}

function replay(model: Model, presses: readonly KeyPress[]): Step {
  return presses.reduce<Step>((before, key) => {
    const after = press(before.model, key);
    return step(after.model, ...before.effects, ...after.effects);
  }, step(model));
}

function withData(model: Model, data: LabData): Model {
  return { ...model, data, selectedKey: selectedKeyIn(data.view, model.selectedKey) };
}

/** The key that is selected in a view: the one that was, or where it is gone, another that the user made. */
export function selectedKeyIn({ keys }: LabView, current: string | null): string | null {
  if (keys.some(({ keyArn }) => keyArn === current)) return current;
  return (keys.find(({ keyManager }) => keyManager === 'CUSTOMER') ?? keys[0])?.keyArn ?? null;
}

function ran(model: Model, line: string, outcome: ActionOutcome): Step {
  if (!outcome.ok)
    return step(showResult(model, { type: 'failed', line, message: outcome.error.message }), { type: 'refresh' });
  const { run } = outcome;
  if (run === undefined) return step({ ...model, busy: null });
  const shown = showResult(model, { type: 'run', line, run, why: null });
  const learnt = learn(shown, run);
  const refused = run.outcome !== null && !run.outcome.reply.ok ? run.outcome.requestId : null;
  return refused === null
    ? step(learnt, { type: 'refresh' })
    : step(learnt, { type: 'refresh' }, { type: 'explain', requestId: refused });
}

function showResult(model: Model, result: Result): Model {
  const focusBefore = model.focus === 'result' ? model.focusBefore : model.focus;
  const scroll = { ...model.scroll, result: 0 };
  return { ...model, result, focusBefore, focus: 'result', isEnlarged: false, selectedEvent: null, scroll, busy: null };
}

/** What a reply tells the screen beside its text: a key that is new is selected, a ciphertext can be decrypted. */
function learn(model: Model, { outcome }: RunOutcome): Model {
  if (outcome === null || !outcome.reply.ok) return model;
  const { KeyMetadata, CiphertextBlob, KeyId } = outcome.reply.output;
  const created = outcome.records[0]?.eventName === 'CreateKey' ? textMember(KeyMetadata, 'Arn') : null;
  if (created !== null) return { ...model, selectedKey: created, tab: 'Overview', scroll: { ...model.scroll, key: 0 } };
  if (!(CiphertextBlob instanceof Uint8Array) || typeof KeyId !== 'string') return model;
  const base64 = Buffer.from(CiphertextBlob).toString('base64');
  return { ...model, ciphertexts: { ...model.ciphertexts, [KeyId]: base64 } };
}

function textMember(value: unknown, name: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const member: unknown = Reflect.get(value, name);
  return typeof member === 'string' ? member : null;
}

function explained(model: Model, requestId: string, why: Extract<Message, { type: 'explained' }>['why']): Model {
  const { result } = model;
  const isOfResult = result?.type === 'run' && result.run.outcome?.requestId === requestId;
  const overlays = model.overlays.map((overlay) =>
    overlay.type === 'why' && overlay.requestId === requestId
      ? { ...overlay, why: why ?? ('unknown' as const) }
      : overlay,
  );
  return { ...model, overlays, result: isOfResult && result.why === null ? { ...result, why } : result };
}

function foreseen(model: Model, until: number, due: Extract<Message, { type: 'foreseen' }>['due']): Model {
  const overlays = model.overlays.map((overlay) => {
    if (overlay.type !== 'time' || model.data === null) return overlay;
    const isAwaited = overlay.choice === 'next' || targetOf(overlay, model.data.view.now) === until;
    return isAwaited ? { ...overlay, preview: { until, due } } : overlay;
  });
  return { ...model, overlays };
}

function moved(model: Model, { from, to, outcome }: Extract<Message, { type: 'moved' }>): Step {
  if (!outcome.ok) return step(say({ ...model, busy: null }, outcome.error.message, 'bad'), { type: 'refresh' });
  return step(showResult(model, { type: 'time', from, to, happened: outcome.happened ?? [] }), { type: 'refresh' });
}

import { describe, expect, it } from 'vitest';
import { type LabView, PLACES, type PlaceId, type RunBytes, type RunOutcome } from '../../../core/index.ts';
import { stepName } from '../../../core/lab/step-name.ts';
import { INITIAL_UI, nextUi, type UiEvent, type UiState } from '../../../renderer/app/ui-state.ts';

const ADMIN = 'arn:aws:iam::111122223333:role/admin';
const VIEW = {
  principals: [{ arn: ADMIN, label: 'main/role/admin', accountId: '111122223333', policies: [] }],
} as unknown as LabView; // as much of one as is read
const RAN: RunOutcome = { exitCode: 0, stdout: '', stderr: '', outcome: null };
const KMS: RunBytes = { keyArn: null, sent: 0, plaintext: null, wrapped: null, context: {} };

function stateAfter(...events: readonly UiEvent[]): UiState {
  return events.reduce(nextUi, INITIAL_UI);
}
const arrived: UiEvent = { type: 'viewArrived', view: VIEW };

describe('a window', () => {
  it('starts as the first principal, in us-east-1, and keeps to what was chosen later', () => {
    expect(stateAfter(arrived).standpoint).toEqual({ as: ADMIN, region: 'us-east-1' });
    const chosen = stateAfter(
      arrived,
      { type: 'actAs', arn: 'arn:root' },
      { type: 'goToRegion', region: 'eu-west-1' },
      arrived,
    );
    expect(chosen.standpoint).toEqual({ as: 'arn:root', region: 'eu-west-1' });
  });

  it('goes to the Region of the key that is selected', () => {
    const state = stateAfter(arrived, { type: 'selectKey', keyArn: 'arn:key', region: 'eu-west-2' });
    expect(state).toMatchObject({ selectedKeyArn: 'arn:key', standpoint: { as: ADMIN, region: 'eu-west-2' } });
  });

  it('stays in a place that shows the key when a tab is opened, and goes to Key from one that does not', () => {
    const opened = (place: PlaceId) => stateAfter({ type: 'goTo', place }, { type: 'openTab', tab: 'policy' }).place;
    expect(PLACES.map(({ id }) => [id, opened(id)])).toEqual([
      ['lab', 'lab'],
      ['learn', 'learn'],
      ['key', 'key'],
      ['flow', 'key'],
      ['envelope', 'key'],
      ['why', 'key'],
      ['trail', 'key'],
      ['bill', 'key'],
      ['replay', 'replay'],
    ]);
  });

  it('forgets the key, the record and the request of a world that it leaves', () => {
    const state = stateAfter(
      arrived,
      { type: 'selectKey', keyArn: 'arn:key', region: 'eu-west-2' },
      { type: 'standOnRecord', at: { eventId: 'e', requestId: 'r' } },
      { type: 'explain', requestId: 'r' },
      { type: 'toast', toast: { says: 'Undone: aws kms create-key.', offers: 'redo' } },
      { type: 'started', entry: { id: 1, line: 'aws kms list-keys', as: 'arn:one', region: 'eu-west-2' } },
      { type: 'entered', standpoint: { as: 'arn:learner', region: 'eu-west-1' } },
    );
    expect(state).toMatchObject({
      standpoint: { as: 'arn:learner', region: 'eu-west-1' },
      selectedKeyArn: null,
      trailAt: null,
      whyOf: null,
      toast: null,
      log: [],
    });
  });

  it('lets go of a key that was taken back, and keeps one that is still there', () => {
    const selected: UiEvent = { type: 'selectKey', keyArn: 'arn:key', region: 'eu-west-2' };
    const kept = (keyArns: readonly string[]) =>
      stateAfter(arrived, selected, { type: 'keysLeft', keyArns }).selectedKeyArn;
    expect(kept(['arn:other'])).toBeNull();
    expect(kept(['arn:other', 'arn:key'])).toBe('arn:key');
  });

  it('selects a key again whose creation was taken back and done again, unless another was chosen meanwhile', () => {
    const selected: UiEvent = { type: 'selectKey', keyArn: 'arn:key', region: 'eu-west-2' };
    const other: UiEvent = { type: 'selectKey', keyArn: 'arn:other', region: 'eu-west-2' };
    const undone: UiEvent = { type: 'keysLeft', keyArns: ['arn:other'] };
    const redone: UiEvent = { type: 'keysLeft', keyArns: ['arn:other', 'arn:key'] };
    expect(stateAfter(arrived, selected, undone, redone).selectedKeyArn).toBe('arn:key');
    expect(stateAfter(arrived, selected, undone, other, redone).selectedKeyArn).toBe('arn:other');
    const entered: UiEvent = { type: 'entered', standpoint: { as: 'arn:learner', region: 'eu-west-1' } };
    expect(stateAfter(arrived, selected, undone, entered, redone).selectedKeyArn).toBeNull();
  });

  it('logs each line when it starts, and what came of it when it ends', () => {
    const start: UiEvent = {
      type: 'started',
      entry: { id: 1, line: 'aws kms list-keys', as: ADMIN, region: 'us-east-1' },
    };
    expect(stateAfter(start).log[0]).toMatchObject({ type: 'command', result: { type: 'running' } });
    const ended = stateAfter(start, { type: 'ended', id: 1, result: { type: 'ran', run: RAN, kms: KMS } });
    expect(ended.log).toMatchObject([{ line: 'aws kms list-keys', result: { type: 'ran' } }]);
  });

  it('logs moves of the clock between the lines, each with a number of its own', () => {
    const move: UiEvent = { type: 'clockMoved', to: 5, happened: [] };
    const start: UiEvent = { type: 'started', entry: { id: 1, line: 'aws', as: ADMIN, region: 'us-east-1' } };
    const ids = stateAfter(move, start, move).log.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });

  it('marks what was taken back, until it is done again', () => {
    const start = (id: number, line: string): UiEvent => ({
      type: 'started',
      entry: { id, line, as: ADMIN, region: 'us-east-1' },
    });
    const move: UiEvent = { type: 'clockMoved', to: 5, happened: [] };
    const clock = stepName({ type: 'advance', by: 5 }) ?? '';
    const back = (does: 'undo' | 'redo', says: string): UiEvent => ({ type: 'tookBack', does, says });
    const isUndone = (...events: readonly UiEvent[]) => stateAfter(...events).log.map(({ undone }) => undone !== null);
    const twice = [start(1, 'aws a'), start(2, 'aws a'), move, back('undo', clock), back('undo', 'aws a')];
    expect(isUndone(...twice)).toEqual([false, true, true]);
    expect(isUndone(...twice, back('redo', 'aws a'))).toEqual([false, false, true]);
    expect(isUndone(...twice, back('redo', 'aws a'), back('redo', clock))).toEqual([false, false, false]);
    const allBack = [...twice, back('undo', 'aws a')];
    expect(isUndone(...allBack, back('redo', 'aws a'))).toEqual([false, true, true]);
    // What was taken back before is done with once something else was done.
    expect(isUndone(...allBack, start(3, 'aws a'), back('undo', 'aws a'), back('redo', 'aws a'))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('forgets the oldest lines of a long log', () => {
    const starts = Array.from(
      { length: 250 },
      (_, id): UiEvent => ({ type: 'started', entry: { id, line: `${id}`, as: ADMIN, region: 'us-east-1' } }),
    );
    const { log } = stateAfter(...starts);
    expect(log).toHaveLength(200);
    expect(log.at(-1)).toMatchObject({ line: '249' });
  });

  it('shows one sheet at a time', () => {
    const state = stateAfter(
      { type: 'openSheet', sheet: { type: 'time' } },
      { type: 'openSheet', sheet: { type: 'help' } },
    );
    expect(state.sheet).toEqual({ type: 'help' });
    expect(nextUi(state, { type: 'closeSheet' }).sheet).toBeNull();
  });

  it('presents until told to stop, and remembers what was pressed only then', () => {
    expect(stateAfter({ type: 'pressed', key: 'w' }).presenting).toBeNull();
    const on = stateAfter({ type: 'present' }, { type: 'pressed', key: 'Page Down' });
    expect(on.presenting).toEqual({ lastKey: 'Page Down' });
    expect(nextUi(on, { type: 'present' }).presenting).toBeNull();
  });
});

describe('the policy of a key that is to be edited', () => {
  it('is shown with its key, in a place that has it, and no sheet in front', () => {
    const draft = { keyArn: 'arn:aws:kms:eu-west-2:111122223333:key/k', text: null, statement: 1, caret: null };
    const state = stateAfter(
      arrived,
      { type: 'goTo', place: 'why' },
      { type: 'openSheet', sheet: { type: 'why', requestId: 'r' } },
      { type: 'editPolicy', draft },
    );
    expect(state).toMatchObject({
      place: 'key',
      tab: 'policy',
      selectedKeyArn: draft.keyArn,
      standpoint: { region: 'eu-west-2' },
      sheet: null,
      policyDrafts: [draft],
    });
    expect(nextUi(state, { type: 'leavePolicy', keyArn: draft.keyArn }).policyDrafts).toEqual([]);
  });

  it('is kept as it was left, unless it was given up or replaced meanwhile', () => {
    const draft = { keyArn: 'arn:aws:kms:eu-west-2:111122223333:key/k', text: null, statement: 1, caret: null };
    const written: UiEvent = { type: 'policyWritten', draft, text: '{}' };
    const edits: UiEvent = { type: 'editPolicy', draft };
    expect(stateAfter(arrived, edits, written).policyDrafts).toEqual([
      { ...draft, text: '{}', statement: null, caret: null },
    ]);
    expect(stateAfter(arrived, edits, { type: 'leavePolicy', keyArn: draft.keyArn }, written).policyDrafts).toEqual([]);
    const atChange = { ...draft, text: '{ }', statement: null, caret: 2 };
    const changed: UiEvent = { type: 'policyWritten', draft: atChange, text: '{}' };
    expect(stateAfter(arrived, { type: 'editPolicy', draft: atChange }, changed).policyDrafts).toEqual([
      { ...draft, text: '{}', statement: null, caret: null },
    ]);
    const other = { ...draft, text: 'other' };
    expect(stateAfter(arrived, edits, { type: 'editPolicy', draft: other }, written).policyDrafts).toEqual([other]);
  });

  it('is each key’s own: another key’s draft neither takes its place nor goes with it, and none outlives its world', () => {
    const draft = { keyArn: 'arn:aws:kms:eu-west-2:111122223333:key/k', text: '{"k":1}', statement: null, caret: null };
    const other = { ...draft, keyArn: 'arn:aws:kms:eu-west-2:111122223333:key/other', text: '{"other":1}' };
    const both = stateAfter(arrived, { type: 'editPolicy', draft }, { type: 'editPolicy', draft: other });
    expect(both.policyDrafts).toEqual([draft, other]);
    expect(nextUi(both, { type: 'leavePolicy', keyArn: draft.keyArn }).policyDrafts).toEqual([other]);
    const standpoint = { as: ADMIN, region: 'us-east-1' };
    // The ids of a lesson that begins anew are those that it had before.
    expect(nextUi(both, { type: 'entered', standpoint }).policyDrafts).toEqual([]);
  });
});

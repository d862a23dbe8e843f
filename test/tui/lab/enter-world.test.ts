import { describe, expect, it } from 'vitest';
import { BUNDLED_SCENARIOS, envelopeView } from '../../../core/index.ts';
import { overlayContent } from '../../../tui/lab/content.ts';
import { type Model, NEW_WORLD, topOverlay } from '../../../tui/lab/model.ts';
import { runsThatStand } from '../../../tui/lab/undone.ts';
import { textOf } from '../../../tui/text/line.ts';
import { KEY, type OpenSession, openSession, openTheatre } from '../helpers/open-session.ts';

const model = ({ session }: OpenSession): Model => session.model();
const linesOf = (open: OpenSession): readonly string[] => model(open).log.map(({ line }) => line.split(' ')[2] ?? '');
const shownEnvelope = ({ data, log, here }: Model) =>
  data === null ? null : envelopeView(data.view, runsThatStand(log), here).envelope;
const TO_LIFE = `9${KEY.down.repeat(1 + BUNDLED_SCENARIOS.indexOf('key-lifecycle'))}${KEY.enter}`;

/** A lab in which a key was made and used, and somebody looks at an event, with a filter. */
async function busyLab(): Promise<OpenSession> {
  const open = await openTheatre();
  await open.press(`ceo${KEY.esc}/my${KEY.enter}7${KEY.home}${KEY.esc}`);
  return open;
}

/** What the screen knows of the world that it shows. */
function known({ log, made, history, selectedEvent, pausedAt, filters, selectedThing, selectedPrincipal }: Model) {
  return { log, made, history, selectedEvent, pausedAt, filters, selectedThing, selectedPrincipal };
}
const NOTHING = known({ ...NEW_WORLD } as Model);

describe('another world', () => {
  it('of a lesson knows nothing of the one before, and that is as it was when it is come back to', async () => {
    const open = await busyLab();
    const before = known(model(open));
    expect(before).toMatchObject({ pausedAt: 3, filters: { keys: 'my' } });
    await open.press(`L${KEY.enter}`);
    expect(known(model(open))).toEqual(NOTHING);
    expect(topOverlay(model(open))).toBeNull();
    await open.press(`n:kms create-key${KEY.enter}`);
    expect(linesOf(open)).toEqual(['create-key']);
    await open.press('Lx');
    expect(known(model(open))).toEqual(before);
    expect(model(open).data?.key?.keyArn).toBe(model(open).selectedKey);
    await open.press(`L${KEY.enter}`);
    expect(linesOf(open)).toEqual(['create-key']);
    open.session.close();
  });

  it('is also that of a lesson whose step, or all of it, is begun anew', async () => {
    const open = await busyLab();
    await open.press(`L${KEY.enter}n:kms create-key${KEY.enter}`);
    for (const keys of ['RR', `:kms create-key${KEY.enter}`, 'LRR']) {
      await open.press(keys);
      expect(linesOf(open)).toEqual(keys.startsWith(':') ? ['create-key'] : []);
    }
    expect(model(open).history).toEqual(['aws kms create-key']); // to be typed again
    open.session.close();
  });

  it('is that of a replay, and each that goes on from one', async () => {
    const open = await busyLab();
    const before = known(model(open));
    await open.press(`${TO_LIFE}...`);
    expect(known(model(open))).toEqual({ ...NOTHING, selectedEvent: null });
    await open.press('c');
    expect(known(model(open))).toEqual(NOTHING);
    await open.press(`:kms list-keys${KEY.enter}`);
    await open.press(`${TO_LIFE}...c`);
    expect(linesOf(open)).toEqual([]);
    await open.press('9x');
    expect(known(model(open))).toEqual(before);
    open.session.close();
  });
});

describe('what was undone', () => {
  it('is marked in the log, counts for nothing in the envelope, and may come back until something else is done', async () => {
    const open = await openSession();
    const undone = () => model(open).log.map((run) => run.undone);
    await open.press(`c:kms generate-data-key --key-id ${'x'}${KEY.enter}`); // refused, and of no consequence
    const keyId = model(open).data?.key?.keyId;
    await open.press(`:kms generate-data-key --key-id ${keyId} --key-spec AES_256 > dk.json${KEY.enter}`);
    expect(shownEnvelope(model(open))).not.toBeNull();
    await open.press('z');
    expect(undone().at(-1)).toBe('forNow');
    expect(shownEnvelope(model(open))).toBeNull();
    await open.press('@');
    const box = { width: 76, height: 20 };
    const top = topOverlay(model(open));
    const lines = top === null ? [] : overlayContent(model(open), top, box).lines.slice(0, 20).map(textOf);
    expect(lines.at(-1)).toMatch(/generate-data-key.*undone$/);
    const why = { type: 'why', requestId: 'of another world', why: 'unknown', gains: [], scroll: 0 } as const;
    const says = overlayContent(model(open), why, box).lines.slice(0, 20).map(textOf);
    expect(says.join(' ')).toContain('The lab does not know this request');
    await open.press(`${KEY.esc}Z`);
    expect(undone().at(-1)).toBeNull();
    await open.press(`z:kms list-keys${KEY.enter}`);
    expect(undone().slice(-2)).toEqual(['forGood', null]);
    open.session.close();
  });
});

import { describe, expect, it } from 'vitest';
import { topOverlay } from '../../../tui/lab/model.ts';
import { KEY, openSession } from '../helpers/open-session.ts';

describe('the panels', () => {
  it('Tab walks them in order, Shift+Tab back; the result is among them while there is one', async () => {
    const { session, press } = await openSession();
    const walked: string[] = [];
    for (let i = 0; i < 5; i++) {
      await press(KEY.tab);
      walked.push(session.model().focus);
    }
    expect(walked).toEqual(['key', 'trail', 'things', 'principals', 'keys']);
    await press(`${KEY.shiftTab}`);
    expect(session.model().focus).toBe('principals');
    await press('c');
    expect(session.model().focus).toBe('result');
    await press(KEY.tab);
    expect(session.model().focus).toBe('keys');
  });

  it('Esc goes back one thing at a time: the enlarged panel, the result, the focus', async () => {
    const { session, press } = await openSession();
    await press('c+');
    expect(session.model().isEnlarged).toBe(true);
    await press(KEY.esc);
    expect(session.model()).toMatchObject({ isEnlarged: false, result: { type: 'run' } });
    await press(KEY.esc);
    expect(session.model()).toMatchObject({ result: null, focus: 'keys' });
  });

  it('arrows choose a key, and the key panel follows', async () => {
    const { session, press } = await openSession();
    await press(`c${KEY.esc}c${KEY.esc}`);
    const second = session.model().selectedKey;
    await press(KEY.up);
    const first = session.model().selectedKey;
    expect(first).not.toBe(second);
    expect(session.model().data?.key?.keyArn).toBe(first);
    await press('j');
    expect(session.model().selectedKey).toBe(second);
    await press('jjj');
    expect(session.model().selectedKey).toBe(second);
  });

  it('brackets turn the tabs of the key', async () => {
    const { session, press } = await openSession();
    await press(`c${KEY.esc}]`);
    expect(session.model()).toMatchObject({ tab: 'Policy', focus: 'key' });
    await press('[[');
    expect(session.model().tab).toBe('Regions');
  });

  it('the trail follows the newest call until one is chosen, and again after End', async () => {
    const { session, press } = await openSession();
    await press(`ce${KEY.esc}${KEY.tab}${KEY.tab}`);
    expect(session.model()).toMatchObject({ focus: 'trail', selectedEvent: null });
    await press(KEY.up);
    const trail = session.model().data?.trail ?? [];
    expect(session.model().selectedEvent).toBe(trail.at(-2)?.record.eventID);
    await press(KEY.enter);
    expect(topOverlay(session.model())).toMatchObject({ type: 'record', eventId: trail.at(-2)?.record.eventID });
    await press(`w`);
    expect(topOverlay(session.model())).toMatchObject({ type: 'why', why: { operation: 'CreateKey' } });
    await press(`${KEY.esc}${KEY.esc}${KEY.end}`);
    expect(session.model().selectedEvent).toBeNull();
  });

  it('no letter acts on data unless its label is on screen: the first press shows it, the second acts', async () => {
    const { session, press } = await openSession({ columns: 60, rows: 16 });
    await press(`c${KEY.esc}`);
    await press('o');
    expect(session.model()).toMatchObject({ focus: 'key', notice: { text: 'o disable: press o again' } });
    expect(session.model().data?.key?.keyState).toBe('Enabled');
    await press('o');
    expect(session.model().data?.key?.keyState).toBe('Disabled');
  });

  it('help is about what has the focus', async () => {
    const { session, press } = await openSession();
    await press(`${KEY.tab}${KEY.tab}?`);
    expect(topOverlay(session.model())).toMatchObject({ type: 'help', topic: 'trail' });
    await press(`${KEY.esc}t?`);
    expect(topOverlay(session.model())).toMatchObject({ type: 'help', topic: 'time' });
    await press(KEY.esc);
    expect(topOverlay(session.model())).toMatchObject({ type: 'time' });
  });

  it('w before any request says that there is nothing to explain', async () => {
    const { session, press } = await openSession();
    await press('w');
    expect(session.model().notice?.text).toContain('nothing to explain');
    expect(session.model().overlays).toEqual([]);
  });

  it('scrolling stops at both ends', async () => {
    const { session, press } = await openSession();
    await press(`c`);
    await press(KEY.down.repeat(200));
    const end = session.model().scroll.result;
    await press(KEY.up);
    expect(session.model().scroll.result).toBe(end - 1);
    await press(KEY.up.repeat(200));
    expect(session.model().scroll.result).toBe(0);
  });

  it('a resize keeps what is being typed', async () => {
    const { session, press } = await openSession();
    await press(':kms list-');
    session.dispatch({ type: 'resized', size: { columns: 60, rows: 16 } });
    await press('keys');
    expect(topOverlay(session.model())).toMatchObject({ type: 'command', line: 'aws kms list-keys' });
  });
});

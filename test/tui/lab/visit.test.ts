import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../core/index.ts';
import { topOverlay } from '../../../tui/lab/model.ts';
import { placeOf } from '../../../tui/lab/places.ts';
import { KEY, type OpenSession, openClassroom, openSession, openTheatre } from '../helpers/open-session.ts';

const model = ({ session }: OpenSession) => session.model();

async function go(open: OpenSession, address: string): Promise<void> {
  open.session.dispatch({ type: 'asked', deed: { address: parseAddress(address) } });
  await open.session.settled();
}

describe('an address', () => {
  it.each(['lab', 'flow', 'envelope', 'bill', 'learn', 'trail', 'key', 'replay'])(
    '%s leads to its place',
    async (place) => {
      const open = await openTheatre();
      await go(open, place);
      expect(placeOf(model(open)).toLowerCase()).toBe(place);
    },
  );

  it('of a key selects it and opens the tab, by whatever it is called', async () => {
    const open = await openSession();
    const run = (line: string) => open.press(`:${line}${KEY.enter}${KEY.esc}`);
    await run('aws kms create-key --description first');
    const first = model(open).data?.key;
    await run(`aws kms create-alias --alias-name alias/orders --target-key-id ${first?.keyId}`);
    for (const name of ['orders', 'alias/orders', first?.keyId, first?.keyArn]) {
      await run('aws kms create-key --description another');
      expect(model(open).data?.key?.keyId).not.toBe(first?.keyId);
      await go(open, `key/${name}?tab=rotation`);
      expect(model(open)).toMatchObject({ tab: 'Rotation', data: { key: { keyId: first?.keyId } } });
      expect(placeOf(model(open))).toBe('Key');
    }
    await go(open, 'key/nobody');
    expect(model(open).notice?.text).toBe('this world has no key alias/nobody');
    expect(model(open).data?.key?.keyId).toBe(first?.keyId);
  });

  it('of an event chooses it in the trail, and of a request explains it', async () => {
    const open = await openSession();
    await open.press(`c${KEY.esc}`);
    const { requestId, record } = model(open).data?.trail[0] ?? {};
    await go(open, `trail/${record?.eventID}`);
    expect(model(open)).toMatchObject({ selectedEvent: record?.eventID, focus: 'trail' });
    await go(open, 'trail/none');
    expect(model(open).notice?.text).toBe('the trail has no event none');
    await go(open, `why/${requestId}`);
    expect(topOverlay(model(open))).toMatchObject({ type: 'why', requestId, why: { requestId } });
  });

  it('of a lesson begins it, of the one in hand shows it', async () => {
    const open = await openClassroom();
    await go(open, 'learn/2');
    expect(model(open).data?.lesson?.number).toBe(2);
    await open.press('1');
    await go(open, 'learn/2');
    expect(placeOf(model(open))).toBe('Learn');
  });

  it('of a replay opens it at the step', async () => {
    const open = await openTheatre();
    await go(open, 'replay/key-lifecycle?step=3');
    expect(model(open).data?.replay).toMatchObject({ name: 'key-lifecycle', done: 3 });
  });
});

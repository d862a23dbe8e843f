import { setImmediate } from 'node:timers/promises';
import { cleanup, render } from 'ink-testing-library';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../../../tui/screens/App.tsx';
import { KEY, openSession } from '../helpers/open-session.ts';

afterEach(cleanup);

describe('the lab in Ink', () => {
  it('takes keys from the terminal, and draws what comes of them', async () => {
    const { session } = await openSession();
    const app = render(<App session={session} />);
    expect(app.lastFrame()).toContain('c runs it');
    app.stdin.write(KEY.enter);
    await session.settled();
    await setImmediate();
    expect(app.lastFrame()).toContain('[Enabled]');
    app.stdin.write('?');
    await setImmediate();
    expect(app.lastFrame()).toContain('Help');
  });

  it('no frame of a whole walk is higher than the terminal less one row', async () => {
    const { session } = await openSession();
    const app = render(<App session={session} />);
    for (const keys of ['c', 'e', 'o', 'e', 'w', KEY.esc, `x${KEY.enter}`, 't', KEY.enter, ':kms ', KEY.esc]) {
      app.stdin.write(keys);
      app.stdin.write(''); // an Esc at the end of a read waits for what may follow
      await session.settled();
      await setImmediate();
    }
    const heights = app.frames.map((frame) => frame.split('\n').length);
    expect(heights.length).toBeGreaterThan(10);
    expect(Math.max(...heights)).toBeLessThanOrEqual(23);
  });

  it('follows a resize', async () => {
    const { session } = await openSession();
    const app = render(<App session={session} />);
    Object.defineProperties(app.stdout, { columns: { value: 60 }, rows: { value: 16 } });
    app.stdout.emit('resize');
    await setImmediate();
    expect(session.model().size).toEqual({ columns: 60, rows: 16 });
    expect(app.lastFrame()?.split('\n').length).toBeLessThanOrEqual(15);
  });
});

import { describe, expect, it } from 'vitest';
import { createLab, DEFAULT_WORLD, type LabClient } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { frameOf } from '../helpers/frame-of.tsx';
import { KEY, START, sessionOn } from '../helpers/open-session.ts';

describe('what the month costs so far', () => {
  it("stands in the header as the acting account's bill says, and is asked for only when something was done", async () => {
    const lab = await createLab(nodePorts(), { ...DEFAULT_WORLD, start: START });
    let asked = 0;
    const client: LabClient = {
      call: lab.call.bind(lab),
      act: lab.act.bind(lab),
      subscribe: lab.subscribe.bind(lab),
      ask: (query) => {
        if (query.type === 'bill') asked += 1;
        return lab.ask(query);
      },
    };
    const open = await sessionOn(async () => client);
    await open.session.open();
    const header = () => frameOf(open.session.model())[0] ?? '';
    expect(header()).toMatch(/2026-01-01 09:00Z {2}\$0\.00$/);
    await open.press(`c${KEY.esc}c${KEY.esc}t2026-01-31${KEY.enter}${KEY.esc}`);
    const [own] = await lab.ask({ type: 'bill', month: '2026-01' });
    expect(own?.total).toMatch(/^\$1\.9\d$/);
    expect(header().endsWith(own?.total ?? '?')).toBe(true);
    const before = asked;
    await open.press(`${KEY.down}${KEY.up}7${KEY.up}${KEY.esc}4${KEY.esc}`);
    expect(asked).toBe(before);
    await open.press(`apartner${KEY.enter}`);
    expect(header()).toMatch(/\$0\.00$/);
    open.session.dispatch({ type: 'resized', size: { columns: 60, rows: 16 } });
    expect(header()).toContain('2026-01-31 00:00Z');
    open.session.close();
  });
});

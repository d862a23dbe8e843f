import { describe, expect, it } from 'vitest';
import { createLab, DEFAULT_WORLD } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { overlayContent } from '../../../tui/lab/content.ts';
import { geometryOf } from '../../../tui/lab/geometry.ts';
import { topOverlay } from '../../../tui/lab/model.ts';
import { textOf } from '../../../tui/text/line.ts';
import { type OpenSession, openSession, START, sessionOn } from '../helpers/open-session.ts';

const [LEFT, RIGHT, ESC] = ['\u001b[D', '\u001b[C', '\u001b'];

function shown({ session }: OpenSession): readonly string[] {
  const model = session.model();
  const top = topOverlay(model);
  return top === null ? [] : overlayContent(model, top, geometryOf(model).overlay).lines.slice(0, 100).map(textOf);
}

describe('the bill in the terminal lab', () => {
  it('8 opens that of the month, a bill for each account', async () => {
    const opened = await openSession();
    await opened.press('b');
    expect(topOverlay(opened.session.model())).toBeNull();
    await opened.press('8');
    expect(shown(opened).filter((line) => line.startsWith('bill of'))).toEqual([
      'bill of main (111122223333) for 2026-01 up to 2026-01-01 09:00Z',
      'bill of partner (444455556666) for 2026-01 up to 2026-01-01 09:00Z',
    ]);
    await opened.press(ESC);
    expect(topOverlay(opened.session.model())).toBeNull();
  });

  it('arrows turn the months, and stop at the one that it is, and the one in which the world begins', async () => {
    const client = await createLab(nodePorts(), { ...DEFAULT_WORLD, start: START });
    await client.act({ type: 'advance', by: 31 * 86_400_000 });
    const opened = await sessionOn(async () => client);
    await opened.session.open();
    await opened.press('8');
    expect(shown(opened)[0]).toContain('for 2026-02 up to');
    await opened.press(LEFT);
    expect(shown(opened)[0]).toBe('bill of main (111122223333) for 2026-01');
    await opened.press(LEFT);
    expect(shown(opened)[0]).toBe('bill of main (111122223333) for 2026-01');
    expect(opened.session.model().notice?.text).toBe('this world begins in 2026-01');
    await opened.press(RIGHT);
    expect(shown(opened)[0]).toContain('for 2026-02');
    await opened.press(RIGHT);
    expect(shown(opened)[0]).toContain('for 2026-02');
    expect(opened.session.model().notice?.text).toBe('2026-02 is this month');
  });
});

import { describe, expect, it } from 'vitest';
import { bundledLesson, LESSON_IDS } from '../../../core/index.ts';
import { LESSON_COUNT, lessonBehind } from '../../../tui/lab/lesson-order.ts';
import { PLACE_SAYS } from '../../../tui/lab/places.ts';
import { frameOf } from '../helpers/frame-of.tsx';
import { openClassroom } from '../helpers/open-session.ts';

describe('the order of the lessons', () => {
  it("is core's, and the last one has none behind it", async () => {
    for (const [at, id] of LESSON_IDS.entries()) {
      const next = LESSON_IDS[at + 1];
      const behind = lessonBehind(id);
      expect(behind?.id).toBe(next);
      if (behind !== null) expect((await bundledLesson(behind.id)).number).toBe(behind.number);
    }
    expect(lessonBehind('no such lesson')).toBeNull();
  });

  it('is counted, not written down', async () => {
    expect(LESSON_COUNT).toBe(LESSON_IDS.length);
    expect(PLACE_SAYS.Learn).toContain(`${LESSON_IDS.length} lessons`);
    const { session } = await openClassroom({ columns: 120, rows: 30 });
    expect(frameOf(session.model()).join(' ')).toContain(`L has ${LESSON_IDS.length} lessons`);
  });
});

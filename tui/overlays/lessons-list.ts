import type { AnswerTo } from '../../core/index.ts';
import type { List } from '../lab/list.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, span, toWidth } from '../text/line.ts';

type Summary = AnswerTo<{ readonly type: 'lessons' }>[number];

/** The lessons and how far the learner has come in each; `selected` is the number of the one that keys act on. */
export function lessonsList(
  lessons: readonly Summary[],
  selected: number | null,
  width: number,
  glyphs: Glyphs,
): List & { readonly lines: readonly Line[] } {
  const lines = lessons.map((lesson, index): Line => {
    const { number, title, minutes } = lesson;
    const state = markOf(lesson);
    const text = `${String(number).padStart(2)} ${state.padEnd(16)} ${title}  ${minutes} min`;
    const shown = toWidth(`${index === selected ? glyphs.pointer : ' '}${text}`, width, glyphs.ellipsis);
    return index === selected
      ? [{ text: shown, isSelected: true }]
      : [span(shown, lesson.mark === 'done' ? 'good' : lesson.leftAt !== null ? 'accent' : 'plain')];
  });
  return { lines, ids: lessons.map(({ id }) => id) };
}

function markOf({ mark, leftAt, isInHand }: Summary): string {
  if (leftAt !== null) return `${isInHand ? 'at' : 'left at'} step ${leftAt.step}/${leftAt.of}`;
  if (mark === 'done') return '[done]';
  return mark === 'shown' ? '[with help]' : '';
}

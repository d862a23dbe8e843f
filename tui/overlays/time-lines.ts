import type { LabView } from '../../core/index.ts';
import { TIME_CHOICES, type TimeChoice, type TimeOverlay } from '../lab/overlays.ts';
import { targetOf } from '../lab/time-target.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { dayAhead, fromNow, isoMinute, isoSecond } from '../text/instants.ts';
import { type Line, line, lineWidth, type Span, span } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';

/** The time control: where the clock can go, and what will happen on the way, before anything does. */
export function timeLines(overlay: TimeOverlay, view: LabView, width: number, glyphs: Glyphs): readonly Line[] {
  return [
    [
      span('now ', 'dim'),
      span(isoSecond(view.now), 'strong'),
      span(`  the clock ${view.clock === 'following' ? 'follows real time' : 'stands'}`, 'dim'),
    ],
    line(''),
    ...choiceLines(overlay.choice, view, width, glyphs),
    line(''),
    ...detailLines(overlay, view, width, glyphs),
  ];
}

function choiceLines(chosen: TimeChoice, view: LabView, width: number, glyphs: Glyphs): readonly Line[] {
  const lines: Span[][] = [[]];
  for (const choice of TIME_CHOICES) {
    const isChosen = choice === chosen;
    const text = `${isChosen ? glyphs.pointer : ' '}${choiceLabel(choice, view)} `;
    const current = lines.at(-1);
    const piece: Span = isChosen ? { text, tone: 'strong', isSelected: true } : span(text);
    if (current === undefined || lineWidth([...current, piece]) > width) lines.push([piece]);
    else current.push(piece);
  }
  return lines;
}

function choiceLabel(choice: TimeChoice, view: LabView): string {
  switch (choice) {
    case 'day':
      return '+1 day';
    case 'week':
      return '+7 days';
    case 'month':
      return '+30 days';
    case 'year':
      return '+365 days';
    case 'next':
      return 'next event';
    case 'date':
      return 'to a date';
    case 'follow':
      return view.clock === 'following' ? 'stop the clock' : 'follow real time';
  }
}

function detailLines(overlay: TimeOverlay, view: LabView, width: number, glyphs: Glyphs): readonly Line[] {
  if (overlay.choice === 'follow') {
    const says =
      view.clock === 'following'
        ? 'Enter stops the clock where it is.'
        : "Enter lets the lab's clock run, a second for a second, until you stop it.";
    return wrapLines(says, width);
  }
  const target = targetOf(overlay, view.now);
  const asked: readonly Line[] =
    overlay.choice === 'date'
      ? [
          [
            span('to '),
            span(`${overlay.dateText}${glyphs.cursor}`, 'strong'),
            span(`  such as ${dayAhead(view.now)}`, 'dim'),
          ],
          line(''),
        ]
      : [];
  if (target === null) return [...asked, ...wrapLines(noTarget(overlay), width, { tone: 'dim' })];
  if (target <= view.now) return [...asked, line('That is not in the future: the clock only goes forward.', 'warn')];
  return [
    ...asked,
    [span('goes to '), span(isoMinute(target), 'strong'), span(`, ${fromNow(target, view.now)}`, 'dim')],
    line(''),
    ...dueLines(overlay, target, width),
    line(''),
    [span('Enter', 'accent'), span(' go   '), span('Esc', 'accent'), span(' stay here')],
  ];
}

function noTarget({ choice, preview }: TimeOverlay): string {
  if (choice === 'date') return 'Type the day to go to.';
  return preview === null ? 'Looking ahead…' : 'Nothing is going to happen by itself.';
}

function dueLines({ preview }: TimeOverlay, target: number, width: number): readonly Line[] {
  if (preview === null) return [line('Looking ahead…', 'dim')];
  const due = preview.due.filter(({ at }) => at <= target);
  if (due.length === 0) return [line('Nothing falls due on the way.', 'dim')];
  const lead = 19;
  return [
    line('will happen', 'dim'),
    ...due.flatMap(({ at, says }) => wrapLines(says, width, { indent: ' '.repeat(lead), first: `${isoMinute(at)}  ` })),
  ];
}

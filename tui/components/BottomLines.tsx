import { Box } from 'ink';
import { breaksInFlow, type LessonView, nextInFlow } from '../../core/index.ts';
import { overlayContent, placeIn } from '../lab/content.ts';
import { copyables } from '../lab/copyables.ts';
import { geometryOf } from '../lab/geometry.ts';
import { type KeyHint, TOPIC_KEYS } from '../lab/keymap.ts';
import type { Model } from '../lab/model.ts';
import { isWide, QUIETLY, topOverlay } from '../lab/model.ts';
import { nextStep } from '../lab/next-step.ts';
import type { CommandOverlay } from '../lab/overlays.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line, lineWidth, type Span, span } from '../text/line.ts';
import { printable } from '../text/printable.ts';
import { LineText } from './Lines.tsx';

type BottomLinesProps = { readonly model: Model; readonly glyphs: Glyphs };

/** The two lines at the bottom: a message or what to try next, and the keys; or the command bar. */
export function BottomLines({ model, glyphs }: BottomLinesProps) {
  const width = model.size.columns;
  const top = topOverlay(model);
  const second =
    top?.type === 'command'
      ? commandLine(top, width, glyphs)
      : top?.type === 'filter'
        ? filterLine(model.filters[top.of])
        : hintLine(model, width);
  return (
    <Box flexDirection="column" flexShrink={0}>
      <LineText spans={messageLine(model, glyphs)} width={width} glyphs={glyphs} />
      <LineText spans={second} width={width} glyphs={glyphs} />
    </Box>
  );
}

/** What has just happened, what the lab is doing, or what a learner might try. */
function messageLine(model: Model, glyphs: Glyphs): Line {
  if (model.failure !== null) return line(` the lab could not be opened: ${model.failure}`, 'bad');
  if (model.notice !== null) return line(` ${model.notice.text}`, model.notice.tone);
  if (model.busy !== null && model.busy !== QUIETLY)
    return line(` ${model.busy}${glyphs.ellipsis}${waiting(model)}`, 'dim');
  const top = topOverlay(model);
  if (top?.type === 'filter')
    return line(
      ` only rows with every word of this; -word must not be there. Enter keeps it, Esc leaves it as it was`,
      'dim',
    );
  if (top?.type === 'command' && top.search !== null) return line(` earlier lines with: ${top.search}`, 'accent');
  if (top?.type === 'command')
    return top.note === ''
      ? line(' letters type here, Enter runs the line, Esc leaves it', 'dim')
      : line(` ${top.note}${completesHere(top)}`, 'warn');
  if (top !== null) return line('');
  if (model.isPresenting) return captionLine(model);
  const next = nextStep(model);
  return next === null ? line('') : [span(' try next  ', 'dim'), span(next.key, 'accent'), span(` ${next.says}`)];
}

/** In a gap Tab is named where it has something to complete. */
function completesHere({ completions, offered }: CommandOverlay): string {
  if (offered === null || offered.unfilled === null) return '';
  return completions.length > 0 ? ', or Tab; then Enter' : '; then Enter';
}

/** How many pasted lines wait, and how to have them not run. */
function waiting({ queue }: Model): string {
  const count = queue.lines.length;
  return count === 0 ? '' : ` ${count} more ${count === 1 ? 'waits' : 'wait'}; Esc stops before the next`;
}

/** What was pressed and run last, for those who watch. */
function captionLine({ lastKey, log }: Model): Line {
  return [
    span(' '),
    ...(lastKey === null ? [] : [{ text: ` ${lastKey} `, isSelected: true }, span('  ')]),
    span(log.at(-1)?.line ?? '', 'strong'),
  ];
}

/** ` / word▏` */
function filterLine(text: string): Line {
  return [span(' /', 'accent'), span(` ${printable(text)}`), { text: ' ', isSelected: true }];
}

/** ` : aws kms encrypt▏`, scrolled so that the cursor is in view. */
function commandLine({ line: text, cursor }: CommandOverlay, width: number, glyphs: Glyphs): Line {
  const room = width - 5;
  const first = Math.max(0, cursor - room);
  const shown = printable(text);
  const before = shown.slice(first, cursor);
  const at = shown.slice(cursor, cursor + 1);
  const hasMore = shown.length > first + room + 1;
  const after = shown.slice(cursor + 1, first + room + (hasMore ? -1 : 1));
  const lead = first > 0 ? glyphs.ellipsis.slice(0, 1) : ' ';
  return [
    span(' :', 'accent'),
    span(lead),
    span(before),
    { text: at === '' ? ' ' : at, isSelected: true },
    span(after),
    ...(hasMore ? [span(glyphs.ellipsis.slice(0, 1), 'dim')] : []),
  ];
}

/** The keys of now, as many as fit; nothing but the way to them while somebody presents. */
function hintLine(model: Model, width: number): Line {
  if (model.failure !== null) return [span(' '), ...hint('any key', 'quits')];
  const top = topOverlay(model);
  if (model.isPresenting && top?.type !== 'copy') return [span(' '), ...hint('?', 'keys')];
  if (top?.type === 'copy')
    return [
      span(' copy: ', 'strong'),
      ...copyables(model).flatMap(({ key, name }) => hint(key, name)),
      ...hint('Esc', 'nothing'),
    ];
  const topic = top?.type === 'command' || top === null ? model.focus : top.type;
  const own =
    topic === 'help'
      ? [
          { keys: 'Up Down', says: 'scroll' },
          { keys: 'Esc', says: 'back' },
        ]
      : TOPIC_KEYS[topic].keys;
  const isEmpty = top === null && model.data?.key === null && (model.focus === 'keys' || model.focus === 'key');
  const ownShort = isEmpty
    ? [{ keys: 'Enter', says: 'create a key' }]
    : own.filter((one) => one.says.length <= 24 && isOfUse(model, topic, one));
  const isPast = (model.data?.replay ?? null) !== null;
  const everywhere = isPast ? PAST_HINTS : isWide(model.size) ? GENERAL_HINTS : NARROW_HINTS;
  const general = top === null ? everywhere.filter(({ keys }) => ownShort.every((hint) => hint.keys !== keys)) : [];
  const hints = [...ownShort, ...general];
  const spans: Span[] = [span(' ')];
  const last = top === null || top.type !== 'help' ? hint('?', 'help') : [];
  for (const { keys, says } of hints) {
    const piece = hint(keys, says);
    if (lineWidth([...spans, ...piece, ...last]) > width) break;
    spans.push(...piece);
  }
  return [...spans, ...last];
}

/** A key is named only where it has something to do: not at the end of Flow's way, of a step or of a lesson, and no page where all is in view. */
function isOfUse(model: Model, topic: string, { keys }: KeyHint): boolean {
  const { data, here } = model;
  const top = topOverlay(model);
  if (top?.type === 'time' && keys === 'PageUp PageDown') {
    const room = geometryOf(model).overlay;
    return placeIn(overlayContent(model, top, room), room.height) !== null;
  }
  if (data === null) return true;
  if (topic === 'lesson') return data.lesson === null || isOfUseInLesson(data.lesson, keys);
  if (topic !== 'flow') return true;
  if (keys === 'x') return data.replay === null && breaksInFlow(data.view, here).length > 0;
  return keys !== 'Enter' || (data.replay === null && nextInFlow(data.view, here) !== null);
}

/** A step that is worked at can't be gone on from; a question is answered, and nothing else. */
function isOfUseInLesson({ status, step: { ask, lines, commands } }: LessonView, keys: string): boolean {
  const isStep = status === 'working' || status === 'passed';
  switch (keys) {
    case 'n':
      return status !== 'working' && status !== 'quiz';
    case 'h':
      return status === 'working';
    case 'Enter':
      return isStep && lines.length + commands.length > 0;
    case 'R':
      return isStep;
    default:
      return status === 'quiz' || (status === 'working' && ask !== null && ask.options !== null);
  }
}

function hint(keys: string, says: string): Line {
  return [span(keys, 'accent'), span(` ${says}  `)];
}

/** In a replay nothing can be done but with the replay. */
const PAST_HINTS = [
  { keys: ', .', says: 'step' },
  { keys: 'c', says: 'continue' },
  { keys: 'Esc', says: 'leave' },
  { keys: 'Tab', says: 'panel' },
  { keys: 'q', says: 'quit' },
];

const GENERAL_HINTS = [
  { keys: ':', says: 'command' },
  { keys: 'Tab', says: 'panel' },
  { keys: '1-9', says: 'places' },
  { keys: 't', says: 'time' },
  { keys: 'w', says: 'why' },
  { keys: 'z', says: 'undo' },
  { keys: '^P', says: 'palette' },
  { keys: 'a', says: 'act as' },
  { keys: 'g', says: 'region' },
  { keys: 'y', says: 'copy' },
  { keys: 'q', says: 'quit' },
];

/** The strip of tabs is in view there, and the places are not. */
const NARROW_HINTS = [{ keys: '1-9', says: 'places' }, ...GENERAL_HINTS.filter(({ keys }) => keys !== '1-9')];

import { Box } from 'ink';
import { isOfUse } from '../lab/is-of-use.ts';
import { TOPIC_KEYS } from '../lab/keymap.ts';
import type { Model } from '../lab/model.ts';
import { isWide, topOverlay } from '../lab/model.ts';
import { nextStep } from '../lab/next-step.ts';
import type { CommandOverlay } from '../lab/overlays.ts';
import { FILTERED } from '../lab/panels.ts';
import { copyLines } from '../panels/copy-lines.ts';
import { hint } from '../panels/hint.ts';
import { messageLines } from '../panels/message-lines.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, lineWidth, type Span, span, textOf } from '../text/line.ts';
import { printable } from '../text/printable.ts';
import { Lines, LineText } from './Lines.tsx';

type BottomLinesProps = { readonly model: Model; readonly glyphs: Glyphs };

/** The lines at the bottom: a message or what to try next, and the keys; or the command bar. */
export function BottomLines({ model, glyphs }: BottomLinesProps) {
  const width = model.size.columns;
  const top = topOverlay(model);
  const told = messageLines(model, glyphs);
  const message = told.every((one) => textOf(one) === '') ? [nextLine(model)] : told;
  const second =
    top?.type === 'command'
      ? commandLine(top, width, glyphs)
      : top?.type === 'filter'
        ? filterLine(model.filters[top.of])
        : hintLine(model, width);
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Lines lines={message} width={width} height={message.length} glyphs={glyphs} />
      <LineText spans={second} width={width} glyphs={glyphs} />
    </Box>
  );
}

/** What a learner might try, where nothing is said: a line, for what it says may depend on the room for the panels. */
function nextLine(model: Model): Line {
  const next = topOverlay(model) === null && !model.isPresenting ? nextStep(model) : null;
  return next === null ? [] : [span(' try next  ', 'dim'), span(next.key, 'accent'), span(` ${next.says}`)];
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
  if (top?.type === 'copy') return copyLines(model).at(-1) ?? [];
  const topic = top?.type === 'command' || top === null ? model.focus : top.type;
  const own =
    topic === 'help'
      ? [
          { keys: 'Up Down', says: 'scroll' },
          { keys: 'Esc', says: 'back' },
        ]
      : TOPIC_KEYS[topic].keys;
  const isNarrowed = top === null && FILTERED.some((panel) => panel === model.focus && model.filters[panel] !== '');
  const isEmpty = top === null && model.data?.key === null && (model.focus === 'keys' || model.focus === 'key');
  const ownShort = isEmpty
    ? [{ keys: 'Enter', says: 'create a key' }]
    : [...(isNarrowed ? [SHOW_ALL] : []), ...own.filter((one) => one.says.length <= 24 && isOfUse(model, topic, one))];
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

const SHOW_ALL = { keys: 'Esc', says: 'all again' };

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

import { panelName } from '../components/TabStrip.tsx';
import { overlayContent, panelContent } from '../lab/content.ts';
import { copyables } from '../lab/copyables.ts';
import { type Model, topOverlay } from '../lab/model.ts';
import { accountName, keyName, principalName } from '../lab/names.ts';
import { nextStep } from '../lab/next-step.ts';
import { hasDrawer, placeOf, shownOverlay } from '../lab/places.ts';
import { replayBar } from '../panels/replay-bar.ts';
import { resultTitle } from '../panels/result-lines.ts';
import { glyphsFor } from '../text/glyphs.ts';
import { isoMinute } from '../text/instants.ts';
import { type Line, textOf } from '../text/line.ts';
import { printable } from '../text/printable.ts';

/** Rows that are told of a list at once: whoever listens can't skip. */
const MOST_ROWS = 60;

/** What pictures are drawn with: read aloud, it says nothing. */
const DRAWN = /[\u2500-\u257f]/g;

/** Where one is, in a line. */
export function whereText(model: Model): string {
  const { data, here } = model;
  if (data === null) return 'kmslab';
  const account = accountName(here.as.split(':')[4] ?? '', data.view);
  const key = data.key === null ? '' : `, key ${keyName(data.key)}`;
  return `${placeOf(model)}: account ${account}, ${here.region}${key}, as ${principalName(here.as, data.view)}, ${isoMinute(data.view.now)}`;
}

/** All that a screen would show now, as lines of text without frames. */
export function linearLines(model: Model, width: number): readonly string[] {
  const glyphs = glyphsFor(model.isAscii);
  const box = { width, height: MOST_ROWS };
  const overlay = shownOverlay(model);
  const top = topOverlay(model);
  // In some places what came of a line stands under the picture: it is told first.
  const hasResult = overlay !== null && hasDrawer(model);
  const content =
    overlay === null
      ? panelContent({ ...model, isPresenting: false }, model.focus, box)
      : overlayContent(model, overlay, box);
  const result = hasResult ? panelContent(model, 'result', box).lines.slice(0, MOST_ROWS) : [];
  const head = content.head === undefined ? [] : [content.head];
  const lines = [...head, ...content.lines.slice(content.first, content.first + MOST_ROWS)];
  const left = content.lines.length - content.first - MOST_ROWS;
  const foot = content.foot ?? [];
  const spell = (line: Line): string =>
    glyphs
      .spell(printable(textOf(line)))
      .replace(DRAWN, ' ')
      .trimEnd();
  const next = top === null ? nextStep(model) : null;
  const replay = model.data?.replay ?? null;
  return [
    ...(model.failure === null ? [] : [`the lab could not be opened: ${model.failure}`]),
    ...(model.notice === null ? [] : [model.notice.text]),
    ...(hasResult && model.result !== null ? [resultTitle(model.result), ...result.map(spell), ''] : []),
    ...(replay === null ? [] : [spell(replayBar(replay, model.data?.steps ?? [], 0, glyphs))]),
    ...(overlay === null ? [titleOf(model)] : []),
    ...lines.map(spell),
    ...(left > 0 ? [`and ${left} more`] : []),
    ...foot.map(spell),
    ...asks(model),
    ...(next === null ? [] : [`next: ${next.key}, ${next.says}`]),
  ];
}

function titleOf(model: Model): string {
  if (model.focus === 'result' && model.result !== null) return resultTitle(model.result);
  return model.focus === 'key' && model.data?.key != null ? `Key, tab ${model.tab}` : panelName(model.focus);
}

/** What is to be typed now, where something is asked. */
function asks(model: Model): readonly string[] {
  const top = topOverlay(model);
  if (top === null) return [];
  if (top.type === 'copy')
    return [
      `${copyables(model)
        .map(({ key, name }) => `${key}: ${name}`)
        .join(', ')}; or back.`,
    ];
  return [ASKS[top.type] ?? []].flat();
}

const ASKS: Readonly<Partial<Record<string, string>>> = {
  pick: 'Type a part of the name, or back.',
  palette: 'Type a word of what you want, or back.',
  filter: 'Type the words, or back.',
  time: 'Left and right choose, or type a date; enter goes, back stays.',
};

import { panelName, tabLine } from '../components/TabStrip.tsx';
import type { Geometry } from '../lab/geometry.ts';
import type { Model } from '../lab/model.ts';
import { keyName } from '../lab/names.ts';
import { FILTERED, KEY_TABS, type Panel } from '../lab/panels.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { textOf } from '../text/line.ts';
import { resultTitle } from './result-lines.ts';
import { stepTitle } from './step-lines.ts';

/** `Lesson 7: Who may use this key?` */
function lessonTitle({ data }: Model): string {
  return data?.lesson == null ? panelName('lesson') : `Lesson ${data.lesson.number}: ${data.lesson.title}`;
}

/** `The life of a key`: what is replayed. */
function replayTitle({ data }: Model): string {
  return data?.replay?.title ?? panelName('steps');
}

/** A panel's title, with the strip of tabs where it has one and there is room. */
export function panelTitle(model: Model, panel: Panel, geometry: Geometry, glyphs: Glyphs): string {
  if (panel === 'lesson') return lessonTitle(model);
  if (panel === 'steps') return replayTitle(model);
  if (panel === 'step') return model.data?.replay == null ? panelName('step') : stepTitle(model.data.replay);
  if (panel === 'result' && model.result !== null) return resultTitle(model.result);
  if (panel !== 'key') return `${panelName(panel)}${listNote(model, panel)}`;
  if (model.data?.key === null || model.data === null) return panelName(panel);
  const name = keyName(model.data.key);
  const strip = textOf(tabLine(KEY_TABS, model.tab, (tab) => tab, glyphs));
  const width = (model.isEnlarged ? geometry.columns : geometry.middle) - 4;
  return name.length + strip.length + 1 <= width
    ? `${name} ${strip}`
    : strip.length <= width
      ? strip
      : `${name} [${model.tab}]`;
}

/** What a list leaves out, and whether it follows what comes in. */
function listNote({ filters, pausedAt, data }: Model, panel: Panel): string {
  const filtered = FILTERED.find((one) => one === panel);
  const filter = filtered === undefined || filters[filtered] === '' ? '' : ` /${filters[filtered]}`;
  if (panel !== 'trail' || pausedAt === null) return filter;
  const more = (data?.view.trailLength ?? pausedAt) - pausedAt;
  return more > 0 ? `${filter} paused, ${more} new` : filter;
}

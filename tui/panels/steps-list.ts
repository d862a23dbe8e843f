import { type PlayedStep, refusalOf } from '../../core/index.ts';
import type { List } from '../lab/list.ts';
import type { Model } from '../lab/model.ts';
import { stepLabel } from '../replay/step-label.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line, type Span, span, toWidth } from '../text/line.ts';

/** The steps of the replay that is on, under their marks; the one that is shown is selected. Its ids are their numbers; the beginning is no step. */
export function stepsList({ data }: Model, width: number, glyphs: Glyphs): List {
  if (data === null || data.replay === null) return { lines: [], ids: [] };
  const { done } = data.replay;
  const lines: Line[] = [row({ n: 0, sign: ' ', label: 'the beginning' }, done, width, glyphs)];
  const ids: (string | null)[] = [null];
  for (const step of data.steps) {
    if (step.mark !== null) {
      lines.push(line(` ${glyphs.mark} ${step.mark.replaceAll('-', ' ')}`, 'accent'));
      ids.push(null);
    }
    lines.push(row(told(step, glyphs), done, width, glyphs));
    ids.push(String(step.n));
  }
  return { lines, ids };
}

interface Told {
  readonly n: number;
  readonly sign: string;
  readonly label: string;
  readonly refusal?: string;
}

function told(step: PlayedStep, glyphs: Glyphs): Told {
  const refusal = step.expect?.held === false ? 'not as expected' : refusalOf(step);
  const shared = { n: step.n, label: stepLabel(step) };
  return refusal === null ? { ...shared, sign: ' ' } : { ...shared, sign: glyphs.no, refusal };
}

/** `› 9 ✗ kms decrypt  DisabledException`; what is still to come is dim. */
function row({ n, sign, label, refusal }: Told, done: number, width: number, glyphs: Glyphs): Line {
  const lead = `${n === done ? glyphs.pointer : ' '}${String(n).padStart(2)} ${sign} `;
  if (n === done) {
    const text = refusal === undefined ? label : `${label}  ${refusal}`;
    return [{ text: toWidth(lead + text, width, glyphs.ellipsis), isSelected: true }];
  }
  const pieces: Span[] = [span(lead, refusal === undefined ? 'dim' : 'bad'), span(label, n > done ? 'dim' : 'plain')];
  return refusal === undefined ? pieces : [...pieces, span(`  ${refusal}`, n > done ? 'dim' : 'bad')];
}

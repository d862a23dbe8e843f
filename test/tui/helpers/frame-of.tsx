import { renderToString } from 'ink';
import type { Model } from '../../../tui/lab/model.ts';
import { LabScreen } from '../../../tui/screens/LabScreen.tsx';

const STYLE = /\u001b\[[0-9;]*m/g;

/** The lines that a terminal would show. */
export function frameOf(model: Model): readonly string[] {
  return renderToString(<LabScreen model={model} />, { columns: model.size.columns })
    .replace(STYLE, '')
    .split('\n');
}

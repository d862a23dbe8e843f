import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { renderToString } from 'ink';
import type { Model } from '../../../tui/lab/model.ts';
import { LabScreen } from '../../../tui/screens/LabScreen.tsx';

/** The colours that Ink draws with: 0 for none, 1 for sixteen. */
interface Chalk {
  level: number;
}

/** The lines that a terminal with sixteen colours would get, with their escape sequences. */
export async function colouredFrameOf(model: Model): Promise<readonly string[]> {
  const chalk = await chalkOfInk();
  const { level } = chalk;
  chalk.level = 1;
  try {
    return renderToString(<LabScreen model={model} />, { columns: model.size.columns }).split('\n');
  } finally {
    chalk.level = level; // tests share their modules
  }
}

/** Ink's own one: what it is set to is set for Ink. */
async function chalkOfInk(): Promise<Chalk> {
  const path = createRequire(import.meta.resolve('ink')).resolve('chalk');
  const { default: chalk } = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { readonly default: Chalk };
  return chalk;
}

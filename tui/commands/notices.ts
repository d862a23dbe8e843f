import type { Notice } from '../../core/index.ts';
import { noticeLines } from '../trail/notice-lines.ts';
import { ASK_OPTIONS, askerFor } from './ask-lab.ts';
import { EXIT } from './exit-codes.ts';
import { instantFrom } from './instant-from.ts';
import { parseOptions } from './parse-options.ts';
import { PRINT_OPTIONS, printAnswer } from './print.ts';

export const NOTICES_OPTIONS = {
  ...ASK_OPTIONS,
  ...PRINT_OPTIONS,
  account: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
} as const;

/**
 * `kmslab notices`: what EventBridge's default bus was told, newest last. With `--json` the events are as a rule's target
 * gets them.
 * @throws {UsageError} for a bad option
 */
export async function runNotices(argv: readonly string[]): Promise<number> {
  const { values } = parseOptions(argv, NOTICES_OPTIONS, 0);
  const { account, since, until } = values;
  const asker = await askerFor(values);
  const view = await asker.ask({ type: 'view' });
  const from = since === undefined ? 0 : instantFrom('--since', String(since), view.now, -1);
  const to = until === undefined ? view.now : instantFrom('--until', String(until), view.now, -1);
  const told = await asker.ask({ type: 'notices', ...(account === undefined ? {} : { accountId: String(account) }) });
  const asked = told.filter(({ time }: Notice) => Date.parse(time) >= from && Date.parse(time) <= to);
  printAnswer(values, asked, (width) => noticeLines(asked, view, width));
  return EXIT.ok;
}

import type { Notice } from '../../core/index.ts';
import { NOTICES } from '../manual/notices.ts';
import { noticeLines } from '../trail/notice-lines.ts';
import { accountIdOf } from './account-id-of.ts';
import { askerFor } from './ask-lab.ts';
import { EXIT } from './exit-codes.ts';
import { instantFrom } from './instant-from.ts';
import { printEvents } from './print.ts';
import { readCommandLine } from './read-command-line.ts';

/**
 * `kmslab notices`: what EventBridge's default bus was told, newest last. With `--json` the events are as a rule's target
 * gets them.
 * @throws {UsageError} for a bad option
 */
export async function runNotices(argv: readonly string[]): Promise<number> {
  const { values } = readCommandLine('notices', NOTICES, argv);
  const { account, since, until } = values;
  const asker = await askerFor(values);
  const view = await asker.ask({ type: 'view' });
  const from = since === undefined ? 0 : instantFrom('--since', String(since), view.now, -1);
  const to = until === undefined ? view.now : instantFrom('--until', String(until), view.now, -1);
  const of = account === undefined ? {} : { accountId: accountIdOf(String(account), view) };
  const told = await asker.ask({ type: 'notices', ...of });
  const asked = told.filter(({ time }: Notice) => Date.parse(time) >= from && Date.parse(time) <= to);
  printEvents(values, { answer: asked, events: asked }, (width) => noticeLines(asked, view, width));
  return EXIT.ok;
}

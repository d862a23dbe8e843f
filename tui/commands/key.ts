import { type KeysAsked, keysAsked, keyTableLines } from '../key/key-table.ts';
import { type KeyShown, keyShownAs, keyTabLines } from '../key/key-tabs.ts';
import { SHOWN_TABS } from '../key/shown-tabs.ts';
import { KEY } from '../manual/key.ts';
import { accountIdOf } from './account-id-of.ts';
import { askerFor } from './ask-lab.ts';
import { EXIT } from './exit-codes.ts';
import type { ParsedOptions } from './parse-options.ts';
import { printAnswer } from './print.ts';
import { readCommandLine } from './read-command-line.ts';
import { regionOption } from './server-options.ts';
import { UsageError } from './usage-error.ts';

/**
 * `kmslab key show KEY`: everything that may be known of a key, tab by tab, or one tab of it. `kmslab key list`: which
 * keys there are. Nothing is called, so nothing is recorded.
 * @throws {UsageError} for a bad option, or a key that isn't there
 */
export async function runKey(argv: readonly string[]): Promise<number> {
  const { verb, values, positionals } = readCommandLine('key', KEY, argv);
  return verb === 'show' ? show(values, positionals[0] ?? '') : list(values);
}

async function show(values: ParsedOptions['values'], name: string): Promise<number> {
  const tab = SHOWN_TABS.find((name) => name === values.tab) ?? null;
  const asker = await askerFor(values);
  const key = await asker.ask({ type: 'keyNamed', key: name });
  if (key === null) throw new UsageError(`the lab has no key ${name}`);
  const shown: KeyShown = { key, view: await asker.ask({ type: 'view' }) };
  printAnswer(values, keyShownAs(shown, tab), (width, glyphs) => keyTabLines(shown, tab, width, glyphs));
  return EXIT.ok;
}

async function list(values: ParsedOptions['values']): Promise<number> {
  const { account, region, state } = values;
  const view = await (await askerFor(values)).ask({ type: 'view' });
  const asked: KeysAsked = {
    ...(account === undefined ? {} : { accountId: accountIdOf(String(account), view) }),
    ...(region === undefined ? {} : { region: regionOption(String(region)) }),
    ...(state === undefined ? {} : { state: String(state) }),
  };
  const keys = keysAsked(view, asked);
  printAnswer(values, keys, (width, glyphs) => keyTableLines(keys, view, width, glyphs));
  return EXIT.ok;
}

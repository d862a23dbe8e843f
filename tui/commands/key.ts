import { type KeyShown, keyShownAs, keyTabLines, SHOWN_TABS, type ShownTab } from '../key/key-tabs.ts';
import { ASK_OPTIONS, askerFor } from './ask-lab.ts';
import { closest } from './closest.ts';
import { EXIT } from './exit-codes.ts';
import { parseOptions } from './parse-options.ts';
import { PRINT_OPTIONS, printAnswer } from './print.ts';
import { UsageError } from './usage-error.ts';

export const KEY_OPTIONS = { ...ASK_OPTIONS, ...PRINT_OPTIONS, tab: { type: 'string' } } as const;

/**
 * `kmslab key show KEY`: everything that may be known of a key, tab by tab, or one tab of it. Nothing is called, so
 * nothing is recorded.
 * @throws {UsageError} for a bad option, or a key that isn't there
 */
export async function runKey(argv: readonly string[]): Promise<number> {
  const [verb, ...rest] = argv;
  if (verb !== 'show')
    throw new UsageError(`expected kmslab key show KEY${verb === undefined ? '' : `, got "${verb}"`}`);
  const { values, positionals } = parseOptions(rest, KEY_OPTIONS, 1);
  const [name] = positionals;
  if (name === undefined) throw new UsageError('expected kmslab key show KEY: its id, ARN or alias');
  const tab = values.tab === undefined ? null : tabNamed(String(values.tab));
  const asker = await askerFor(values);
  const key = await asker.ask({ type: 'keyNamed', key: name });
  if (key === null) throw new UsageError(`the lab has no key ${name}`);
  const shown: KeyShown = { key, view: await asker.ask({ type: 'view' }) };
  printAnswer(values, keyShownAs(shown, tab), (width, glyphs) => keyTabLines(shown, tab, width, glyphs));
  return EXIT.ok;
}

function tabNamed(text: string): ShownTab {
  const tab = SHOWN_TABS.find((name) => name === text);
  if (tab !== undefined) return tab;
  const near = closest(text, SHOWN_TABS);
  throw new UsageError(
    `--tab: expected ${SHOWN_TABS.join(', ')}, got "${text}"${near === null ? '' : `: did you mean ${near}?`}`,
  );
}

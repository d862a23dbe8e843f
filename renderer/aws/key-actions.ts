import type { Chart, KeyView } from '../../core/index.ts';
import { accountOf, keyCommands } from './key-commands.ts';

/** A button of a key: the machine's event that it stands for, and the command that it runs. */
export interface KeyAction {
  /** The event of the key's chart, which is the API's operation. */
  readonly event: string;
  readonly title: string;
  /** The command that it runs at once, or the sheet that asks for more first. */
  readonly does:
    | { readonly type: 'run'; readonly line: (keyId: string) => string }
    | { readonly type: 'ask'; readonly sheet: 'schedule-deletion' };
  readonly isDestructive: boolean;
}

const DEFAULT_PERIOD_DAYS = 365;
const LONGEST_WINDOW_DAYS = 30;

/** Buttons in the order in which they are shown. Which of them the key accepts now, its chart tells. */
export const KEY_ACTIONS: readonly KeyAction[] = [
  run('EnableKey', 'Enable', keyCommands.enableKey),
  run('DisableKey', 'Disable', keyCommands.disableKey),
  run('EnableKeyRotation', 'Enable rotation', (keyId) => keyCommands.enableRotation(keyId, DEFAULT_PERIOD_DAYS)),
  run('DisableKeyRotation', 'Disable rotation', keyCommands.disableRotation),
  run('RotateKeyOnDemand', 'Rotate now', keyCommands.rotateNow),
  {
    event: 'ScheduleKeyDeletion',
    title: 'Schedule deletion…',
    does: { type: 'ask', sheet: 'schedule-deletion' },
    isDestructive: true,
  },
  run('CancelKeyDeletion', 'Cancel deletion', keyCommands.cancelDeletion),
];

/**
 * A key's chart for whoever acts: the key's own account alone changes its state.
 * Source: KMS API Reference, EnableKey, DisableKey and the others, "Cross-account use: No".
 */
export function chartFor({ chart, accountId }: Pick<KeyView, 'chart' | 'accountId'>, as: string): Chart {
  if (accountOf(as) === accountId) return chart;
  const isOwners = (event: string) => KEY_ACTIONS.some((action) => action.event === event);
  return {
    ...chart,
    regions: chart.regions.map((region) => ({
      ...region,
      transitions: region.transitions.map((one) => (isOwners(one.event) ? { ...one, isPossibleNow: false } : one)),
    })),
    possibleEvents: chart.possibleEvents.filter((event) => !isOwners(event)),
  };
}

/** The actions that would change the key now; those that it would accept as a no-op are left out. */
export function possibleActions({ regions }: Chart): readonly KeyAction[] {
  const changing = regions
    .flatMap(({ transitions }) => transitions)
    .filter(({ isPossibleNow, from, to }) => isPossibleNow && from !== to);
  return KEY_ACTIONS.filter(({ event }) => changing.some((transition) => transition.event === event));
}

/** The command to show beside an action: what it runs, or what its sheet proposes. */
export function commandOf(action: KeyAction, keyId: string): string {
  return action.does.type === 'run'
    ? action.does.line(keyId)
    : keyCommands.scheduleDeletion(keyId, LONGEST_WINDOW_DAYS);
}

function run(event: string, title: string, line: (keyId: string) => string): KeyAction {
  return { event, title, does: { type: 'run', line }, isDestructive: false };
}

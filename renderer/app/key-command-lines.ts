import type { CommandId } from '../../main/commands.ts';
import { KEY_ACTIONS, type KeyAction } from '../aws/key-actions.ts';

/** The event of a key's chart behind each command that acts on the selected key. */
const EVENT_OF = {
  'enable-key': 'EnableKey',
  'disable-key': 'DisableKey',
  'enable-rotation': 'EnableKeyRotation',
  'disable-rotation': 'DisableKeyRotation',
  'rotate-now': 'RotateKeyOnDemand',
  'schedule-deletion': 'ScheduleKeyDeletion',
  'cancel-deletion': 'CancelKeyDeletion',
} as const satisfies Partial<Record<CommandId, string>>;
export type KeyCommandId = keyof typeof EVENT_OF;

export function isKeyCommand(command: CommandId): command is KeyCommandId {
  return Object.hasOwn(EVENT_OF, command);
}

export function actionOf(command: KeyCommandId): KeyAction | undefined {
  return KEY_ACTIONS.find(({ event }) => event === EVENT_OF[command]);
}

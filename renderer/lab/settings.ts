import { createContext } from 'react';
import { OPEN_SETTINGS, type Part, type WindowSettings } from '../../main/bridge-contract.ts';
import type { Command } from '../../main/commands.ts';

/** What this window lets its user see and do. Main refuses the rest as well. */
export const SettingsContext = createContext<WindowSettings>(OPEN_SETTINGS);

const PARTS: Readonly<Partial<Record<Command['category'], Part>>> = { Time: 'time', Key: 'commands' };

const PART_OF_COMMAND: Readonly<Record<string, Part>> = {
  'command-bar': 'commands',
  undo: 'undo',
  redo: 'undo',
  'lesson-leave': 'lessons',
  progress: 'lessons',
  build: 'lessons',
};

/** Whether a window with these settings offers a command. */
export function isOffered({ id, category }: Pick<Command, 'id' | 'category'>, settings: WindowSettings): boolean {
  const { places, locked } = settings;
  if (id.startsWith('place-')) return places === null || places.some((place) => id === `place-${place}`);
  const part = PART_OF_COMMAND[id] ?? PARTS[category];
  return part === undefined || !locked.includes(part);
}

import type { MenuItemConstructorOptions } from 'electron';
import { COMMANDS, type Command, type CommandId } from './bridge-contract.ts';

export type Appearance = 'system' | 'light' | 'dark';

export interface MenuOptions {
  readonly isMac: boolean;
  /** Does in the window what the palette does. */
  readonly send: (command: CommandId) => void;
  readonly appearance: Appearance;
  readonly setAppearance: (appearance: Appearance) => void;
}

/** The application menu: the palette's commands by category, and what every app has. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const commands = (category: Command['category']) =>
    COMMANDS.filter((command) => command.category === category).map((command) => item(command, options));
  return [
    ...(options.isMac ? [{ role: 'appMenu' } as const] : []),
    { label: '&Lab', submenu: [...commands('Lab'), { type: 'separator' }, { role: options.isMac ? 'close' : 'quit' }] },
    { role: 'editMenu' },
    { label: 'Lesso&n', submenu: commands('Lesson') },
    { label: '&Key', submenu: commands('Key') },
    { label: '&Time', submenu: commands('Time') },
    {
      label: '&View',
      submenu: [
        ...commands('Place'),
        { type: 'separator' },
        ...commands('Go to'),
        { type: 'separator' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        { role: 'togglefullscreen' },
        { type: 'separator' },
        { label: 'Appearance', submenu: appearanceItems(options) },
      ],
    },
    { role: 'windowMenu' },
    { label: '&Help', submenu: commands('Help') },
  ];
}

function item({ id, title, key }: Command, { send, isMac }: MenuOptions): MenuItemConstructorOptions {
  return {
    id,
    label: title,
    click: () => send(id),
    ...(id === 'palette' && { accelerator: 'CmdOrCtrl+K' }),
    // Letters are shown, not bound: the window knows whether a text field has them. macOS would bind them all the same.
    ...(key !== null && !isMac && { accelerator: key, registerAccelerator: false }),
  };
}

const APPEARANCES = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const satisfies readonly (readonly [Appearance, string])[];

function appearanceItems({ appearance, setAppearance }: MenuOptions): MenuItemConstructorOptions[] {
  return APPEARANCES.map(([value, label]) => ({
    id: `appearance-${value}`,
    label,
    type: 'radio',
    checked: value === appearance,
    click: () => setAppearance(value),
  }));
}

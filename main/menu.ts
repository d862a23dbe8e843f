import { basename } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import type { Visit } from './bridge-contract.ts';
import { COMMANDS, type Command, type CommandId } from './commands.ts';

export type Appearance = 'system' | 'light' | 'dark';

/** Something of core's lists that a window can be sent to. */
export interface MenuPlace {
  readonly title: string;
  /** See `parseAddress`. */
  readonly address: string;
}

export interface MenuOptions {
  readonly isMac: boolean;
  /** Does what the palette does. */
  readonly send: (command: CommandId) => void;
  readonly visit: (visit: Visit) => void;
  readonly scenarios: readonly MenuPlace[];
  readonly lessons: readonly MenuPlace[];
  /** Paths of world files, newest first. */
  readonly recent: readonly string[];
  readonly openRecent: (at: number) => void;
  readonly appearance: Appearance;
  readonly setAppearance: (appearance: Appearance) => void;
}

/** The application menu: the palette's commands by category, core's lists, and what every app has. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const commands = (category: Command['category']) =>
    COMMANDS.filter((command) => command.category === category).map((command) => item(command, options));
  return [
    ...(options.isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        ...commands('World'),
        { label: 'Open Recent', submenu: recentItems(options) },
        { type: 'separator' },
        { role: 'close' },
        ...(options.isMac ? [] : [{ role: 'quit' } as const]),
      ],
    },
    { role: 'editMenu' },
    {
      label: '&Lab',
      submenu: [
        ...commands('Lab'),
        { type: 'separator' },
        { label: 'Scenarios', submenu: placeItems(options.scenarios, options) },
      ],
    },
    {
      label: 'Lesso&n',
      submenu: [
        ...commands('Lesson'),
        { type: 'separator' },
        { label: 'Lessons', submenu: placeItems(options.lessons, options) },
      ],
    },
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

/** What no letter is shown for, and the system's own keys do. */
const ACCELERATORS: Readonly<Partial<Record<CommandId, string>>> = {
  palette: 'CmdOrCtrl+K',
  'world-new': 'CmdOrCtrl+N',
  'world-open': 'CmdOrCtrl+O',
  'world-save': 'CmdOrCtrl+Shift+S',
  'window-new': 'CmdOrCtrl+Shift+N',
};

function item({ id, title, key }: Command, { send, isMac }: MenuOptions): MenuItemConstructorOptions {
  const accelerator = ACCELERATORS[id];
  return {
    id,
    label: title,
    click: () => send(id),
    ...(accelerator !== undefined && { accelerator }),
    // Letters are shown, not bound: the window knows whether a text field has them. macOS would bind them all the same.
    ...(key !== null && !isMac && { accelerator: key, registerAccelerator: false }),
  };
}

function recentItems({ recent, openRecent }: MenuOptions): MenuItemConstructorOptions[] {
  if (recent.length === 0) return [{ label: 'None yet', enabled: false }];
  return recent.map((file, at) => ({
    id: `recent-${at}`,
    label: basename(file),
    sublabel: file,
    click: () => openRecent(at),
  }));
}

function placeItems(places: readonly MenuPlace[], { visit }: MenuOptions): MenuItemConstructorOptions[] {
  return places.map(({ title, address }) => ({
    id: address,
    label: title.replaceAll('&', '&&'), // a single one would mark a letter
    click: () => visit({ address, begins: true }),
  }));
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

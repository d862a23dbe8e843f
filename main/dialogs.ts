import { dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron';
import type { DeskDialogs } from './desk.ts';
import { WORLD_FILE } from './open-world.ts';
import type { AppWindow } from './window.ts';

const WORLDS = [{ name: 'Worlds of kmslab', extensions: [WORLD_FILE.slice(1)] }];

/** The desk's questions, in the system's own dialogs. */
export const dialogs: DeskDialogs<AppWindow> = {
  async pickWorld(over) {
    const options: OpenDialogOptions = { title: 'Open a world', filters: WORLDS, properties: ['openFile'] };
    const { filePaths } = await (over === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(over.window, options));
    return filePaths[0] ?? null;
  },
  async nameFile(over, suggested) {
    const options: SaveDialogOptions = {
      title: 'Save the world as',
      defaultPath: `${suggested}${WORLD_FILE}`,
      filters: WORLDS,
    };
    const { filePath } = await (over === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(over.window, options));
    return filePath === '' ? null : filePath;
  },
  async tell(over, message, detail) {
    const options = { type: 'warning', message, detail, buttons: ['OK'] } as const;
    await (over === null
      ? dialog.showMessageBox({ ...options, buttons: [...options.buttons] })
      : dialog.showMessageBox(over.window, { ...options, buttons: [...options.buttons] }));
  },
  async agree({ window }, message, detail, does) {
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message,
      detail,
      buttons: [does, 'Cancel'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    return response === 0;
  },
  async askToSave({ window }) {
    const answers = ['save', 'discard', 'cancel'] as const;
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: 'Save this world before its window closes?',
      detail: 'It is in memory only: its keys, and all that they encrypted, end with the window.',
      buttons: ['Save…', "Don't Save", 'Cancel'],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    });
    return answers[response] ?? 'cancel';
  },
};

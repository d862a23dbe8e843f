import { useEffect, useState } from 'react';
import type { LabClient } from '../../core/index.ts';
import { OPEN_SETTINGS, type WindowSettings } from '../../main/bridge-contract.ts';
import type { CommandId } from '../../main/commands.ts';
import { type DeskClient, DeskContext } from '../lab/desk.ts';
import { LabContext } from '../lab/lab-context.ts';
import { App } from './App.tsx';
import { Themed } from './Themed.tsx';

type DesktopWindowProps = {
  readonly lab: LabClient;
  readonly desk: DeskClient;
  readonly onMenuCommand: (listener: (command: CommandId) => void) => () => void;
};

/** A window of the app, or of another app that shows a lab: as it was set up there. */
export function DesktopWindow({ lab, desk, onMenuCommand }: DesktopWindowProps) {
  const [settings, setSettings] = useState<WindowSettings | null>(null);
  useEffect(() => {
    desk.ask({ type: 'look' }).then(
      (state) => setSettings(state.settings),
      (error: unknown) => {
        console.error(error);
        setSettings(OPEN_SETTINGS); // main refuses what is locked all the same
      },
    );
  }, [desk]);
  if (settings === null) return <p className="starting">Opening the lab…</p>;
  return (
    <LabContext value={lab}>
      <DeskContext value={desk}>
        <Themed settings={settings}>
          <App onMenuCommand={onMenuCommand} />
        </Themed>
      </DeskContext>
    </LabContext>
  );
}

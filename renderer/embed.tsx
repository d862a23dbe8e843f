import type { ReactNode } from 'react';
import type { LabClient } from '../core/index.ts';
import { OPEN_SETTINGS, type WindowSettings } from '../main/bridge-contract.ts';
import { App } from './app/App.tsx';
import { Themed } from './app/Themed.tsx';
import { LabContext } from './lab/lab-context.ts';
import './styles/index.css';

export type { LabClient } from '../core/index.ts';
export type { Part, WindowSettings } from '../main/bridge-contract.ts';

export interface KmsLabProps extends Partial<WindowSettings> {
  readonly lab: LabClient;
}

/**
 * The whole window as a React component, for a page of its own: its styles are the page's. What `places` and `locked`
 * leave out is not shown; whoever makes the lab's client sees to it that it is refused as well.
 */
export function KmsLab({
  lab,
  places = null,
  locked = OPEN_SETTINGS.locked,
  theme = 'system',
}: KmsLabProps): ReactNode {
  return (
    <LabContext value={lab}>
      <Themed settings={{ places, locked, theme }}>
        <App onMenuCommand={noMenu} />
      </Themed>
    </LabContext>
  );
}

/** A page has no menu of kmslab's. */
function noMenu(): () => void {
  return () => undefined;
}

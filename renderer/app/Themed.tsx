import { type ReactNode, useEffect } from 'react';
import type { WindowSettings } from '../../main/bridge-contract.ts';
import { SettingsContext } from '../lab/settings.ts';

/** A window in the theme that it was set up with, and with what it may do. */
export function Themed({ settings, children }: { readonly settings: WindowSettings; readonly children: ReactNode }) {
  const { theme } = settings;
  useEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
  }, [theme]);
  return <SettingsContext value={settings}>{children}</SettingsContext>;
}

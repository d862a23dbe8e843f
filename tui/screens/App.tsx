import { useCallback } from 'react';
import { useKeys } from '../hooks/use-keys.ts';
import { useSession } from '../hooks/use-session.ts';
import { useWindowSize } from '../hooks/use-window-size.ts';
import type { Size } from '../lab/model.ts';
import type { Session } from '../lab/session.ts';
import type { KeyPress } from '../terminal/keys.ts';
import { LabScreen } from './LabScreen.tsx';

type AppProps = { readonly session: Session };

/** Connects a session with the terminal: keys and sizes in, frames out. */
export function App({ session }: AppProps) {
  const model = useSession(session);
  const { dispatch } = session;
  useKeys(useCallback((press: KeyPress) => dispatch({ type: 'pressed', press }), [dispatch]));
  useWindowSize(useCallback((size: Size) => dispatch({ type: 'resized', size }), [dispatch]));
  return <LabScreen model={model} />;
}

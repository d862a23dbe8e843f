import { useStdout } from 'ink';
import { useEffect } from 'react';
import type { Size } from '../lab/model.ts';

/** Tells `onResize` the terminal's new size whenever it changes. */
export function useWindowSize(onResize: (size: Size) => void): void {
  const { stdout } = useStdout();
  useEffect(() => {
    const tell = (): void => onResize({ columns: stdout.columns, rows: stdout.rows });
    stdout.on('resize', tell);
    return () => {
      stdout.off('resize', tell);
    };
  }, [stdout, onResize]);
}

import { useStdin } from 'ink';
import { useEffect } from 'react';
import { type KeyPress, KeyReader } from '../terminal/keys.ts';

/** How long an Esc may wait for the rest of an escape sequence. Terminals send a sequence in one go. */
const ESCAPE_WAIT_MS = 25;

/**
 * Hands every key press to `onPress`. Reads the terminal itself: Ink's `useInput` gives what one read brings (`jj` as
 * one), takes a key right behind Esc for Alt, and knows no bracketed paste.
 */
export function useKeys(onPress: (press: KeyPress) => void): void {
  const { stdin } = useStdin();
  useEffect(() => {
    const reader = new KeyReader();
    let waiting: NodeJS.Timeout | undefined;
    const onData = (chunk: string | Buffer): void => {
      clearTimeout(waiting);
      reader.read(chunk.toString()).forEach(onPress);
      if (reader.isWaiting) waiting = setTimeout(() => reader.flush().forEach(onPress), ESCAPE_WAIT_MS);
    };
    stdin.setEncoding('utf8');
    stdin.setRawMode(true);
    stdin.on('data', onData);
    stdin.resume();
    return () => {
      clearTimeout(waiting);
      stdin.off('data', onData);
      stdin.pause();
      stdin.setRawMode(false);
    };
  }, [stdin, onPress]);
}

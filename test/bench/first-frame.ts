import { spawn } from 'node:child_process';

const TITLE = 'kmslab';
const CTRL_C = '\u0003';
const PATIENCE_MS = 20_000;

/**
 * Milliseconds until a program in a terminal of 24 × 80 has drawn the lab's title; then it is ended.
 * The terminal is util-linux's `script`, so that no native module is needed; its own start counts as the program's.
 * @throws {Error} when the program ends, or 20 s pass, without the title
 */
export function timeFirstFrame(command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { CI: _, ...env } = process.env; // Ink draws nothing but its last frame under CI
    const start = performance.now();
    const terminal = spawn('script', ['-qfec', `stty rows 24 cols 80; exec ${command}`, '/dev/null'], {
      env: { ...env, TERM: 'xterm-256color' },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let output = '';
    let ms: number | null = null;
    const timer = setTimeout(() => terminal.kill(), PATIENCE_MS);
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (ms === null && output.includes(TITLE)) {
        ms = performance.now() - start;
        terminal.stdin.write(CTRL_C);
        setTimeout(() => terminal.kill(), 500).unref(); // slower (script waits 2 s before it kills), and for the stubborn
      }
    });
    terminal.on('error', reject);
    terminal.on('close', () => {
      clearTimeout(timer);
      if (ms === null) reject(new Error(`no frame with "${TITLE}" came; the terminal showed: ${output.slice(0, 200)}`));
      else resolve(ms);
    });
  });
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts a server under strace, which writes what it asks of the kernel about files and sockets to `trace`. */
export async function spawnTraced(
  strace: string,
  trace: string,
  args: readonly string[],
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const calls = 'trace=pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg';
  const child = spawn(
    strace,
    ['-D', '-qq', '-f', '-y', '-s', '64', '-e', calls, '-o', trace, process.execPath, ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = once(child, 'close');
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  const { url } = JSON.parse(text) as { readonly url: string };
  return {
    url,
    async stop() {
      child.kill('SIGTERM'); // with -D the child is the server, and strace its observer
      await ended;
    },
  };
}

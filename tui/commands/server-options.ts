import { parseRegion } from '../../core/index.ts';
import { UsageError } from './usage-error.ts';

/** @throws {UsageError} for a word that is no port */
export function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`--port: expected a number from 0 to 65535, got "${text}"`);
  return port;
}

/** @throws {UsageError} for a word that is no Region */
export function regionOption(text: string): string {
  if (parseRegion(text) === null) throw new UsageError(`--region: expected a Region such as us-east-1, got "${text}"`);
  return text;
}

/** @throws {UsageError} for a word that is no instant */
export function instantOption(text: string | undefined): number | undefined {
  const start = text === undefined ? undefined : Date.parse(text);
  if (Number.isNaN(start))
    throw new UsageError(`--at: expected an instant such as 2026-01-01T00:00:00Z, got "${text}"`);
  return start;
}

/** Resolves at SIGTERM or Ctrl+C. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
  });
}

/** What is told of an address that can't be had; anything else goes on. */
export function cannotListen(error: unknown, host: string, port: number): unknown {
  if (!(error instanceof Error && 'syscall' in error)) return error;
  return new UsageError(`cannot listen on ${host} port ${port}: ${error.message}`);
}

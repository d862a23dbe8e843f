import type { PlaceAddress } from '../../core/index.ts';
import type { Outside } from '../lab/session.ts';
import { UsageError } from './usage-error.ts';

type Values = Readonly<Record<string, string | boolean | undefined>>;

/**
 * Whether the lab is to come as lines of text: for a screen reader, as Ink's own switch says too, or for a terminal that
 * can't move its cursor.
 */
export function isInLines(values: Values, env: Readonly<Record<string, string | undefined>>): boolean {
  return values['screen-reader'] === true || env.INK_SCREEN_READER === 'true' || env.TERM === 'dumb';
}

/** Shows the lab in this process's terminal until its user leaves, and resolves with the exit code. */
export async function labInTerminal(values: Values, prepare: () => Promise<Outside['openLab']>): Promise<number> {
  const view = await addressIn(values);
  if (isInLines(values, process.env)) return inLines(values, view, await prepare());
  // Chalk, which Ink draws with, reads FORCE_COLOR and not NO_COLOR (no-color.org: set and not empty).
  if (values['no-color'] === true || process.env.NO_COLOR) process.env.FORCE_COLOR = '0';
  // Ink draws nothing where CI is set; that there is a terminal is known here.
  process.env.CI = 'false';
  const { startLab } = await withoutFetch(() => import('../lab/start-lab.tsx'));
  const isPresenting = values.present === true;
  return startLab({ isAscii: values.ascii === true, isPresenting, view, openLab: await prepare() });
}

async function inLines(values: Values, view: PlaceAddress | null, openLab: Outside['openLab']): Promise<number> {
  const { runLinear } = await withoutFetch(() => import('../linear/run-linear.ts'));
  const { stdin: input, stdout: output } = process;
  return runLinear({ input, output, isAscii: values.ascii === true, isTyped: input.isTTY === true, view, openLab });
}

/** Where `--view` leads; null without one. @throws {UsageError} for what is no address */
async function addressIn({ view }: Values): Promise<PlaceAddress | null> {
  if (typeof view !== 'string') return null;
  const { AddressError, parseAddress } = await import('../../core/index.ts'); // all of core: not before the first frame without need
  try {
    return parseAddress(view);
  } catch (error) {
    if (error instanceof AddressError) throw new UsageError(`--view ${view}: ${error.message}`);
    throw error;
  }
}

/**
 * Yoga, which lays Ink's boxes out, unpacks itself with `fetch` where there is one: that loads all of Node's HTTP
 * client, a third of the time to the first frame. Without one it decodes its own base64.
 */
async function withoutFetch<T>(load: () => Promise<T>): Promise<T> {
  const { fetch } = globalThis;
  Reflect.deleteProperty(globalThis, 'fetch');
  try {
    return await load();
  } finally {
    globalThis.fetch = fetch;
  }
}

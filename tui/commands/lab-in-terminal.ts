import type { Outside } from '../lab/session.ts';

/** How the lab is to look. */
export const LOOK_OPTIONS = { ascii: { type: 'boolean' }, 'no-color': { type: 'boolean' } } as const;

/** Shows the lab in this process's terminal until its user leaves, and resolves with the exit code. */
export async function labInTerminal(
  values: Readonly<Record<string, string | boolean | undefined>>,
  prepare: () => Promise<Outside['openLab']>,
): Promise<number> {
  const isDumb = process.env.TERM === 'dumb';
  // Chalk, which Ink draws with, reads FORCE_COLOR and not NO_COLOR (no-color.org: set and not empty).
  if (values['no-color'] === true || isDumb || process.env.NO_COLOR) process.env.FORCE_COLOR = '0';
  // Ink draws nothing where CI is set; that there is a terminal is known here.
  process.env.CI = 'false';
  const { startLab } = await withoutFetch(() => import('../lab/start-lab.tsx'));
  return startLab({ isAscii: values.ascii === true || isDumb, openLab: await prepare() });
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

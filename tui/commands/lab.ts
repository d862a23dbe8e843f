import { openThrowAwayLab } from './open-lab.ts';
import { parseOptions } from './parse-options.ts';

/** `kmslab` in a terminal: the lab. */
export async function runLab(argv: readonly string[]): Promise<number> {
  const { values } = parseOptions(argv, { ascii: { type: 'boolean' }, 'no-color': { type: 'boolean' } }, 0);
  const isDumb = process.env.TERM === 'dumb';
  // Chalk, which Ink draws with, reads FORCE_COLOR and not NO_COLOR (no-color.org: set and not empty).
  if (values['no-color'] === true || isDumb || process.env.NO_COLOR) process.env.FORCE_COLOR = '0';
  // Ink draws nothing where CI is set; that there is a terminal is known here.
  process.env.CI = 'false';
  const { startLab } = await withoutFetch(() => import('../lab/start-lab.tsx'));
  return startLab({
    isAscii: values.ascii === true || isDumb,
    openLab: async () => {
      const { lab, here } = await openThrowAwayLab();
      return { client: lab, here };
    },
  });
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

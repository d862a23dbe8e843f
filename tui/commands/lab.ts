import { openLab } from './open-lab.ts';
import { parseOptions } from './parse-options.ts';

const OPTIONS = {
  ascii: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  world: { type: 'string' },
} as const;

/** `kmslab [--world FILE]` in a terminal: the lab. */
export async function runLab(argv: readonly string[]): Promise<number> {
  const { values } = parseOptions(argv, OPTIONS, 0);
  const isDumb = process.env.TERM === 'dumb';
  // Chalk, which Ink draws with, reads FORCE_COLOR and not NO_COLOR (no-color.org: set and not empty).
  if (values['no-color'] === true || isDumb || process.env.NO_COLOR) process.env.FORCE_COLOR = '0';
  // Ink draws nothing where CI is set; that there is a terminal is known here.
  process.env.CI = 'false';
  const { startLab } = await withoutFetch(() => import('../lab/start-lab.tsx'));
  // A world that can't be opened is told of before the terminal is taken.
  const world = typeof values.world === 'string' ? await openLab({ world: values.world }) : null;
  let opened = world;
  try {
    return await startLab({
      isAscii: values.ascii === true || isDumb,
      openLab: async () => {
        opened ??= await openLab();
        return { client: opened.lab, here: opened.here };
      },
    });
  } finally {
    await world?.close();
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

import { fileURLToPath } from 'node:url';
import { createServer, createServerModuleRunner, type Plugin } from 'vite';
import { allRows, type Row } from '../truth-table.ts';
import { type Mutant, mutate } from './mutant.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const CORE = `${ROOT}core/access/`;
const ENTRY = fileURLToPath(new URL('judge-rows.ts', import.meta.url));

const MOST_LATELY = 40;

/** Loads core with a mistake in it, beside the one that all other tests use, and runs the truth table against it. */
export interface MutantRunner {
  /** The first row that tells of the mistake, or null where none does. Without a mistake: of core as it is. */
  readonly killerOf: (mutant: Mutant | null) => Promise<string | null>;
  readonly close: () => Promise<void>;
}

/**
 * Opens Vite's own pipeline, without a port: it reads TypeScript, keeps what is unchanged, and evaluates all modules
 * anew for each runner, so that a mistake is in nobody else's core. Source: Vite guide, "Environment API for runtimes".
 */
export async function openMutantRunner(): Promise<MutantRunner> {
  const rows = allRows();
  let mutant: Mutant | null = null;
  const mistake: Plugin = {
    name: 'kmslab-mutant',
    enforce: 'pre',
    transform: (text, id) => (mutant !== null && id === CORE + mutant.file ? mutate(mutant, text) : null),
  };
  const server = await createServer({
    root: ROOT,
    configFile: false,
    envDir: false,
    logLevel: 'silent',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins: [mistake],
  });
  const { ssr } = server.environments;
  /** Rows that told of a mistake lately, newest first: what told of one often tells of the next, and they go first. */
  const lately: Row[] = [];

  /** The first row that tells of `next`, with core made anew. */
  async function findKiller(next: Mutant | null): Promise<Row | null> {
    for (const one of [mutant, next]) {
      if (one === null) continue;
      for (const module of ssr.moduleGraph.getModulesByFile(CORE + one.file) ?? []) {
        ssr.moduleGraph.invalidateModule(module);
      }
    }
    mutant = next;
    const runner = createServerModuleRunner(ssr, { hmr: false, sourcemapInterceptor: false });
    try {
      const { firstWrongRow } = await runner.import<typeof import('./judge-rows.ts')>(ENTRY);
      return firstWrongRow([...lately, ...rows]);
    } finally {
      await runner.close();
    }
  }

  return {
    killerOf: async (next) => {
      const killer = await findKiller(next);
      if (killer === null) return null;
      lately.splice(0, lately.length, killer, ...lately.filter((row) => row !== killer).slice(0, MOST_LATELY - 1));
      return killer.id;
    },
    close: () => server.close(),
  };
}

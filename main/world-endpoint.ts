import { clientVariables, type Lab, LabError, Site, shellLines } from '../core/index.ts';
import { announceServer, nodePorts, type RunningServer, startServer } from '../core/node/index.ts';

/** What `kmslab serve` listens on too, where nobody has it. */
const USUAL_PORT = 4599;
const HOST = '127.0.0.1';

/** AWS's wire protocol in front of one world, on loopback, as `kmslab serve` has it. It ends with the app. */
export class WorldEndpoint {
  readonly url: string;
  readonly #lab: Lab;
  readonly #server: RunningServer;
  readonly #withdraw: () => void;

  /**
   * Serves a lab; `kmslab env` finds it. The port is the usual one, or one that the system picks.
   * @param administrator - ARN of who has credentials that nobody asks a name for
   */
  static async start(lab: Lab, administrator: string, region: string): Promise<WorldEndpoint> {
    const site = await Site.open({
      ports: nodePorts(),
      auth: 'verify',
      hasControl: false,
      allowedHosts: [],
      openLab: async () => ({ lab, defaults: { administrator, region } }),
    });
    const server = await listen(site);
    site.url = server.url;
    const withdraw = announceServer({ url: server.url, pid: process.pid, token: site.token }, (why) => {
      console.warn(`kmslab: ${why}`);
    });
    return new WorldEndpoint(lab, server, withdraw);
  }

  private constructor(lab: Lab, server: RunningServer, withdraw: () => void) {
    this.url = server.url;
    this.#lab = lab;
    this.#server = server;
    this.#withdraw = withdraw;
    process.once('exit', withdraw);
  }

  /**
   * What a shell is to evaluate so that AWS's clients talk to this endpoint as a principal, the same as `kmslab env`
   * prints. @throws {LabError} for a principal that the world has not
   */
  exportsFor(principal: string, region: string): string {
    const credentials = this.#lab.accessKeys.of(this.#lab.principalNamed(principal));
    return shellLines(clientVariables({ endpoint: this.url, region, through: null }, credentials));
  }

  async stop(): Promise<void> {
    process.off('exit', this.#withdraw);
    this.#withdraw();
    await this.#server.stop();
  }
}

/** @throws {LabError} where no port can be had at all */
async function listen(site: Site): Promise<RunningServer> {
  const on = (port: number) =>
    startServer({
      host: HOST,
      port,
      answer: (request, addresses) => site.answer(request, addresses),
      onBug: (error) => console.error(error),
    });
  try {
    return await on(USUAL_PORT).catch(() => on(0));
  } catch (error) {
    throw new LabError(`no port can be had on ${HOST}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

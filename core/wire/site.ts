import { toHex } from '../crypto/bytes.ts';
import type { Lab } from '../lab/lab.ts';
import type { Ports } from '../ports.ts';
import { answerControl, CONTROL_PREFIX } from './control/control.ts';
import { type AuthMode, Endpoint } from './endpoint.ts';
import { type GateRules, refusedAtTheGate } from './gate.ts';
import type { TrustDefaults } from './trusted-caller.ts';
import type { WireRequest } from './wire-request.ts';
import type { WireResponse } from './wire-response.ts';

export interface SiteOptions {
  readonly ports: Pick<Ports, 'clock' | 'primitives' | 'random' | 'subtle'>;
  readonly auth: AuthMode;
  readonly hasControl: boolean;
  readonly allowedHosts: readonly string[];
  /** Opens the world, at the start and at each reset. */
  readonly openLab: () => Promise<{ readonly lab: Lab; readonly defaults: TrustDefaults }>;
}

/** All that `kmslab serve` answers: the gate, the lab's own routes, and AWS's endpoint. */
export class Site {
  /** What `kmslab env` shows to be given credentials: 64 hexadecimal digits, drawn afresh for every server. */
  readonly token: string;
  /** Set once the server knows where it listens. */
  url = '';
  readonly #options: SiteOptions;
  #lab: Lab;
  #defaults: TrustDefaults;
  #endpoint: Endpoint;

  static async open(options: SiteOptions): Promise<Site> {
    return new Site(options, await options.openLab());
  }

  private constructor(options: SiteOptions, { lab, defaults }: Awaited<ReturnType<SiteOptions['openLab']>>) {
    this.#options = options;
    this.token = toHex(options.ports.random.bytes(32));
    this.#lab = lab;
    this.#defaults = defaults;
    this.#endpoint = new Endpoint(lab, { ...options, defaults });
  }

  /** @param addresses - that the request may be addressed to */
  async answer(request: WireRequest, addresses: GateRules['addresses']): Promise<WireResponse> {
    const { allowedHosts, hasControl, ports } = this.#options;
    const refusal = refusedAtTheGate(request.headers, { addresses, allowedHosts });
    if (refusal !== null) return { status: 403, headers: PLAIN, body: `kmslab: ${refusal}\n` };
    if (!request.path.startsWith(CONTROL_PREFIX)) return this.#endpoint.answer(request);
    return answerControl(request, {
      lab: () => this.#lab,
      reset: () => this.#reset(),
      isOpen: hasControl,
      token: this.token,
      turnedAway: () => this.#endpoint.turnedAway(),
      url: () => this.url,
      defaults: this.#defaults,
      primitives: ports.primitives,
    });
  }

  async #reset(): Promise<void> {
    const { lab, defaults } = await this.#options.openLab();
    this.#lab = lab;
    this.#defaults = defaults;
    this.#endpoint = new Endpoint(lab, { ...this.#options, defaults });
  }
}

const PLAIN = { 'Content-Type': 'text/plain; charset=utf-8' } as const;

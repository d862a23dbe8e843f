import type { Principal, ServicePrincipal } from '../cloud/principal.ts';
import type { Region } from '../cloud/regions.ts';
import type { SessionFacts } from '../credentials/session-facts.ts';
import type { Fact } from '../lab/facts.ts';
import type { Ids } from '../lab/ids.ts';
import type { Outcome } from '../lab/request.ts';
import type { Change } from '../lab/trace.ts';
import type { World } from '../lab/world.ts';
import type { Ports } from '../ports.ts';

/** What a service that leans on KMS needs of the lab's works. */
export interface ServiceWorks {
  readonly world: World;
  readonly ports: Ports;
  readonly ids: Ids;
  commit(facts: readonly Fact[]): readonly Change[];
  /** A call to KMS through the same corridor as anybody's, with the service that makes it as `via`. */
  callKms(call: {
    readonly operation: string;
    readonly input: Readonly<Record<string, unknown>>;
    readonly principal: Principal;
    /** What the session carries that the principal calls with. */
    readonly session?: SessionFacts;
    readonly region: Region;
    /** Left out for a call that a customer's code makes itself, inside a service. */
    readonly via?: ServicePrincipal;
    readonly causedBy: string;
    /** Where such a call comes from. */
    readonly from?: { readonly sourceIp: string; readonly userAgent: string };
  }): Promise<Outcome>;
}

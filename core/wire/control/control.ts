import type { Credentials } from '../../credentials/access-keys.ts';
import { fromUtf8, utf8 } from '../../crypto/bytes.ts';
import type { ActionOutcome } from '../../lab/client.ts';
import { runLine } from '../../lab/envelope/run-line.ts';
import type { Lab } from '../../lab/lab.ts';
import { LabError } from '../../lab/lab-error.ts';
import { MalformedMessageError } from '../../lab/message-shape.ts';
import { parseQuery } from '../../lab/parse-query.ts';
import type { Primitives } from '../../ports.ts';
import { clockMove } from '../../scenarios/parse-time.ts';
import { readStep } from '../../scenarios/read-scenario.ts';
import { ScenarioError } from '../../scenarios/scenario-error.ts';
import { sessionIn } from '../../scenarios/session-in.ts';
import { StepRunner } from '../../scenarios/step-runner.ts';
import type { TurnedAway } from '../turned-away.ts';
import { pathThrough } from '../vpc-endpoint-path.ts';
import type { WireRequest } from '../wire-request.ts';
import type { WireResponse } from '../wire-response.ts';

/** What the lab's own routes may do. */
export interface ControlScope {
  readonly lab: () => Lab;
  /** Starts the world over. */
  readonly reset: () => Promise<void>;
  /** Whether the surface for tests is there (`--control`). */
  readonly isOpen: boolean;
  /** What proves that somebody may have credentials; see `credentials`. */
  readonly token: string;
  readonly url: () => string;
  /** Requests that were refused before they reached the lab, later than the last refusal in its trail. */
  readonly turnedAway: () => readonly TurnedAway[];
  readonly defaults: { readonly administrator: string; readonly region: string };
  readonly primitives: Primitives;
}

/** Where the lab's own routes begin; AWS has no such paths. */
export const CONTROL_PREFIX = '/_kmslab/';

/**
 * The lab's own routes. All but five are for tests, and there with `--control` only:
 * `GET health`, `GET snapshot` (the world as views show it), `GET trail` (CloudTrail's rows), `POST reset`, `POST advance`
 * (or `clock`) with `{"advance": "365d"}`, `"next"` or an instant, and `POST step` with a step of a scenario in YAML or
 * JSON, for whoever shows the server's token: it acts as anybody. `POST credentials` with `{"as": PRINCIPAL, "through": VPCE, "session": {…}}` serves
 * `kmslab env`, `POST ask` with a query `kmslab why` and the like, `POST turned-away` tells `why` what
 * no trail has, `POST move` moves the clock as `advance` does, for `kmslab time`, and `POST run` with
 * `{"line": "aws …", "as": ARN, "region": …}` runs a line for `kmslab envelope`: these five for whoever shows the token.
 */
export async function answerControl(request: WireRequest, scope: ControlScope): Promise<WireResponse> {
  const route = `${request.method} ${request.path.slice(CONTROL_PREFIX.length)}`;
  if (route === 'POST credentials') return guarded(() => credentials(request, scope));
  if (route === 'POST ask') return guarded(() => ask(request, scope));
  if (route === 'POST turned-away') return showsToken(request, scope) ? json(200, scope.turnedAway()) : NO_TOKEN;
  if (route === 'POST move' && !showsToken(request, scope)) return NO_TOKEN;
  if (route === 'POST move') return guarded(() => moveClock(request, scope.lab()));
  if (route === 'POST run') return showsToken(request, scope) ? guarded(() => run(request, scope.lab())) : NO_TOKEN;
  if (route === 'POST step' && scope.isOpen) return guarded(() => takeStep(request, scope));
  if (!scope.isOpen) return json(404, { error: 'start the server with --control to have these routes' });
  switch (route) {
    case 'GET health':
      return json(200, { status: 'ok', now: iso(scope.lab().now) });
    case 'GET snapshot':
      return json(200, await scope.lab().ask({ type: 'view' }));
    case 'GET trail':
      return json(200, await scope.lab().ask({ type: 'trail' }));
    case 'POST reset':
      return guarded(async () => {
        await scope.reset();
        return json(200, { now: iso(scope.lab().now) });
      });
    case 'POST clock':
    case 'POST advance':
      return guarded(() => moveClock(request, scope.lab()));
    default:
      return json(404, {
        error: 'expected GET health, GET snapshot, GET trail, POST reset, POST advance or POST step',
      });
  }
}

/**
 * Hands out a principal's credentials, to whoever shows the server's token. The server draws it from the secure random
 * source at each start and writes it to a file that its user alone can read; `kmslab env` reads it there. So another
 * user of the machine, or a web page, gets no credentials, and there are none that everybody knows.
 */
async function credentials(request: WireRequest, scope: ControlScope): Promise<WireResponse> {
  if (!showsToken(request, scope)) return NO_TOKEN;
  const { body } = request;
  const { as = scope.defaults.administrator, through, session } = readBody(body);
  if (typeof as !== 'string') throw new LabError('expected the name of a principal');
  const lab = scope.lab();
  const principalArn = lab.principalNamed(as);
  const { region, way } = wayTo(lab, through, scope.defaults.region);
  return json(200, {
    url: scope.url(),
    region,
    principalArn,
    ...(session === undefined
      ? lab.accessKeys.of(principalArn)
      : await credentialsOfSession(lab, principalArn, session)),
    ...way,
  });
}

/** How long a session lasts, by the lab's clock, where nobody says. Source: STS API Reference, AssumeRole. */
const SESSION_MS = 3_600_000;

/** Credentials of a session of the principal that carries what a scenario's `session` says. */
async function credentialsOfSession(lab: Lab, principalArn: string, session: unknown): Promise<Credentials> {
  const { parseSession } = await import('../../scenarios/parse-scenario.ts');
  const facts = await sessionIn(lab, parseSession(session));
  return lab.accessKeys.forSession(principalArn, lab.now + SESSION_MS, JSON.stringify(facts), facts);
}

/** Does a step as the player of scenarios does, and tells what it came to. */
async function takeStep(request: WireRequest, scope: ControlScope): Promise<WireResponse> {
  if (!showsToken(request, scope)) return NO_TOKEN;
  const step = await readStep(fromUtf8(request.body));
  return json(200, await new StepRunner(scope.lab()).take(step, 1));
}

/** The Region that clients are to call, and the service and path of the VPC endpoint that they are to come through. */
function wayTo({ world }: Lab, through: unknown, usual: string) {
  if (through === undefined) return { region: usual, way: {} };
  const endpoint = typeof through === 'string' ? world.vpcEndpoints.get(through) : undefined;
  if (endpoint === undefined) throw new LabError(`this world has no VPC endpoint '${String(through)}'`);
  return { region: endpoint.region, way: { service: endpoint.service, path: pathThrough(endpoint.id) } };
}

/** Reads the lab, for whoever shows the server's token: a query as JSON, and its answer. */
async function ask(request: WireRequest, scope: ControlScope): Promise<WireResponse> {
  if (!showsToken(request, scope)) return NO_TOKEN;
  return json(200, await scope.lab().ask(parseQuery(readBody(request.body))));
}

function showsToken({ headers }: WireRequest, { primitives, token }: ControlScope): boolean {
  return primitives.sameSecret(utf8(headers.get('authorization') ?? ''), utf8(`Bearer ${token}`));
}

async function moveClock({ body }: WireRequest, lab: Lab): Promise<WireResponse> {
  const { advance } = readBody(body);
  if (typeof advance !== 'string') throw new LabError('expected {"advance": "365d"}, "next" or an instant');
  const outcome: ActionOutcome = await lab.act(clockMove(advance));
  if (!outcome.ok) throw new LabError(outcome.error.message);
  return json(200, { now: iso(lab.now), happened: outcome.happened ?? [] });
}

/** Runs a line for whoever shows the token, who could have anybody's credentials as well. */
async function run({ body }: WireRequest, lab: Lab): Promise<WireResponse> {
  const { line, as, region } = readBody(body);
  if (typeof line !== 'string' || typeof as !== 'string' || typeof region !== 'string')
    throw new LabError('expected {"line": "aws …", "as": the ARN of a principal, "region": a Region}');
  return json(200, await runLine(lab, line, { as, region }));
}

/** What the sender got wrong is told in one line. */
async function guarded(work: () => Promise<WireResponse>): Promise<WireResponse> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LabError || error instanceof ScenarioError || error instanceof MalformedMessageError)
      return json(400, { error: error.message });
    throw error;
  }
}

function readBody(body: Uint8Array): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(fromUtf8(body));
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Told below: whatever is wrong with it, it is no JSON object.
  }
  throw new LabError('expected a JSON object');
}

function json(status: number, body: unknown): WireResponse {
  return {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
    body: `${JSON.stringify(body)}\n`,
  };
}

const NO_TOKEN = json(403, { error: "expected the server's token" });

function iso(at: number): string {
  return new Date(at).toISOString();
}

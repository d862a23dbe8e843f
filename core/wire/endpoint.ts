import { S3Error } from '../errors/s3-errors.ts';
import { SignatureError, unrecognized } from '../errors/signature-errors.ts';
import { Ids } from '../lab/ids.ts';
import type { Lab } from '../lab/lab.ts';
import { LabError } from '../lab/lab-error.ts';
import type { Service } from '../lab/request.ts';
import { NoWayThroughError } from '../lab/through-endpoint.ts';
import type { Ports } from '../ports.ts';
import { answerJson, refuseJson } from './aws-json/answer-json.ts';
import { JSON_SERVICES } from './aws-json/json-services.ts';
import { verifiedCaller } from './caller.ts';
import { answerEc2, refuseEc2 } from './ec2/answer-ec2.ts';
import { answerLambda, refuseLambda } from './lambda/answer-lambda.ts';
import { queryProtocol } from './query/answer-query.ts';
import { answerS3, refuseS3 } from './s3/answer-s3.ts';
import { openUnverified, type TakenRequest, unknownKey, verifiedS3 } from './s3/verify-s3.ts';
import { serviceOf } from './service-of.ts';
import { Signer } from './sigv4/signer.ts';
import { answerSqs, refuseSqs } from './sqs/answer-sqs.ts';
import { type TrustDefaults, trustedCaller } from './trusted-caller.ts';
import { type TurnedAway, TurnedAwayRequests } from './turned-away.ts';
import { NoWayThrough, routed } from './vpc-endpoint-path.ts';
import type { WireRequest } from './wire-request.ts';
import type { WireResponse } from './wire-response.ts';

/** How each service speaks. */
const PROTOCOLS = {
  kms: { answer: answerJson(JSON_SERVICES.kms), refuse: refuseJson(JSON_SERVICES.kms) },
  organizations: { answer: answerJson(JSON_SERVICES.organizations), refuse: refuseJson(JSON_SERVICES.organizations) },
  cloudtrail: { answer: answerJson(JSON_SERVICES.cloudtrail), refuse: refuseJson(JSON_SERVICES.cloudtrail) },
  ec2: { answer: answerEc2, refuse: refuseEc2 },
  sts: queryProtocol('sts'),
  iam: queryProtocol('iam'),
  rds: queryProtocol('rds'),
  s3: { answer: answerS3, refuse: refuseS3 },
  dynamodb: { answer: answerJson(JSON_SERVICES.dynamodb), refuse: refuseJson(JSON_SERVICES.dynamodb) },
  ssm: { answer: answerJson(JSON_SERVICES.ssm), refuse: refuseJson(JSON_SERVICES.ssm) },
  secretsmanager: {
    answer: answerJson(JSON_SERVICES.secretsmanager),
    refuse: refuseJson(JSON_SERVICES.secretsmanager),
  },
  sqs: { answer: answerSqs, refuse: refuseSqs },
  lambda: { answer: answerLambda, refuse: refuseLambda },
} as const satisfies Record<Service, object>;

/** How callers are told: by their signature, or by what they say. */
export const AUTH_MODES = ['verify', 'trust'] as const;
export type AuthMode = (typeof AUTH_MODES)[number];

export interface EndpointOptions {
  readonly ports: Pick<Ports, 'clock' | 'primitives' | 'random' | 'subtle'>;
  readonly auth: AuthMode;
  readonly defaults: TrustDefaults;
}

/**
 * AWS's own wire protocol in front of a lab: an HTTP request in, an HTTP response out. Whoever is refused here never
 * reaches the corridor, and so stands in no trail, as on AWS; the endpoint remembers the last of them.
 */
export class Endpoint {
  readonly #lab: Lab;
  readonly #options: EndpointOptions;
  readonly #signer: Signer;
  /** For the ids of requests that never reach the lab; its own must not depend on what strangers send. */
  readonly #ids: Ids;
  readonly #turnedAway: TurnedAwayRequests;

  constructor(lab: Lab, options: EndpointOptions) {
    this.#lab = lab;
    this.#options = options;
    this.#turnedAway = new TurnedAwayRequests(lab);
    this.#signer = new Signer(options.ports.primitives);
    const [seed = 0] = new Uint32Array(options.ports.random.bytes(4).buffer);
    this.#ids = new Ids(seed);
  }

  /** @throws {Error} only for a bug */
  async answer(request: WireRequest): Promise<WireResponse> {
    const newId = () => this.#ids.uuid();
    const service = serviceOf(request);
    const { answer, refuse } = PROTOCOLS[service];
    try {
      const { caller, request: taken } = await this.#take(request, service);
      const { request: sent, vpcEndpointId } = routed(taken);
      const from = vpcEndpointId === undefined ? caller : { ...caller, vpcEndpointId };
      return await answer(sent, from, this.#lab, newId, this.#options.ports);
    } catch (error) {
      const refusal = refusalOf(error, service);
      if (refusal === null) throw error;
      this.#turnedAway.add(request, refusal);
      return refuse(refusal, newId, request);
    }
  }

  /** Requests that never reached the lab, later than the last refusal in its trail. */
  turnedAway(): readonly TurnedAway[] {
    return this.#turnedAway.sinceLastRefusal();
  }

  /** Who makes a request, and the request as it is to be read. */
  async #take(request: WireRequest, service: Service): Promise<TakenRequest> {
    const { auth, ports, defaults } = this.#options;
    const { clock, primitives } = ports;
    if (auth === 'trust') {
      const caller = await trustedCaller(request, this.#lab, defaults);
      return { caller, request: service === 's3' ? openUnverified(request, primitives) : request };
    }
    const scope = { lab: this.#lab, signer: this.#signer, now: clock.now() };
    if (service === 's3') return verifiedS3(request, { ...scope, primitives });
    return { caller: verifiedCaller(request, { ...scope, service }), request };
  }
}

/** What a client is told who gets no further than the door; null for a bug. */
function refusalOf(error: unknown, service: Service): SignatureError | S3Error | NoWayThrough | null {
  if (error instanceof NoWayThroughError) return new NoWayThrough(error.message);
  // Sealed by this world's root key, and yet a stranger: the world was started over since.
  if (error instanceof LabError) return service === 's3' ? unknownKey() : unrecognized();
  return error instanceof SignatureError || error instanceof S3Error ? error : null;
}

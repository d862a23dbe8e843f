import type { AuthorizationRequest } from '../decision.ts';
import { STANDS_BESIDE_IAM } from '../policy-document.ts';
import { flag, type Read } from './read.ts';

/**
 * Services that put themselves into aws:CalledVia; the others, EC2 and S3 among them, tell of themselves by
 * kms:ViaService only. Source: IAM User Guide, "AWS global condition context keys", aws:CalledVia.
 */
const IN_CALLED_VIA: readonly string[] = [
  'aoss.amazonaws.com',
  'athena.amazonaws.com',
  'backup.amazonaws.com',
  'cloud9.amazonaws.com',
  'cloudformation.amazonaws.com',
  'databrew.amazonaws.com',
  'dataexchange.amazonaws.com',
  'dynamodb.amazonaws.com',
  'imagebuilder.amazonaws.com',
  'kms.amazonaws.com',
  'mgn.amazonaws.com',
  'omics.amazonaws.com',
  'ram.amazonaws.com',
  'robomaker.amazonaws.com',
  'servicecatalog-appregistry.amazonaws.com',
  'sqlworkbench.amazonaws.com',
  'ssm-guiconnect.amazonaws.com',
];

/**
 * Keys about services in the request: one that calls for its caller (forward access sessions), or one that calls for
 * itself on account of a resource. The two never come together.
 * Source: KMS Developer Guide, "kms:ViaService"; IAM User Guide, "AWS global condition context keys".
 */
export const SERVICE_KEYS = {
  'kms:ViaService': (request) => (request.keyPolicy === null || isService(request) ? null : request.viaService),
  'kms:CallerAccount': ({ principal, keyPolicy, call }) =>
    principal.type === 'service' ||
    (keyPolicy !== null && STANDS_BESIDE_IAM.includes(keyPolicy.kind)) ||
    (keyPolicy === null && !/CustomKeyStores?$/.test(call.operation))
      ? null
      : principal.accountId,
  'aws:ViaAWSService': (request) => flag(!isService(request) && request.viaService !== null),
  'aws:CalledVia': calledVia,
  'aws:CalledViaFirst': (request) => calledVia(request)?.[0] ?? null,
  'aws:CalledViaLast': (request) => calledVia(request)?.at(-1) ?? null,
  'aws:SourceArn': (request) => (isService(request) ? (request.call.circumstances.sourceArn ?? null) : null),
  'aws:SourceAccount': (request) => (isService(request) ? (request.call.circumstances.sourceAccount ?? null) : null),
  'aws:SourceOrgID': (request) => (isService(request) ? (request.call.circumstances.sourceOrgId ?? null) : null),
} as const satisfies Record<string, Read>;

function isService({ principal }: AuthorizationRequest): boolean {
  return principal.type === 'service';
}

/** First the service that the caller called, last the one that calls KMS. */
function calledVia(request: AuthorizationRequest): readonly string[] | null {
  const { viaService, call } = request;
  if (viaService === null || isService(request)) return null;
  const chain = call.circumstances.calledVia ?? [`${viaService.slice(0, viaService.indexOf('.'))}.amazonaws.com`];
  const told = chain.filter((service) => IN_CALLED_VIA.includes(service));
  return told.length === 0 ? null : told;
}

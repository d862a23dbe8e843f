import type { AuthorizationRequest } from '../../../../core/access/decision.ts';
import type { PolicyKind } from '../../../../core/access/policy-document.ts';
import { OutsideFragment } from './outside-fragment.ts';

/** No condition key: the names in the encryption context as grants compare them, without regard to case. */
export const CONTEXT_NAMES = 'encryption context names';

/** What a request has for a condition key; undefined for nothing. */
export type Fact = string | readonly string[] | undefined;

/**
 * The request context, written a second time from AWS's pages: nothing of core/access/condition-keys is in it. Names are
 * in lower case. Source: KMS Developer Guide, "Condition keys for AWS KMS"; IAM User Guide, "AWS global condition
 * context keys"; access.md sections 5 and 6.
 */
const FACTS: Readonly<Record<string, (request: AuthorizationRequest) => Fact>> = {
  'aws:currenttime': ({ call }) => new Date(call.at).toISOString(),
  'aws:epochtime': ({ call }) => `${Math.trunc(call.at / 1000)}`,
  'aws:requestedregion': ({ call }) => call.region,
  'aws:securetransport': ({ call }) => `${call.circumstances.isSecureTransport ?? true}`,
  'aws:useragent': ({ call }) => call.userAgent,
  'aws:referer': ({ call }) => call.circumstances.referer,
  'aws:sourceip': (request) =>
    request.call.circumstances.sourceVpce === undefined && isByPerson(request) ? request.call.sourceIp : undefined,
  'aws:vpcsourceip': ({ call }) => call.circumstances.vpcSourceIp,
  'aws:sourcevpc': ({ call }) => call.circumstances.sourceVpc,
  'aws:sourcevpce': ({ call }) => call.circumstances.sourceVpce,
  'aws:resourceaccount': ({ resourceAccountId }) => resourceAccountId,
  'aws:resourceorgid': ({ call }) => call.circumstances.resourceOrgId,
  'aws:tagkeys': (request) =>
    /^Untag/.test(request.call.operation)
      ? texts(request.call.input.TagKeys)
      : requestTags(request)?.map(([key]) => key),

  'aws:principalarn': ({ principal }) =>
    principal.type === 'roleSession' ? principal.roleArn : principal.type === 'service' ? undefined : principal.arn,
  'aws:principalaccount': ({ principal }) => (principal.type === 'service' ? undefined : principal.accountId),
  'aws:principaltype': ({ principal }) =>
    ({ user: 'User', roleSession: 'AssumedRole', federatedUser: 'FederatedUser', root: 'Account', service: undefined })[
      principal.type
    ],
  'aws:username': ({ principal }) => (principal.type === 'user' ? principal.name : undefined),
  'aws:userid': ({ principal }) => {
    if (principal.type === 'service') return undefined;
    if (principal.type === 'root') return principal.accountId;
    if (principal.type === 'federatedUser') return `${principal.accountId}:${principal.name}`;
    return principal.type === 'user' ? principal.id : `${principal.id}:${principal.sessionName}`;
  },
  'aws:principalorgid': ({ call }) => call.circumstances.principalOrgId,
  'aws:principalorgpaths': ({ call }) => call.circumstances.principalOrgPaths,
  'aws:principalisawsservice': ({ principal }) => `${principal.type === 'service'}`,
  'aws:principalservicename': ({ principal }) => (principal.type === 'service' ? principal.service : undefined),
  'aws:principalservicenameslist': ({ principal }) => (principal.type === 'service' ? [principal.service] : undefined),
  'aws:multifactorauthpresent': ({ principal, call: { circumstances } }) => {
    if (circumstances.mfaAt !== undefined) return 'true';
    return principal.type === 'roleSession' || principal.type === 'federatedUser' ? 'false' : undefined;
  },
  'aws:multifactorauthage': ({ call: { at, circumstances } }) =>
    circumstances.mfaAt === undefined ? undefined : `${Math.trunc((at - circumstances.mfaAt) / 1000)}`,
  'aws:tokenissuetime': ({ call: { circumstances } }) =>
    circumstances.tokenIssuedAt === undefined ? undefined : new Date(circumstances.tokenIssuedAt).toISOString(),
  'aws:sourceidentity': ({ call }) => call.circumstances.sourceIdentity,
  'aws:federatedprovider': ({ call }) => call.circumstances.federatedProvider,

  'aws:sourcearn': (request) => (isByService(request) ? request.call.circumstances.sourceArn : undefined),
  'aws:sourceaccount': (request) => (isByService(request) ? request.call.circumstances.sourceAccount : undefined),
  'aws:sourceorgid': (request) => (isByService(request) ? request.call.circumstances.sourceOrgId : undefined),
  'aws:viaawsservice': (request) => `${!isByService(request) && request.viaService !== null}`,
  'aws:calledvia': calledVia,
  'aws:calledviafirst': (request) => calledVia(request)?.[0],
  'aws:calledvialast': (request) => calledVia(request)?.at(-1),

  'iam:permissionsboundary': ({ call: { operation, input }, entity }) => {
    const isSet = /^(?:Create(?:User|Role)|Put(?:User|Role)PermissionsBoundary)$/.test(operation);
    return (isSet ? (input.PermissionsBoundary as string | undefined) : entity?.boundary) ?? undefined;
  },
  'iam:policyarn': parameter(/^(?:Attach|Detach)(?:User|Role|Group)Policy$/, 'PolicyArn'),

  'sts:externalid': parameter(/^AssumeRole$/, 'ExternalId'),
  'sts:rolesessionname': parameter(/^AssumeRole$/, 'RoleSessionName'),
  'sts:sourceidentity': ({ call: { operation, input, circumstances } }) =>
    operation === 'AssumeRole' ? textOr(input.SourceIdentity, circumstances.sourceIdentity) : undefined,
  'sts:transitivetagkeys': ({ call: { operation, input } }) =>
    operation === 'AssumeRole' ? texts(input.TransitiveTagKeys) : undefined,

  'kms:viaservice': (request) =>
    isAboutKey(request) && !isByService(request) ? (request.viaService ?? undefined) : undefined,
  'kms:calleraccount': (request) => {
    if (isByService(request)) return undefined;
    const isOfKeyStore = request.call.operation.includes('CustomKeyStore');
    return isAboutKey(request) || isOfKeyStore ? request.principal.accountId : undefined;
  },
  'kms:keyspec': keySpec,
  'kms:customermasterkeyspec': keySpec,
  'kms:keyusage': keyUsage,
  'kms:customermasterkeyusage': keyUsage,
  'kms:keyorigin': (request) => request.resource?.key.origin ?? ofNewKey(request, 'Origin', 'AWS_KMS'),
  'kms:multiregion': ({ resource, call }) => {
    if (resource !== null) return `${resource.key.multiRegion}`;
    return call.operation === 'CreateKey' ? `${call.input.MultiRegion === true}` : undefined;
  },
  'kms:multiregionkeytype': ({ resource, call }) => {
    if (resource === null) {
      return call.operation === 'CreateKey' && call.input.MultiRegion === true ? 'PRIMARY' : undefined;
    }
    if (!resource.key.multiRegion) return undefined;
    return resource.isReplica ? 'REPLICA' : 'PRIMARY';
  },
  'kms:requestalias': ({ resource }) => resource?.requestAlias ?? undefined,
  'kms:resourcealiases': ({ resource }) => resource?.aliases.map((alias) => alias.replace(/^.*(?=alias\/)/, '')),

  'kms:encryptioncontextkeys': (request) => Object.keys(encryptionContextOf(request)),
  [CONTEXT_NAMES]: ({ encryptionContext }) => Object.keys(encryptionContext).map((name) => name.toLowerCase()),
  'kms:encryptionalgorithm': ({ action, call: { operation, input } }) => {
    if (!/^(?:Encrypt|Decrypt|ReEncrypt|GenerateDataKey.*)$/.test(operation)) return undefined;
    const side = { 'kms:ReEncryptFrom': 'Source', 'kms:ReEncryptTo': 'Destination' }[action] ?? '';
    return textOr(input[`${side}EncryptionAlgorithm`], 'SYMMETRIC_DEFAULT');
  },
  'kms:reencryptonsamekey': ({ call }) =>
    call.reEncryptsOnSameKey === null ? undefined : `${call.reEncryptsOnSameKey}`,
  'kms:datakeypairspec': parameter(/^GenerateDataKeyPair/, 'KeyPairSpec'),
  'kms:keyagreementalgorithm': parameter(/^DeriveSharedSecret$/, 'KeyAgreementAlgorithm'),
  'kms:macalgorithm': parameter(/^(?:Generate|Verify)Mac$/, 'MacAlgorithm'),
  'kms:messagetype': parameter(/^(?:Sign|Verify)$/, 'MessageType', 'RAW'),
  'kms:signingalgorithm': parameter(/^(?:Sign|Verify)$/, 'SigningAlgorithm'),
  'kms:primaryregion': parameter(/^UpdatePrimaryRegion$/, 'PrimaryRegion'),
  'kms:replicaregion': parameter(/^ReplicateKey$/, 'ReplicaRegion'),
  'kms:rotationperiodindays': parameter(/^EnableKeyRotation$/, 'RotationPeriodInDays', '365'),
  'kms:schedulekeydeletionpendingwindowindays': parameter(/^ScheduleKeyDeletion$/, 'PendingWindowInDays', '30'),
  'kms:wrappingalgorithm': parameter(/^GetParametersForImport$/, 'WrappingAlgorithm'),
  'kms:wrappingkeyspec': parameter(/^GetParametersForImport$/, 'WrappingKeySpec'),
  'kms:expirationmodel': parameter(/^ImportKeyMaterial$/, 'ExpirationModel', 'KEY_MATERIAL_EXPIRES'),
  'kms:validto': ({ call: { operation, input } }) =>
    operation === 'ImportKeyMaterial' && typeof input.ValidTo === 'number'
      ? new Date(input.ValidTo * 1000).toISOString()
      : undefined,
  'kms:bypasspolicylockoutsafetycheck': parameter(
    /^(?:CreateKey|PutKeyPolicy|ReplicateKey)$/,
    'BypassPolicyLockoutSafetyCheck',
    'false',
  ),

  'kms:grantoperations': ({ call: { operation, input } }) =>
    operation === 'CreateGrant' ? texts(input.Operations) : undefined,
  'kms:granteeprincipal': parameter(/^CreateGrant$/, 'GranteePrincipal'),
  'kms:granteeserviceprincipal': parameter(/^CreateGrant$/, 'GranteeServicePrincipal'),
  'kms:retiringprincipal': parameter(/^CreateGrant$/, 'RetiringPrincipal'),
  'kms:retiringserviceprincipal': parameter(/^CreateGrant$/, 'RetiringServicePrincipal'),
  'kms:grantconstrainttype': (request) => {
    const constraints = grantConstraints(request);
    return ['EncryptionContextEquals', 'EncryptionContextSubset'].find((type) => type in constraints);
  },
  'kms:grantconstraintsourcearn': (request) => {
    const { SourceArn } = grantConstraints(request);
    return typeof SourceArn === 'string' ? SourceArn : undefined;
  },
  'kms:grantisforawsresource': (request) =>
    /^(?:CreateGrant|ListGrants|RevokeGrant)$/.test(request.call.operation)
      ? `${request.viaService !== null && !isByService(request)}`
      : undefined,
};

/** Keys that end in a name of the request's own. */
const FAMILIES: Readonly<
  Record<string, (request: AuthorizationRequest) => readonly (readonly [string, string])[] | undefined>
> = {
  'kms:encryptioncontext:': (request) => Object.entries(encryptionContextOf(request)),
  'kms:recipientattestation:': ({ call }) => Object.entries(call.circumstances.attestation ?? {}),
  'aws:principaltag/': ({ call }) => Object.entries(call.circumstances.principalTags ?? {}),
  'aws:requesttag/': requestTags,
  'aws:resourcetag/': (request) =>
    request.resource?.key.tags?.map(({ TagKey, TagValue }) => [TagKey, TagValue]) ?? entityTags(request),
  'iam:resourcetag/': entityTags,
};

/** What a key policy's conditions never see, whatever the key has. Source: access.md, "Further rules". */
const UNSEEN_BY_KEY_POLICIES = /^(?:kms:resourcealiases$|(?:aws|iam):resourcetag\/)/;

/** Keys of several values, which are to be asked with ForAnyValue or ForAllValues. */
const MULTIVALUED: readonly string[] = [
  'aws:calledvia',
  'aws:principalorgpaths',
  'aws:principalservicenameslist',
  'aws:tagkeys',
  'kms:encryptioncontextkeys',
  'kms:grantoperations',
  'kms:resourcealiases',
  'sts:transitivetagkeys',
];

export function isMultivalued(lowerCaseName: string): boolean {
  return MULTIVALUED.includes(lowerCaseName);
}

/** What a request has for a condition key, as a policy of the kind sees it. An empty list is nothing. */
export function factOf(lowerCaseName: string, request: AuthorizationRequest, kind: PolicyKind): Fact {
  if ((kind === 'key' || kind === 'trust') && UNSEEN_BY_KEY_POLICIES.test(lowerCaseName)) return undefined;
  const prefix = Object.keys(FAMILIES).find((known) => lowerCaseName.startsWith(known));
  if (prefix === undefined) {
    const fact = Object.hasOwn(FACTS, lowerCaseName) ? FACTS[lowerCaseName]?.(request) : undefined;
    return fact?.length === 0 && typeof fact !== 'string' ? undefined : fact;
  }
  const wanted = lowerCaseName.slice(prefix.length);
  const found = (FAMILIES[prefix]?.(request) ?? []).filter(([name]) => name.toLowerCase() === wanted);
  if (found.length > 1) throw new OutsideFragment(`${lowerCaseName} in several spellings: a record has it once`);
  return found[0]?.[1];
}

/** The pairs by which the encryption context is tested: for CreateGrant, those that the new grant will want. */
function encryptionContextOf({ encryptionContext, newGrant }: AuthorizationRequest): Readonly<Record<string, string>> {
  return newGrant?.encryptionContextEquals ?? newGrant?.encryptionContextSubset ?? encryptionContext;
}

function parameter(operations: RegExp, member: string, whenLeftOut?: string) {
  return ({ call: { operation, input } }: AuthorizationRequest): Fact => {
    if (!operations.test(operation)) return undefined;
    const value = input[member] ?? whenLeftOut;
    return value === undefined || typeof value === 'object' ? undefined : `${value}`;
  };
}

function keySpec(request: AuthorizationRequest): Fact {
  const { CustomerMasterKeySpec } = request.call.input;
  return (
    request.resource?.key.keySpec ?? ofNewKey(request, 'KeySpec', textOr(CustomerMasterKeySpec, 'SYMMETRIC_DEFAULT'))
  );
}

function keyUsage(request: AuthorizationRequest): Fact {
  return request.resource?.key.keyUsage ?? ofNewKey(request, 'KeyUsage', 'ENCRYPT_DECRYPT');
}

function ofNewKey({ call: { operation, input } }: AuthorizationRequest, member: string, whenLeftOut: string): Fact {
  return operation === 'CreateKey' ? textOr(input[member], whenLeftOut) : undefined;
}

function grantConstraints({ call: { operation, input } }: AuthorizationRequest): Readonly<Record<string, unknown>> {
  return operation === 'CreateGrant' ? { ...(input.Constraints as object | undefined) } : {};
}

function requestTags({ call: { operation, input } }: AuthorizationRequest): readonly [string, string][] | undefined {
  if (/^(?:(?:Create|Tag)(?:User|Role|Policy)|AssumeRole|GetFederationToken)$/.test(operation)) {
    const tags = (input.Tags ?? []) as readonly { readonly Key: string; readonly Value: string }[];
    return tags.map(({ Key, Value }) => [Key, Value]);
  }
  if (!/^(?:CreateKey|ReplicateKey|TagResource)$/.test(operation)) return undefined;
  const tags = (input.Tags ?? []) as readonly { readonly TagKey: string; readonly TagValue: string }[];
  return tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]);
}

function entityTags({ entity }: AuthorizationRequest): readonly [string, string][] | undefined {
  return entity?.tags.map(({ Key, Value }) => [Key, Value]);
}

/** Of the services here, those that put themselves in, and those that don't. */
const TOLD: Readonly<Record<string, boolean>> = {
  athena: true,
  cloudformation: true,
  dynamodb: true,
  kms: true,
  ec2: false,
  s3: false,
};

function calledVia({ viaService, principal, call }: AuthorizationRequest): readonly string[] | undefined {
  if (viaService === null || principal.type === 'service') return undefined;
  const chain = call.circumstances.calledVia ?? [`${viaService.split('.')[0]}.amazonaws.com`];
  return chain.filter((service) => {
    const isTold = TOLD[service.replace('.amazonaws.com', '')];
    if (isTold === undefined) throw new OutsideFragment(`whether ${service} stands in aws:CalledVia`);
    return isTold;
  });
}

function isByService({ principal }: AuthorizationRequest): boolean {
  return principal.type === 'service';
}

/** Neither a service for itself nor one for its caller. */
function isByPerson(request: AuthorizationRequest): boolean {
  return !isByService(request) && request.viaService === null;
}

function isAboutKey({ keyPolicy }: AuthorizationRequest): boolean {
  return keyPolicy !== null;
}

function textOr<T extends string | undefined>(value: unknown, whenLeftOut: T): string | T {
  return typeof value === 'string' ? value : whenLeftOut;
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

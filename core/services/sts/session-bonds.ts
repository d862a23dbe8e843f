import { parsePolicy } from '../../access/policy.ts';
import { PolicyError } from '../../access/policy-error.ts';
import { POLICY_LIMITS } from '../../access/policy-limits.ts';
import { type AccountId, parseArn } from '../../cloud/arn.ts';
import type { SessionFacts } from '../../credentials/session-facts.ts';
import { utf8 } from '../../crypto/bytes.ts';
import { StsError } from '../../errors/sts-errors.ts';
import type { World } from '../../lab/world.ts';

/** What a request wants a session bound to, and described with. */
export interface BondsAsked {
  readonly Policy?: string;
  readonly PolicyArns?: readonly { readonly arn?: string }[];
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly TransitiveTagKeys?: readonly string[];
}

type Bonds = Pick<SessionFacts, 'policy' | 'policyArns' | 'tags' | 'transitiveTagKeys'>;

/**
 * What a session packs into its token of policies and tags.
 * Simplified: how AWS packs them is not known, so its percentages differ; here it is the bytes of their JSON.
 * Source: STS API Reference, AssumeRole, PackedPolicySize.
 */
const PACKED_BYTES = 4_096;

/** Whether a session may be bound so. @throws {StsError} MalformedPolicyDocument, PackedPolicyTooLarge, … */
export function checkBonds(asked: BondsAsked, caller: SessionFacts, accountId: AccountId, world: World): void {
  checkTags(asked, inheritedKeys(caller));
  checkPolicies(asked, accountId, world);
  const bonds = bondsOf(asked, caller);
  const percent = packedSize(bonds) ?? 0;
  if (percent <= 100) return;
  const what =
    bonds.policy === undefined && bonds.policyArns === undefined
      ? `Packed size of session tags consumes ${percent}% of allotted space.`
      : `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`;
  throw new StsError('PackedPolicyTooLarge', what, 'limit-exceeded');
}

/** What the session carries of what was asked, and of what the caller's own session hands on. */
export function bondsOf(
  { Policy, PolicyArns = [], Tags = [], TransitiveTagKeys = [] }: BondsAsked,
  caller: SessionFacts,
) {
  const inherited = inheritedKeys(caller);
  const handedOn = Object.entries(caller.tags ?? {}).filter(([key]) => inherited.has(key.toLowerCase()));
  const tags = Object.fromEntries([...handedOn, ...Tags.map(({ Key, Value }) => [Key, Value] as const)]);
  const transitive = [...(caller.transitiveTagKeys ?? []), ...TransitiveTagKeys];
  const arns = PolicyArns.flatMap(({ arn }) => arn ?? []);
  return {
    ...(Policy === undefined ? {} : { policy: Policy }),
    ...(arns.length === 0 ? {} : { policyArns: arns }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...(transitive.length === 0 ? {} : { transitiveTagKeys: transitive }),
  } satisfies Bonds;
}

/** How full the token is, in percent; null where nothing was passed. */
export function packedSize({ policy, policyArns, tags }: Bonds): number | null {
  if (policy === undefined && policyArns === undefined && tags === undefined) return null;
  const text = JSON.stringify([policy ?? '', policyArns ?? [], tags ?? {}]);
  return Math.ceil((100 * utf8(text).length) / PACKED_BYTES);
}

/** The keys, in lower case, of the tags that go on to sessions which a session starts. */
function inheritedKeys({ transitiveTagKeys = [] }: SessionFacts): ReadonlySet<string> {
  return new Set(transitiveTagKeys.map((key) => key.toLowerCase()));
}

/** Source: IAM User Guide, "Pass session tags in AWS STS", "Things to know about session tags". */
function checkTags({ Tags = [], TransitiveTagKeys = [] }: BondsAsked, inherited: ReadonlySet<string>): void {
  const keys = Tags.map(({ Key }) => Key.toLowerCase());
  if (keys.some((key) => key.startsWith('aws:'))) {
    throw invalid("Tag keys that begin with 'aws:' are reserved for AWS use.");
  }
  if (new Set(keys).size < keys.length) {
    throw invalid('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  if (keys.some((key) => inherited.has(key))) {
    throw invalid(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  }
  if (TransitiveTagKeys.some((key) => !keys.includes(key.toLowerCase()))) {
    throw invalid('The specified transitive tag key must be included in the requested tags.');
  }
}

/** Source: STS API Reference, AssumeRole, Policy and PolicyArns: their plaintexts together, and whose they are. */
function checkPolicies({ Policy = '', PolicyArns = [] }: BondsAsked, accountId: AccountId, world: World): void {
  const arns = PolicyArns.map(({ arn = '' }) => arn);
  const { most } = POLICY_LIMITS.session;
  if (Policy.length + arns.join('').length > most) {
    throw new StsError(
      'ValidationError',
      `1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to ${most}`,
      'limit-exceeded',
    );
  }
  for (const arn of arns) {
    const owner = parseArn(arn)?.accountId;
    if (owner !== 'aws' && owner !== accountId) {
      throw invalid(`${arn} is in another account than the session: a managed session policy must be in the same.`);
    }
    if (world.managedPolicy(arn) === undefined) throw invalid(`Policy ${arn} does not exist or is not attachable.`);
  }
  if (Policy !== '') checkDocument(Policy, accountId);
}

function checkDocument(text: string, accountId: AccountId): void {
  try {
    parsePolicy(text, { kind: 'identity', accountId });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new StsError('MalformedPolicyDocument', error.message, 'malformed-policy');
  }
}

function invalid(message: string): StsError {
  return new StsError('InvalidParameterValue', message, 'invalid-parameter');
}

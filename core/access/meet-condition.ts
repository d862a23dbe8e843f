import { testText } from './conditions/condition-text.ts';
import type { SeenCondition } from './conditions/seen-condition.ts';

/** Operators by which a request must have what the policy says. */
const WANTS_WHAT_IT_SAYS =
  /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|Bool|IpAddress)(?:IfExists)?$/;

/** What a caller does for a key of a condition; `$1` stands for what its name ends in. In the order in which they are tried. */
const WAYS: readonly (readonly [key: RegExp, way: (wanted: string, name: string) => string])[] = [
  [/^kms:EncryptionContext:(.+)$/i, (wanted, name) => `make the call with ${name}=${wanted} in the encryption context`],
  [/^kms:ViaService$/i, (wanted) => `let ${serviceName(wanted)} make the call (kms:ViaService = ${wanted})`],
  [/^aws:CalledVia(?:First|Last)?$/i, (wanted) => `let ${wanted} make the call`],
  [/^aws:(?:SourceIp|VpcSourceIp)$/i, (wanted) => `make the call from an address in ${wanted}`],
  [/^aws:SourceVpce$/i, (wanted) => `make the call through VPC endpoint ${wanted}`],
  [/^aws:SourceVpc$/i, (wanted) => `make the call from VPC ${wanted}`],
  [/^aws:SourceArn$/i, (wanted) => `let the service make the call on account of ${wanted}`],
  [/^aws:SourceAccount$/i, (wanted) => `let the service make the call on account of a resource of account ${wanted}`],
  [/^kms:RequestAlias$/i, (wanted) => `name the key by ${wanted}`],
  [/^kms:ResourceAliases$/i, (wanted) => `use a key that has the alias ${wanted}`],
  [/^aws:ResourceTag\/(.+)$/i, (wanted, name) => `use a key with the tag ${name}=${wanted}`],
  [/^aws:PrincipalTag\/(.+)$/i, (wanted, name) => `make the call as somebody with the tag ${name}=${wanted}`],
  [/^aws:RequestTag\/(.+)$/i, (wanted, name) => `ask for the tag ${name}=${wanted} in the call`],
  [/^aws:Principal(?:Arn|Account|OrgID|OrgPaths)$/i, (wanted) => `make the call as ${wanted}`],
];

/** The same for keys that are true or false. */
const TRUTHS: Readonly<Record<string, string>> = {
  'aws:multifactorauthpresent true': 'sign in with a second factor (MFA) before the call',
  'aws:securetransport true': 'make the call over TLS',
  'kms:grantisforawsresource true': 'let an AWS service make the grant for its resource',
  'aws:viaawsservice true': 'let an AWS service make the call',
};

/** How a caller makes a condition hold: `make the call with tenant=blue in the encryption context`. */
export function howToMeet(failed: readonly SeenCondition[]): string {
  return failed.map(wayToMeet).join(', and ');
}

function wayToMeet({ operator, key, wanted }: SeenCondition): string {
  if (WANTS_WHAT_IT_SAYS.test(operator)) {
    const values = wanted.join(' or ');
    const truth = TRUTHS[`${key} ${values}`.toLowerCase()];
    if (truth !== undefined) return truth;
    for (const [known, way] of WAYS) {
      const found = known.exec(key);
      if (found !== null) return way(values, found[1] ?? '');
    }
  }
  return `make the call so that ${testText(operator, key, wanted)} holds`;
}

/** `EC2` of `ec2.us-east-1.amazonaws.com` */
function serviceName(host: string): string {
  return host.slice(0, host.indexOf('.')).toUpperCase() || host;
}

/** Operators that hold for what they do not say, and their opposites. */
const OPPOSITES: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NotIpAddress: 'IpAddress',
};

/** How a caller makes a call to which a Deny does not apply, all of whose conditions hold; null where it has none. */
export function howToEscape(held: readonly SeenCondition[]): string | null {
  return held.length === 0 ? null : held.map(wayToEscape).join(', or ');
}

function wayToEscape(condition: SeenCondition): string {
  const { operator, key, wanted } = condition;
  const plain = operator.replace(/IfExists$/, '');
  const opposite = OPPOSITES[plain];
  if (opposite !== undefined) return wayToMeet({ ...condition, operator: opposite });
  const [truth, ...others] = wanted;
  if (plain === 'Bool' && others.length === 0)
    return wayToMeet({ ...condition, operator: 'Bool', wanted: [truth === 'true' ? 'false' : 'true'] });
  if (plain === 'IpAddress') return `make the call from an address outside ${wanted.join(' and ')}`;
  if (plain === 'Null') return `make the call ${truth === 'true' ? 'with' : 'without'} ${key}`;
  return `make a call that has not ${testText(operator, key, wanted)}`;
}

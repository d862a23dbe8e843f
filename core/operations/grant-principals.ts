import { parseAccountId, parseArn } from '../cloud/arn.ts';
import { parseServicePrincipal } from '../cloud/service-accounts.ts';
import { ValidationException } from '../errors/common-errors.ts';
import { InvalidArnException } from '../errors/kms-errors.ts';
import type { ApiRequest } from '../lab/request.ts';
import type { World } from '../lab/world.ts';

/**
 * The one principal that two members of a request name, one by ARN and the other a service by its name; null for none.
 * @throws {ValidationException} when both name one, or a service has no service's name.
 * @throws {InvalidArnException} for an ARN of nobody.
 * Source: KMS API Reference, CreateGrant, "GranteePrincipal" and "GranteeServicePrincipal".
 */
export function onePrincipal(
  names: Readonly<Record<string, string | undefined>>,
  { world, request }: { readonly world: World; readonly request: ApiRequest },
): string | null {
  const given = Object.entries(names).flatMap(([member, text]) => (text === undefined ? [] : [{ member, text }]));
  if (given.length > 1) {
    throw new ValidationException(`Please specify only one of ${Object.keys(names).join(' and ')}.`);
  }
  const [only] = given;
  if (only === undefined) return null;
  const { member, text } = only;
  if (member.endsWith('ServicePrincipal')) {
    if (parseServicePrincipal(text) === null) throw new ValidationException(`${member} is no AWS service: '${text}'`);
    return text;
  }
  if (!isPrincipal(world, text, request.via !== undefined)) {
    throw new InvalidArnException('ARN does not refer to a valid principal', 'no-such-principal');
  }
  return text;
}

/**
 * Whether the ARN is that of a root user, a user, a role or a session that the lab has; services name their own, and
 * themselves by their name, as DynamoDB does. Source: access.md section 7, "Grants by AWS services".
 */
function isPrincipal(world: World, text: string, byService: boolean): boolean {
  if (byService && parseServicePrincipal(text) !== null) return true;
  const arn = parseArn(text);
  const accountId = arn === null ? null : parseAccountId(arn.accountId);
  if (arn === null || accountId === null || !world.accounts.has(accountId)) return false;
  if (byService || (arn.service === 'iam' && arn.resource === 'root')) return true;
  if (arn.service === 'iam') return world.hasPrincipal(text);
  const [kind, name, session] = arn.resource.split('/');
  if (arn.service !== 'sts' || name === undefined || name === '') return false;
  if (kind === 'federated-user') return true;
  return kind === 'assumed-role' && session !== undefined && world.hasRoleNamed(accountId, name);
}

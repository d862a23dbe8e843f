import { parseAccountId, parseArn } from '../cloud/arn.ts';
import type { PolicySource, StatementTrace } from './decision.ts';
import { RESOURCE_POLICIES } from './policy-source.ts';

/** What stands for the name of a policy that is not there yet. No name of AWS's has a space. */
export const NEW_POLICY = 'new policy';

/** A policy as a reader calls it: `key policy`, `trust policy of role/app`, `SCP Perimeter at ou-ab12-cdefghij`. */
export function policyTitle(source: PolicySource): string {
  switch (source.type) {
    case 'key':
      return 'key policy';
    case 'trust':
      return `trust policy of ${parseArn(source.roleArn)?.resource ?? source.roleArn}`;
    case 'bucket':
      return `bucket policy of ${parseArn(source.bucketArn)?.resource ?? source.bucketArn}`;
    case 'queue':
      return `policy of queue ${parseArn(source.queueArn)?.resource ?? source.queueArn}`;
    case 'secret':
      return `policy of secret ${parseArn(source.secretArn)?.resource.replace(/^secret:/, '') ?? source.secretArn}`;
    case 'identity':
      return source.name === NEW_POLICY ? 'new IAM policy' : `IAM policy ${source.name}`;
    case 'scp':
      return `${source.name === NEW_POLICY ? 'new SCP' : `SCP ${source.name}`} at ${levelTitle(source.target)}`;
    case 'rcp':
      return `RCP ${source.name} at ${levelTitle(source.target)}`;
    case 'boundary':
      return `permissions boundary ${source.name}`;
    case 'session':
      return `session policy ${source.name}`;
    case 'vpcEndpoint':
      return `policy of VPC endpoint ${source.name}`;
  }
}

/** A level of an organization: `root r-ab12`, `ou-ab12-cdefghij`, `account 111122223333`. */
export function levelTitle(target: string): string {
  if (parseAccountId(target) !== null) return `account ${target}`;
  return target.startsWith('r-') ? `root ${target}` : target;
}

/** A policy inside a sentence: those that there is one of have an article, those with a name have none. */
export function quotedPolicy(source: PolicySource): string {
  if (THE_ONLY.includes(source.type)) return `the ${policyTitle(source)}`;
  return 'name' in source && source.name === NEW_POLICY ? `a ${policyTitle(source)}` : policyTitle(source);
}

/** There is one of them. */
const THE_ONLY: readonly PolicySource['type'][] = [...RESOURCE_POLICIES, 'vpcEndpoint'];

/** Where a statement stands: `key policy · "Enable IAM User Permissions"`, `IAM policy ReadOnly · statement 2`. */
export function statementTitle({ source, sid, index }: StatementTrace): string {
  return `${policyTitle(source)} · ${sid === null ? `statement ${index + 1}` : `"${sid}"`}`;
}

/** The same inside a sentence, at its start: `Statement "Enable IAM User Permissions" of the key policy`. */
export function quotedTitle({ source, sid, index }: StatementTrace): string {
  return `${sid === null ? `statement ${index + 1}` : `statement "${sid}"`} of ${quotedPolicy(source)}`;
}

/** `a`, `a and b`, `a, b and c` */
export function andList(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`;
}

/** The same, with a capital in front. */
export function listOf(texts: readonly string[]): string {
  return capital(andList(texts));
}

/** A sentence begins with a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

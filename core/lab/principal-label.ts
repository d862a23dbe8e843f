import { type AccountId, iamArn } from '../cloud/arn.ts';

/** The ARN behind a label such as `prod/role/admin`, `prod/user/ann` or `prod/root`; null when it has another form. */
export function principalArn(label: string, accountIdOf: (name: string) => AccountId | undefined): string | null {
  const [account = '', kind, ...path] = label.split('/');
  const accountId = accountIdOf(account);
  if (accountId === undefined) return null;
  if (kind === 'root' && path.length === 0) return iamArn('aws', accountId, 'root');
  if ((kind !== 'role' && kind !== 'user') || path.length === 0) return null;
  return iamArn('aws', accountId, `${kind}/${path.join('/')}`);
}

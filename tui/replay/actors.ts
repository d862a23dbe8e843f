/** The names that a scenario's world has for its accounts, for naming whoever acts as its author does. */
export type AccountNames = ReadonlyMap<string, string>;

/** `backup/role/operator` for a role's session; `EC2 itself` for the session that EC2 has of its own. */
export function actor(arn: string, accounts: AccountNames): string {
  const [, , , , accountId = '', resource = ''] = arn.split(':', 6);
  if (arn.includes(':assumed-role/aws:ec2-infrastructure/')) return 'EC2 itself';
  const account = accounts.get(accountId) ?? accountId;
  const [kind, name] = resource.split('/');
  return kind === 'assumed-role' ? `${account}/role/${name ?? ''}` : `${account}/${resource}`;
}

/** `key 769bd801… of prod in us-east-1`: enough of a key to tell it from the others. */
export function keyName(keyArn: string, accounts: AccountNames): string {
  const [, , , region = '', accountId = '', resource = ''] = keyArn.split(':', 6);
  return `key ${resource.replace(/^key\//, '').slice(0, 8)}… of ${accounts.get(accountId) ?? accountId} in ${region}`;
}

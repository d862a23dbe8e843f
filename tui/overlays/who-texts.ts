import type { GainsView } from '../../core/index.ts';

type Decider = GainsView['gained'][number]['groups'][number]['before'];

/** Actions of KMS without their prefix: `Decrypt, Encrypt`; many as a number, and the first of them. */
export function actionNames(actions: readonly string[], most = 12): string {
  const names = actions.map((action) => action.replace(/^kms:/, ''));
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most - 2).join(', ')} and ${names.length - most + 2} more`;
}

/** What decides: `key policy · "Users" and IAM policy KmsUser · statement 1`. */
export function byText(titles: readonly string[]): string {
  return titles.length === 0 ? 'no statement' : titles.join(' and ');
}

/** What decides about an action, in few words. */
export function deciderText({ verdict, by }: Decider): string {
  switch (verdict) {
    case 'allowed':
      return by.length === 0 ? 'allowed' : `allowed by ${byText(by)}`;
    case 'underCondition':
      return `allowed under the condition of ${byText(by)}`;
    case 'denied':
      return by.length === 0 ? 'nothing allows it' : `denied by ${byText(by)}`;
  }
}

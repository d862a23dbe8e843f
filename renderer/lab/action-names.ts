/** Actions of KMS without their prefix: `Decrypt, Encrypt`; many as the first of them and a number. */
export function actionNames(actions: readonly string[], most = 8): string {
  const names = actions.map((action) => action.replace(/^kms:/, ''));
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most - 2).join(', ')} and ${names.length - most + 2} more`;
}

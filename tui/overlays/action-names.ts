/** Actions of KMS without their prefix: `Decrypt, Encrypt`; many as a number, and the first of them. */
export function actionNames(actions: readonly string[], most = 12): string {
  const names = actions.map((action) => action.replace(/^kms:/, ''));
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most - 2).join(', ')} and ${names.length - most + 2} more`;
}
